"""A rehearsal: the brief's examples run by the reference, and what importing a file does."""

import contextlib
import doctest
import io
import re
import types
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from grader.course import Exercise
from grader.runs.trace import Run
from grader.sandbox import isolation
from grader.settings import Settings
from grader.submission import Submission, SubmittedFile
from grader.testing import Student, probe
from grader.testing.bench import Bench
from grader.testing.failure import StudentFailure
from grader.testing.student import Loaded, Terms
from grader.verification.brief import Command, Shell, examples

PID = re.compile(r"\b(pid\W{0,2})[0-9]+", re.IGNORECASE)
"""A number that is called a pid: another one in each run."""


@probe
def execute(submission: types.ModuleType, code: str) -> None:  # noqa: ARG001 - the code imports it
    """What `python3 -c` does."""
    exec(code, {"__name__": "__main__"})  # noqa: S102 - an example of the course's own brief


@probe
def type_in(submission: types.ModuleType, text: str) -> str:
    """What doctest has to say of a session in the Python shell; empty where all is as shown."""
    test = doctest.DocTestParser().get_doctest(text, vars(submission).copy(), "example", None, 0)
    said = io.StringIO()
    with contextlib.redirect_stdout(io.StringIO()):
        doctest.DocTestRunner(verbose=False).run(test, out=said.write)
    return said.getvalue()


@probe
def only_import(submission: types.ModuleType) -> None:
    """Nothing but what importing does."""


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """The runs that show whether a brief tells the truth of its reference, and imports are quiet."""

    exercise: Exercise
    brief: str
    reference: bytes
    stub: bytes
    settings: Settings

    def hold(self) -> tuple[str, ...]:
        """Return what is wrong, a sentence each."""
        return (*self._imports("stub", self.stub), *self._examples())

    def _imports(self, name: str, content: bytes) -> Iterator[str]:
        try:
            with self._bench(content) as bench:
                run = _student(bench, self.settings.seed).call(only_import, check=False).run
        except StudentFailure as failure:
            yield f"importing the {name} is impossible: {failure}"
            return
        if run.raised is not None:
            yield f"importing the {name} raises {run.raised.type}: {run.raised.message}"
        if run.lines or run.errors or len(run.processes) > 1:
            yield f"importing the {name} prints or starts something: it must do neither"

    def _examples(self) -> Iterator[str]:
        try:
            found = list(examples(self.brief, self.exercise.file))
        except ValueError as error:
            yield f"an example can't be run: {error}"
            return
        if not found:
            yield f"has no example: add a block ```console with `$ python3 {self.exercise.file}`"
        with self._bench(self.reference) as bench:
            for example in found:
                try:
                    yield from _rehearsed(_student(bench, example.seed), example)
                except StudentFailure as failure:
                    yield f"the reference fails in an example: {failure}"

    def _bench(self, content: bytes) -> Bench:
        main = self.exercise.file
        files = (SubmittedFile(main, content),)
        submission = Submission("author", self.exercise.identifier, main, files)
        level = isolation.choose(self.settings.isolation)
        return Bench(submission, self.exercise.limits, level)


def _student(bench: Bench, seed: int) -> Student:
    return Student(
        bench, Loaded(bench), Terms(seed, virtual=True, schedule=None, start_method="fork")
    )


def _rehearsed(student: Student, example: Command | Shell) -> Iterator[str]:
    """Run one example; say how it differs from what the brief shows."""
    if isinstance(example, Shell):
        said = student.call(type_in, example.text).value
        if said:
            yield f"an example in the Python shell is not what the reference does:\n{said}"
        return
    code = example.code
    run = student.run_main() if code is None else student.call(execute, code).run
    if not may_print(run, example):
        printed = "\n".join(text for _writer, text in _written(run, example))
        yield f"'{example.text}' does not print what the example shows, but:\n{printed}"


def may_print(run: Run, example: Command) -> bool:
    """Say whether the run's processes could have printed what is shown, in the order shown.

    The lines of each process keep their order; processes may be ahead of one another.
    """
    by_writer: dict[int, list[str]] = {}
    for writer, text in _written(run, example):
        by_writer.setdefault(writer, []).append(_without_pids(text))
    return interleaves(
        tuple(map(_without_pids, example.shown)), tuple(map(tuple, by_writer.values()))
    )


def _written(run: Run, example: Command) -> list[tuple[int, str]]:
    """Return writer and text of what a terminal would show, in order."""
    lines = [*run.lines, *(run.errors if example.errors_shown else ())]
    return [(line.pid, line.text) for line in sorted(lines, key=lambda line: line.order)]


def _without_pids(text: str) -> str:
    return PID.sub(r"\1N", text.rstrip())


@cache
def interleaves(whole: tuple[str, ...], parts: tuple[tuple[str, ...], ...]) -> bool:
    """Say whether `whole` consists of all lines of `parts`, those of each part in their order."""
    if not whole:
        return not any(parts)
    return any(
        interleaves(whole[1:], (*parts[:place], part[1:], *parts[place + 1 :]))
        for place, part in enumerate(parts)
        if part and part[0] == whole[0]
    )
