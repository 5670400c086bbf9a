"""The trial of a release: its exercises are graded as its students will grade them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory

from grader.course import Course, Exercise, read_course
from grader.grade import Grade, Outcome, Verdict
from grader.intake import read_submission
from grader.settings import Settings
from grader.submission import Submission

Grading = Callable[[Exercise, Submission, Settings], Grade]
SETTINGS = Settings(seed=1, audience="student")


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of grading one exercise of a release."""

    exercise: str
    tests: int
    points: float
    """That students can earn yet."""
    graded_later: float
    problems: tuple[str, ...]
    """Why it can't be released like this."""


def try_release(folder: Path, course: Course, grading: Grading) -> Iterator[Trial]:
    """Yield the trial of each exercise; raises GraderError where grading fails.

    The stub must earn nothing, and the solution of `course` all that can be earned. Grading leaves
    nothing behind in `folder`.
    """
    with TemporaryDirectory(prefix="grader-release-") as place:
        released = read_course(copytree(folder, Path(place, "release")))
        for exercise in course.exercises:
            yield _try_exercise(released.exercise(exercise.identifier), course, grading)


def _try_exercise(released: Exercise, course: Course, grading: Grading) -> Trial:
    solution = course.root / "solutions" / released.identifier / released.file
    stub = grading(released, read_submission(released.stub, released, "stub"), SETTINGS)
    problems = list(_problems_of_stub(stub, released))
    if solution.is_file():
        reference = read_submission(solution, released, "solution")
        problems += _problems_of_solution(grading(released, reference, SETTINGS))
    else:
        place = solution.relative_to(course.root)
        problems.append(f"{place}: missing: nothing shows that the tests can be passed")
    return Trial(
        released.identifier, len(stub.tests), stub.max_score, stub.graded_later, tuple(problems)
    )


def _problems_of_stub(grade: Grade, released: Exercise) -> Iterator[str]:
    if grade.verdict is Verdict.GRADER_ERROR:
        yield _broken(grade)
    elif grade.score:
        yield (
            f"{released.identifier}/{released.file}: the stub earns {grade.score:g} of "
            f"{grade.max_score:g} points: take out of it what the student shall write"
        )


def _problems_of_solution(grade: Grade) -> Iterator[str]:
    lost = [test for test in grade.tests if test.outcome is Outcome.FAILED]
    if grade.verdict is Verdict.GRADER_ERROR:
        yield _broken(grade)
    elif lost:
        names = ", ".join(test.name for test in lost)
        yield f"{grade.exercise}: the solution fails {names} in the release: {lost[0].message}"


def _broken(grade: Grade) -> str:
    names = [test.name for test in grade.tests if test.outcome is Outcome.ERROR]
    said = "".join(f"\n{details.strip().splitlines()[-1]}" for details in grade.details[:1])
    return f"{grade.exercise}: the release breaks {', '.join(names) or 'all tests'}{said}"
