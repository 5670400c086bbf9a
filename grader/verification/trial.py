"""A trial: several programs of one exercise, graded one after another in one process."""

from dataclasses import dataclass

from grader.course import Exercise
from grader.grade import Grade, Outcome
from grader.grading import grade_all
from grader.settings import Settings
from grader.submission import Submission, SubmittedFile

AUTHOR = "author"
ROUNDING = 1e-9
"""Points are fractions: thirds that add up to all must count as all."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A program that is tried, and what messages call it."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Loss:
    """A test that a candidate did not pass."""

    test: str
    outcome: Outcome
    message: str
    """What a student would read."""
    hint: str | None


@dataclass(frozen=True, slots=True)
class Tried:
    """What became of one candidate."""

    name: str
    score: float | None
    """None where a hidden test itself broke."""
    most: float
    """What the tests that were run could give."""
    losses: tuple[Loss, ...]
    problem: str | None
    """What kept the candidate as a whole from being graded."""
    seconds: float
    """Real seconds."""

    @property
    def perfect(self) -> bool:
        """Whether nothing was lost."""
        return self.score is not None and not self.losses and self.most - self.score < ROUNDING

    @property
    def lost(self) -> frozenset[str]:
        """Names of the tests that were lost."""
        return frozenset(loss.test for loss in self.losses)

    @property
    def broken(self) -> tuple[Loss, ...]:
        """The tests that broke themselves."""
        return tuple(loss for loss in self.losses if loss.outcome is Outcome.ERROR)


@dataclass(frozen=True, slots=True)
class Trial:
    """Candidates of one exercise that are graded with the same settings."""

    exercise: Exercise
    candidates: tuple[Candidate, ...]
    settings: Settings

    def hold(self) -> tuple[Tried, ...]:
        """Grade them; raise GraderError where they can't be."""
        grades: list[Grade] = []
        submissions = [self._submission(candidate) for candidate in self.candidates]
        grade_all(self.exercise, submissions, self.settings, grades.append)
        pairs = zip(self.candidates, grades, strict=True)
        return tuple(_tried(candidate.name, grade) for candidate, grade in pairs)

    def _submission(self, candidate: Candidate) -> Submission:
        main = self.exercise.file
        files = (SubmittedFile(main, candidate.content),)
        return Submission(AUTHOR, self.exercise.identifier, main, files)


def _tried(name: str, grade: Grade) -> Tried:
    """Return what is of interest in a grade: runs and sources are not worth their way back."""
    losses = tuple(
        Loss(test.name, test.outcome, test.message, test.hint)
        for test in grade.tests
        if test.outcome is not Outcome.PASSED
    )
    return Tried(name, grade.score, grade.max_score, losses, grade.problem, grade.duration)
