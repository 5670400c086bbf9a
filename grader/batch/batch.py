"""A batch: a collection of hand-ins becomes grades in the gradebook, and a report for each.

Every grade is in the gradebook before it counts as done, and its report lies in place before that;
so a batch that was ended at any moment goes on where it stood.
"""

import contextlib
import tempfile
import time
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Protocol

from grader.batch.job import Finished, Job
from grader.batch.pack import exercise_digest, pack, unpack
from grader.batch.plan import Plan, Terms, chunks, make_plan, without_grade
from grader.course import Course, Exercise
from grader.files import write_bytes
from grader.grade import Verdict
from grader.gradebook import Entry, Gradebook
from grader.intake.collection import Handed
from grader.policy import Attempts
from grader.report.classroom import report_path
from grader.settings import Settings


class Graders(Protocol):
    """Whoever grades jobs: this machine's crew, or a cluster."""

    def grade(self, jobs: Iterable[Job]) -> Generator[Finished]:
        """Yield what became of each job, as it becomes known."""
        ...


class Attempt(Protocol):
    """Whatever tells which attempt of whom it is about: a hand-in, an entry."""

    @property
    def student(self) -> str: ...  # noqa: D102
    @property
    def exercise(self) -> str: ...  # noqa: D102
    @property
    def attempt(self) -> int: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of a batch."""

    course: Course
    handed: tuple[Handed, ...]
    folder: Path
    """Where reports go; it exists."""
    settings: Settings
    fresh: bool = False
    """Whether known grades don't count."""
    fail_fast: bool = False
    """Whether to stop at the first submission that the grader fails on."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How a batch stands."""

    graded: int = 0
    known: int = 0
    total: int = 0
    failed: int = 0
    """Submissions that the grader failed on."""
    shares: float = 0.0
    """Sum of the scores, each as a share of what could be had."""
    seconds: float = 0.0
    """Real seconds since grading began."""

    @property
    def average(self) -> float | None:
        """Percent of the points that a submission has on average, known ones included."""
        scored = self.graded + self.known - self.failed
        return 100 * self.shares / scored if scored else None

    def count(self, entry: Entry, *, known: bool = False) -> "Tally":
        """Return the tally with one entry more."""
        failed = entry.verdict == Verdict.GRADER_ERROR
        share = (entry.score or 0) / entry.max_score if entry.max_score else 0.0
        return replace(
            self,
            graded=self.graded + (not known),
            known=self.known + known,
            failed=self.failed + failed,
            shares=self.shares + share,
        )


