"""The course's own solutions and mistakes, graded: each loses exactly the points that it should."""

import re
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
FAILS = re.compile(r"^# fails: *(?P<names>.*)$", re.MULTILINE)

REFERENCES = [SOLUTIONS / exercise.identifier / exercise.file for exercise in COURSE.exercises]
STUBS = [exercise.stub for exercise in COURSE.exercises]
WRONG = sorted(SOLUTIONS.glob("*/wrong/*.py"))


@pytest.fixture
def graded(file: Path, at: Isolation) -> Grade:
    demand(at)
    exercise = COURSE.exercise(file.relative_to(ROOT).parts[1])
    submission = read_submission(file, exercise, "nobody")
    found = grade_submission(exercise, submission, Settings(seed=7, isolation=at))
    broken = [(test.name, test.message) for test in found.tests if test.outcome is Outcome.ERROR]
    assert not broken
    return found


def lost(found: Grade) -> dict[str, str]:
    return {test.name: test.message for test in found.tests if test.outcome is not Outcome.PASSED}


def short(path: object) -> str:
    if isinstance(path, Path):
        return "-".join(path.relative_to(ROOT).with_suffix("").parts[1:])
    return str(path)


def files(paths: list[Path]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("file", paths, ids=short)


EVERYWHERE = pytest.mark.parametrize("at", list(Isolation), ids=str)
AT_BEST = pytest.mark.parametrize("at", [BEST], ids=str)


def test_every_exercise_has_a_solution_a_stub_and_mistakes():
    assert all(file.is_file() for file in REFERENCES + STUBS)
    assert {file.parts[-3] for file in WRONG} == {one.identifier for one in COURSE.exercises}


@EVERYWHERE
@files(REFERENCES)
def test_reference_gets_all_points(graded):
    assert lost(graded) == {}
    assert (graded.score, graded.max_score) == (100, 100)
    assert graded.verdict is Verdict.ACCEPTED


@EVERYWHERE
@files(STUBS)
def test_stub_gets_none(graded):
    assert graded.score == 0
    assert graded.verdict is Verdict.REJECTED


@AT_BEST
@files(WRONG)
def test_mistake_loses_exactly_the_tests_that_it_names_and_is_told_why(graded, file):
    named = FAILS.search(file.read_text())
    assert named, f"{file}: has no line '# fails: test_…'"
    assert sorted(lost(graded)) == sorted(name.strip() for name in named["names"].split(",")), lost(
        graded
    )
    for message in lost(graded).values():
        assert message
        assert "assert " not in message
        assert "Traceback" not in message
