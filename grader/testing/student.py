"""The student's submission, as a hidden test handles it: run it, or call it through a probe."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, NoReturn

from grader.errors import CourseError
from grader.grade import Explanation
from grader.runs.ending import Ending
from grader.runs.job import Job, Probe
from grader.runs.supervision import Told
from grader.runs.trace import Run
from grader.testing import words
from grader.testing.bench import Bench
from grader.testing.failure import StudentFailure
from grader.testing.probes import probe, source_of

StartMethod = Literal["fork", "spawn", "forkserver"]
Clock = Literal["virtual", "real"]


@dataclass(frozen=True, slots=True)
class Call:
    """What a probe brought back."""

    value: Any
    """Plain data; whatever was not plain equals nothing."""
    run: Run


@probe
def _load(submission: Any) -> None:
    """Do nothing: importing the submission is all."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What holds for all runs of one test, unless the test says otherwise."""

    seed: int
    """Seeds the module `random` of the program."""
    virtual: bool
    """Whether the clock is virtual."""
    schedule: int | None
    """Seed of the schedule, None for none."""
    start_method: str | None = None
    """`fork`, `spawn` or `forkserver`, None for the usual one."""


class Loaded:
    """Whether a submission can be run at all; found out once."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench
        self._known = False
        self.problem: Explanation | None = None

    def check(self, job: Job) -> None:
        """Raise StudentFailure if no run of the submission can ever succeed."""
        if not self._known:
            self._known = True
            self.problem = self._find(job)
        if self.problem:
            raise StudentFailure(self.problem)

    def _find(self, job: Job) -> Explanation | None:
        submission = self._bench.submission
        if submission.problem is not None:
            return Explanation(submission.problem)
        told = self._bench.run(job)
        if told.imported and told.run.ending is not Ending.BROKEN:
            return None
        unreadable = told.run.raised is not None and told.run.raised.type in words.UNREADABLE
        if unreadable or told.run.ending not in (Ending.FINISHED, Ending.KILLED):
            return words.unanswered(told, submission.main, self._bench.wall)
        return None


class Student:
    """One submission in the hands of one hidden test."""

    def __init__(self, bench: Bench, loaded: Loaded, terms: Terms) -> None:
        self._bench = bench
        self._loaded = loaded
        self._terms = terms
        self.runs: list[Run] = []
        """Every run that this test has made."""

    @property
    def file(self) -> str:
        """Name of the submission's main file."""
        return self._bench.submission.main

    def run_main(
        self,
        *,
        start_method: StartMethod | None = None,
        clock: Clock | None = None,
        schedule: int | None = None,
        check: bool = True,
    ) -> Run:
        """Run the file as a user would, as `__main__`.

        `schedule` is the seed of a schedule for this run. With `check`, the test fails where the
        program does not end by itself with exit code 0.
        """
        told = self._run(start_method, clock, schedule, None)
        failure = words.failure_of(told, self.file, self._bench.wall) if check else None
        if failure:
            raise StudentFailure(failure)
        return told.run

    def call(
        self,
        function: Callable[..., Any],
        *arguments: Any,
        start_method: StartMethod | None = None,
        clock: Clock | None = None,
        schedule: int | None = None,
        check: bool = True,
    ) -> Call:
        """Run a probe beside the submission, `arguments` being plain data; return its answer.

        With `check`, the test fails where no answer comes back.
        """
        told = self._run(start_method, clock, schedule, _probe(function, arguments))
        if told.stage == "probe" and told.run.raised is not None:
            raise CourseError(f"{function.__name__} can't be loaded: {told.run.raised.message}")
        if check and not told.run.answered:
            raise StudentFailure(words.unanswered(told, self.file, self._bench.wall))
        return Call(told.run.value, told.run)

    def fail(self, summary: str, *, expected: object = None, seen: object = None) -> NoReturn:
        """End the test: the submission did not do what it should, as `summary` says."""
        raise StudentFailure(
            Explanation(
                summary,
                None if expected is None else str(expected),
                None if seen is None else str(seen),
            )
        )

    def _run(
        self,
        start_method: StartMethod | None,
        clock: Clock | None,
        schedule: int | None,
        asked: Probe | None,
    ) -> Told:
        terms = self._terms
        loading = _probe(_load, ())
        self._loaded.check(Job(self.file, terms.seed, virtual=terms.virtual, probe=loading))
        virtual = terms.virtual and clock != "real"
        order = terms.schedule if schedule is None else schedule
        method = start_method or terms.start_method
        job = Job(self.file, terms.seed, method, order, virtual=virtual, probe=asked)
        told = self._bench.run(job)
        self.runs.append(told.run)
        return told


def _probe(function: Callable[..., Any], arguments: tuple[Any, ...]) -> Probe:
    return Probe(source_of(function), function.__name__, arguments)
