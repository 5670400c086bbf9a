"""The grade: all that grading one submission found, as frozen values.

Reports, exports and the gradebook take a `Grade` and nothing else.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from grader.runs.trace import Place, Run

SCHEMA = "grader/grade/v1"


class Outcome(StrEnum):
    """How one test ended."""

    PASSED = "passed"
    FAILED = "failed"
    ERROR = "error"
    """The hidden test itself broke: the grader's failure, never the student's."""


class Verdict(StrEnum):
    """How the submission did."""

    ACCEPTED = "accepted"
    PARTIAL = "partial"
    REJECTED = "rejected"
    GRADER_ERROR = "grader_error"


class Visibility(StrEnum):
    """From when on a student may run a test, and see it.

    The names and meanings are Gradescope's
    (https://gradescope-autograders.readthedocs.io/en/latest/specs/).
    """

    VISIBLE = "visible"
    HIDDEN = "hidden"
    """Never."""
    AFTER_DUE_DATE = "after_due_date"
    AFTER_PUBLISHED = "after_published"


def visible_at(now: datetime, due: datetime | None, *, published: bool) -> frozenset[Visibility]:
    """Return which tests a student may run at `now`; both times have a time zone.

    At its due date an exercise can still be handed in. One without a due date is never past it.
    """
    visible = {Visibility.VISIBLE}
    if due is not None and now > due:
        visible.add(Visibility.AFTER_DUE_DATE)
    if published:
        visible.add(Visibility.AFTER_PUBLISHED)
    return frozenset(visible)


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why points were lost, in a student's words."""

    summary: str
    """One to three sentences; never empty."""
    expected: str | None = None
    seen: str | None = None
    places: tuple[Place, ...] = ()
    """The student's lines at fault, most telling last."""
    circumstances: str = ""
    """Under which schedule it was so and how it is seen again; empty for a test without schedules."""

    @property
    def sentences(self) -> str:
        """All of it in words, but for the two values."""
        return f"{self.summary} {self.circumstances}".rstrip()


@dataclass(frozen=True, slots=True)
class Scheduled:
    """How a test ended under one schedule."""

    seed: int
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class TestResult:
    """How one hidden test ended, and what it saw."""

    __test__ = False  # not a test class, whatever pytest thinks of its name

    name: str
    """Of the test function, e.g. `test_exit_codes`."""
    title: str
    outcome: Outcome
    points: float
    max_points: float
    explanation: Explanation | None
    """None exactly when the test passed."""
    hint: str | None
    """What to look at next; shown only for lost points."""
    duration: float
    """Real seconds."""
    runs: tuple[Run, ...]
    """Of a test under schedules: those of the first one that failed, or of the first."""
    schedules: tuple[Scheduled, ...] = ()
    """How the test ended under each schedule; empty for a test without them."""
    visibility: Visibility = Visibility.VISIBLE

    @property
    def message(self) -> str:
        """The explanation as one text, empty for a passed test."""
        if self.explanation is None:
            return ""
        parts = [self.explanation.sentences]
        if self.explanation.expected is not None:
            parts.append(f"Expected: {self.explanation.expected}")
        if self.explanation.seen is not None:
            parts.append(f"Seen: {self.explanation.seen}")
        return "\n".join(parts)


@dataclass(frozen=True, slots=True)
class Provenance:
    """What made a grade: enough to make it again."""

    grader: str
    python: str
    """Version of the interpreter that ran the submission."""
    platform: str
    isolation: str
    """`namespaces`, `landlock` or `limits`: the level that was in force."""
    clock: str
    """`virtual` or `real`."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file of the submission, as the report shows it."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Grade:
    """All that grading one submission found."""

    exercise: str
    """Identifier, e.g. `exercise05_exit_codes`."""
    title: str
    student: str
    verdict: Verdict
    score: float | None
    """None exactly when the verdict is `GRADER_ERROR`."""
    max_score: float
    """What the tests that were run could give."""
    tests: tuple[TestResult, ...]
    seed: int
    provenance: Provenance
    started: datetime
    """With time zone."""
    duration: float
    """Real seconds."""
    sources: tuple[SourceFile, ...]
    problem: str | None = None
    """What kept the submission as a whole from being graded, in a student's words."""
    notes: tuple[str, ...] = ()
    """What grading changed or left out, e.g. notebook cells with magics."""
    details: tuple[str, ...] = ()
    """For the instructor alone: where hidden tests themselves broke. In no report, no export."""
    graded_later: float = 0.0
    """Points of the tests that the student may not run yet; no part of `max_score`."""
