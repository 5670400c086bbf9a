"""A grading as exports and the class report read it: from the gradebook, or from a grade's JSON."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime  # noqa: TC003  msgspec reads the types of the fields
from typing import TYPE_CHECKING, Literal

import msgspec

from grader.errors import GraderError, UsageError
from grader.grade import Outcome, Verdict, Visibility
from grader.language import translate as _

if TYPE_CHECKING:
    from typing import Protocol

    class Entry(Protocol):
        """What `grader.gradebook` keeps of one grading of one attempt."""

        @property
        def batch(self) -> str: ...  # noqa: D102
        @property
        def student(self) -> str: ...  # noqa: D102
        @property
        def exercise(self) -> str: ...  # noqa: D102
        @property
        def attempt(self) -> int: ...  # noqa: D102
        @property
        def submitted(self) -> datetime | None: ...  # noqa: D102
        @property
        def verdict(self) -> str: ...  # noqa: D102
        @property
        def score(self) -> float | None: ...  # noqa: D102
        @property
        def max_score(self) -> float: ...  # noqa: D102
        @property
        def adjusted(self) -> float | None: ...  # noqa: D102
        @property
        def reason(self) -> str: ...  # noqa: D102
        @property
        def digest(self) -> str: ...  # noqa: D102
        @property
        def origin(self) -> str: ...  # noqa: D102
        @property
        def started(self) -> datetime: ...  # noqa: D102
        @property
        def duration(self) -> float: ...  # noqa: D102
        @property
        def grade(self) -> bytes: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class GradedTest:
    """How one hidden test ended, as docs/grade-json.md describes it."""

    name: str
    title: str
    outcome: Outcome
    points: float
    max_points: float
    message: str
    """Why points were lost, with what was expected and seen; empty for a passed test."""
    duration: float
    """Real seconds."""
    expected: str | None = None
    seen: str | None = None
    hint: str | None = None
    visibility: Visibility = Visibility.VISIBLE

    @property
    def passed(self) -> bool:
        """Whether the submission did what the test asks for."""
        return self.outcome is Outcome.PASSED

    @property
    def summary(self) -> str:
        """The message without what was expected and seen."""
        text = self.message
        for name, value in (("Seen", self.seen), ("Expected", self.expected)):
            if value is not None:
                text = text.removesuffix(f"\n{name}: {value}")
        return text


@dataclass(frozen=True, slots=True)
class Graded:
    """One grading of one attempt."""

    student: str
    exercise: str
    """Identifier, e.g. `exercise05_exit_codes`."""
    title: str
    verdict: Verdict
    score: float | None
    """As the tests gave it; None exactly when the verdict is `GRADER_ERROR`."""
    max_score: float
    tests: tuple[GradedTest, ...]
    """Empty where the submission as a whole could not be graded."""
    problem: str | None
    """What kept it from being graded, in a student's words."""
    notes: tuple[str, ...]
    started: datetime
    """With time zone, as `submitted`."""
    duration: float
    """Real seconds."""
    json: bytes
    """The grade in the schema `grader/grade/v1`."""
    attempt: int = 1
    submitted: datetime | None = None
    adjusted: float | None = None
    """The score after the course's policy; None where it is as the tests gave it."""
    reason: str = ""
    """Why the two differ, in a student's words."""
    batch: str = ""
    digest: str = ""
    origin: str = ""

    @property
    def final(self) -> float | None:
        """The score that counts; None where the grader failed."""
        return self.score if self.adjusted is None else self.adjusted

    def known_score(self) -> float:
        """Return the score that counts; raise GraderError where the grader failed."""
        if self.final is not None:
            return self.final
        message = _(
            "{student} has no score in {exercise}, since grading itself failed: grade again, "
            "then export"
        )
        raise GraderError(message.format(student=self.student, exercise=self.exercise))


@dataclass(frozen=True, slots=True)
class _Text:
    """The fields of a grade's JSON that are read."""

    schema: Literal["grader/grade/v1"]
    exercise: str
    title: str
    student: str
    verdict: Verdict
    score: float | None
    max_score: float
    tests: tuple[GradedTest, ...]
    started: datetime
    duration: float
    problem: str | None = None
    notes: tuple[str, ...] = ()


_DECODER = msgspec.json.Decoder(_Text)


def of_json(json: bytes, place: str) -> Graded:
    """Return the grading that a grade's JSON tells; `place` is where it lies, for the complaint.

    Raises UsageError where it is no grade in the schema `grader/grade/v1`.
    """
    try:
        return _graded(json)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        message = _("{place} is no grade: {reason}: write it with grade EXERCISE --json PATH")
        raise UsageError(message.format(place=place, reason=error)) from error


def of_entry(entry: Entry) -> Graded:
    """Return the grading that an entry of the gradebook tells.

    Raises GraderError where its grade is damaged, with the student and the exercise.
    """
    try:
        graded = _graded(entry.grade)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        message = _(
            "the gradebook's grade of {student} in {exercise} is damaged: {reason}: "
            "grade that student again"
        )
        raise GraderError(
            message.format(student=entry.student, exercise=entry.exercise, reason=error)
        ) from error
    return replace(
        graded,
        student=entry.student,
        exercise=entry.exercise,
        attempt=entry.attempt,
        submitted=entry.submitted,
        adjusted=entry.adjusted,
        reason=entry.reason,
        batch=entry.batch,
        digest=entry.digest,
        origin=entry.origin,
    )


def _graded(json: bytes) -> Graded:
    text = _DECODER.decode(json)
    return Graded(
        student=text.student,
        exercise=text.exercise,
        title=text.title,
        verdict=text.verdict,
        score=text.score,
        max_score=text.max_score,
        tests=text.tests,
        problem=text.problem,
        notes=text.notes,
        started=text.started,
        duration=text.duration,
        json=json,
    )
