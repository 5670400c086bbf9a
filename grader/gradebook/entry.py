"""What goes into a gradebook and comes out of it, as frozen values."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from grader.errors import GraderError
from grader.language import translate as _


@dataclass(frozen=True, slots=True)
class Entry:
    """One grading of one attempt."""

    batch: str
    """Identifier of the batch, e.g. `2026-11-22T22:50:01Z-1a2b`."""
    student: str
    exercise: str
    """Identifier, e.g. `exercise05_exit_codes`."""
    attempt: int
    """Of this student at this exercise: the higher, the later it was handed in."""
    submitted: datetime | None
    """With time zone; None where nobody knows."""
    verdict: str
    """A value of `grader.grade.Verdict`."""
    score: float | None
    """None exactly where the grader failed."""
    max_score: float
    adjusted: float | None
    """The score after the policy; None as `score`."""
    reason: str
    """Why `adjusted` differs from `score`, in a student's words, or why lateness that a platform
    marked costs nothing; else empty."""
    digest: str
    """SHA-256 in hexadecimal of the job: submission, exercise, grader, interpreter, settings."""
    origin: str
    """Where the submission was found."""
    started: datetime
    """With time zone."""
    duration: float
    """Real seconds."""
    grade: bytes
    """The grade as JSON, in the schema `grader/grade/v1` of docs/grade-json.md."""


@dataclass(frozen=True, slots=True)
class Batch:
    """One call of `grade batch`, and how much of it is in the gradebook."""

    identifier: str
    title: str
    started: datetime
    """In UTC."""
    entries: int


@dataclass(frozen=True, slots=True)
class TestChange:
    """One hidden test that gave other points than before."""

    __test__ = False  # not a test class, whatever pytest thinks of its name

    name: str
    """Of the test function, e.g. `test_exit_codes`."""
    title: str
    before: float | None
    """Points; None where that grading had no such test."""
    after: float | None


@dataclass(frozen=True, slots=True)
class Change:
    """One attempt that counts differently after one batch and after another."""

    student: str
    exercise: str
    attempt: int
    before: Entry | None
    """None where it was not graded by then; `before` or `after` is there."""
    after: Entry | None

    def tests(self) -> tuple[TestChange, ...]:
        """Return the tests that gave other points, in the order of the later grading."""
        before, after = points(self.before), points(self.after)
        titles = {**titles_of(self.before), **titles_of(self.after)}
        return tuple(
            TestChange(name, titles[name], before.get(name), after.get(name))
            for name in {**after, **before}
            if before.get(name) != after.get(name)
        )


def points(entry: Entry | None) -> dict[str, float]:
    """Return what each test gave."""
    return {} if entry is None else {test["name"]: test["points"] for test in tests_of(entry)}


def titles_of(entry: Entry | None) -> dict[str, str]:
    """Return the title of each test."""
    return {} if entry is None else {test["name"]: test["title"] for test in tests_of(entry)}


def tests_of(entry: Entry) -> list[dict[str, Any]]:
    """Return the tests of a grade, as its JSON has them; raise GraderError where it has none."""
    try:
        tests: list[dict[str, Any]] = json.loads(entry.grade)["tests"]
    except (ValueError, KeyError, TypeError) as error:
        message = _("the grade of {student} in {exercise} is damaged: grade it again")
        raise GraderError(message.format(student=entry.student, exercise=entry.exercise)) from error
    return tests