class Batch:
    """One batch on its way."""

    def __init__(self, request: Request, gradebook: Gradebook) -> None:
        self._request = request
        self._gradebook = gradebook
        self._exercises = {one.exercise for one in request.handed}
        self.entries: list[Entry] = []
        """Of every hand-in, as far as they are known, without the grades' JSON: the gradebook has
        that, and of a large class it would fill the memory."""
        self.tally = Tally(total=len(request.handed))

    @property
    def course_pack(self) -> bytes:
        """The pack of the exercises that were handed in."""
        return pack(self._request.course, self._chosen())

    def run(
        self, graders: Callable[[bytes, Path], Graders], watch: Callable[[Tally], None]
    ) -> None:
        """Grade what is not graded yet.

        `graders` makes those who grade from the course pack and the folder where it is laid out;
        `watch` is told how the batch stands. Raises GraderError where the gradebook fails, OSError
        where a report can't be written. What was graded until then stays.
        """
        # Digests and pack are of one moment, as far as can be: files may be edited meanwhile.
        terms = self._terms()
        plan = self._plan(terms)
        title = self._gradebook.start_batch(self._title())
        self._keep_known(plan, title)
        watch(self.tally)
        if not plan.todo:
            return
        with tempfile.TemporaryDirectory(prefix="grader-course-") as folder:
            content = self.course_pack
            unpack(content, Path(folder))
            jobs = partial(self._jobs, plan.todo, terms)
            self._grade(jobs, graders(content, Path(folder)), title, watch)

    def _grade(
        self,
        jobs: Callable[[dict[str, Handed]], Iterator[Job]],
        graders: Graders,
        batch: str,
        watch: Callable[[Tally], None],
    ) -> None:
        began, under_way = time.monotonic(), dict[str, Handed]()
        with contextlib.closing(graders.grade(jobs(under_way))) as results:
            for finished in results:
                entry = self._keep(under_way.pop(finished.digest), finished, batch)
                self.tally = replace(self.tally.count(entry), seconds=time.monotonic() - began)
                watch(self.tally)
                if self._request.fail_fast and self.tally.failed:
                    break

    def _plan(self, terms: Terms) -> Plan:
        request = self._request
        if request.fresh:
            return Plan(request.handed, ())
        return make_plan(request.handed, terms, self._gradebook.graded, self._has_report)

    def _terms(self) -> Terms:
        course = self._request.course
        digests = {one.identifier: exercise_digest(course, one) for one in self._chosen()}
        return Terms(self._request.settings, digests)

    def _chosen(self) -> list[Exercise]:
        return [one for one in self._request.course.exercises if one.identifier in self._exercises]

    def _title(self) -> str:
        return ", ".join(one.short for one in self._chosen())

    def _jobs(
        self, todo: Iterable[Handed], terms: Terms, under_way: dict[str, Handed]
    ) -> Iterator[Job]:
        """Read one hand-in after another, when there is somebody to grade it."""
        for handed in todo:
            job = terms.job(handed)
            under_way[job.digest] = handed
            yield job

    def _keep_known(self, plan: Plan, batch: str) -> None:
        """Count what is known; where the policy has changed since, add what it makes of it now."""
        changed = []
        for handed, known in plan.done:
            entry = self._adjusted(handed, known)
            if entry != known:
                entry = replace(entry, batch=batch)
                changed.append(entry)
            self.entries.append(entry)
            self.tally = self.tally.count(entry, known=True)
        for chunk in chunks(changed):
            grades = self._gradebook.standing(entry.digest for entry in chunk)
            self._gradebook.add(replace(one, grade=grades[one.digest].grade) for one in chunk)

    def _keep(self, handed: Handed, finished: Finished, batch: str) -> Entry:
        """Write a hand-in's report, then its entry: what has an entry is done."""
        path = self.report_of(handed)
        path.parent.mkdir(parents=True, exist_ok=True)
        write_bytes(path, finished.report)
        entry = self._adjusted(handed, _entry(handed, finished, batch))
        self._gradebook.add([entry])
        self.entries.append(without_grade(entry))
        return entry

    def _adjusted(self, handed: Handed, entry: Entry) -> Entry:
        policy = self._request.course.exercise(handed.exercise).policy
        adjusted = policy.adjust(entry.score, entry.max_score, handed.submitted, handed.student)
        return replace(
            entry,
            submitted=handed.submitted,
            adjusted=adjusted.score,
            reason=adjusted.reason,
        )

    def counting(self) -> Iterator[Entry]:
        """Yield the attempt that counts of each student at each exercise, with its grade.

        A grading in which the grader failed counts only where the attempt has no other.
        """
        for chunk in chunks(self._chosen_attempts()):
            found = self._gradebook.standing(entry.digest for entry in chunk)
            yield from (found[entry.digest] for entry in chunk)

    def _chosen_attempts(self) -> list[Entry]:
        """Return which attempt counts of each student at each exercise, by its policy."""
        chosen: dict[tuple[str, str], Entry] = {}
        for entry in sorted(self.entries, key=lambda entry: entry.attempt):
            key = entry.student, entry.exercise
            policy = self._request.course.exercise(entry.exercise).policy
            if key not in chosen or policy.attempts is Attempts.LAST or _better(entry, chosen[key]):
                chosen[key] = entry
        return list(chosen.values())

    def report_of(self, one: Attempt) -> Path:
        """Return where the report of an attempt lies."""
        return self._request.folder / report_path(one.student, one.exercise, one.attempt)

    def _has_report(self, handed: Handed) -> bool:
        return self.report_of(handed).is_file()


def _better(one: Entry, other: Entry) -> bool:
    """Say whether an attempt counts more than an earlier one; any more than the grader's failure."""
    scores = (one.adjusted, other.adjusted)
    return scores[1] is None or (scores[0] is not None and scores[0] > scores[1])


def _entry(handed: Handed, finished: Finished, batch: str) -> Entry:
    return Entry(
        batch=batch,
        student=handed.student,
        exercise=handed.exercise,
        attempt=handed.attempt,
        submitted=handed.submitted,
        verdict=finished.verdict,
        score=finished.score,
        max_score=finished.max_score,
        adjusted=finished.score,
        reason="",
        digest=finished.digest,
        origin=handed.origin,
        started=datetime.fromisoformat(finished.started),
        duration=finished.duration,
        grade=finished.grade,
    )
