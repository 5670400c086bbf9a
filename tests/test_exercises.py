"""The course's own references and stubs, at each isolation level of this machine but the best.

All else that exercises promise, `grade verify` holds them to, at the best level.
"""

from pathlib import Path

import pytest
from sandbox.needing import demand

from grader.course import find_course
from grader.grade import Grade, Outcome, Verdict
from grader.grading import grade_submission
from grader.intake import read_submission
from grader.sandbox.isolation import Isolation, survey
from grader.settings import Settings

ROOT = Path(__file__).parent.parent
SOLUTIONS = ROOT / "solutions"
COURSE = find_course(ROOT)
BEST = next(report.level for report in survey() if report.available)
OTHERS = [level for level in Isolation if level is not BEST]

REFERENCES = [SOLUTIONS / exercise.identifier / exercise.file for exercise in COURSE.exercises]
STUBS = [exercise.stub for exercise in COURSE.exercises]


@pytest.fixture
def graded(file: Path, at: Isolation) -> Grade:
    demand(at)
    exercise = COURSE.exercise(file.relative_to(ROOT).parts[1])
    submission = read_submission(file, exercise, "nobody")
    found = grade_submission(exercise, submission, Settings(seed=7, isolation=at))
    broken = [(test.name, test.message) for test in found.tests if test.outcome is Outcome.ERROR]
    assert not broken
    return found


def short(path: object) -> str:
    if isinstance(path, Path):
        return "-".join(path.relative_to(ROOT).with_suffix("").parts[1:])
    return str(path)


def files(paths: list[Path]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("file", paths, ids=short)


AT_OTHERS = pytest.mark.parametrize("at", OTHERS, ids=str)


@AT_OTHERS
@files(REFERENCES)
def test_reference_gets_all_points(graded):
    lost = {test.name: test.message for test in graded.tests if test.outcome is not Outcome.PASSED}
    assert lost == {}
    assert (graded.score, graded.max_score) == (100, 100)
    assert graded.verdict is Verdict.ACCEPTED


@AT_OTHERS
@files(STUBS)
def test_stub_gets_none(graded):
    assert graded.score == 0
    assert graded.verdict is Verdict.REJECTED
