"""The trial of a release, with the real grading: what its students would see."""

import pytest

from grader.authoring.pack import make_pack
from grader.authoring.trial import try_release
from grader.grading import grade_submission

from .conftest import replace_in

STUB = "exercises/exercise01_shared_memory/exercise01.py"
TESTS = "tests/hidden/test_exercise01_shared_memory.py"


@pytest.fixture
def released(tmp_path, course, partings):
    folder = tmp_path / "released"
    folder.mkdir()
    make_pack(course, partings).write(folder)
    return folder


def tried(folder, course):
    (trial,) = try_release(folder, course, grade_submission)
    return trial


def files(folder):
    return sorted(folder.rglob("*"))


def test_a_release_works_and_tells_what_can_be_earned(released, course):
    before = files(released)
    trial = tried(released, course)
    assert trial.problems == ()
    assert (trial.tests, trial.points, trial.graded_later) == (3, 65, 35)
    assert files(released) == before


def test_a_release_works_with_what_its_tests_share(tmp_path, shared, partings):
    make_pack(shared, partings).write(tmp_path / "released")
    assert tried(tmp_path / "released", shared).problems == ()


def test_a_stub_that_earns_points_is_refused(released, course, exercise, root):
    solution = root / "solutions" / exercise.identifier / exercise.file
    (released / STUB).write_text(solution.read_text())
    (problem,) = tried(released, course).problems
    assert "exercise01.py: the stub earns 65 of 65 points: take out of it" in problem


def test_tests_that_the_solution_fails_are_refused(released, course):
    replace_in(released / TESTS, ("number * 2", "number * 3"))
    (problem,) = tried(released, course).problems
    assert "the solution fails test_worker_doubles_its_number in the release: `worker(" in problem


def test_tests_that_break_are_refused_with_their_error(released, course):
    replace_in(released / TESTS, ("def printed(", "def gone("))
    assert "the release breaks test_main_prints_the_result" in tried(released, course).problems[0]
    assert "NameError" in tried(released, course).problems[0]


def test_an_exercise_without_a_solution_is_refused(released, course, exercise, root):
    (root / "solutions" / exercise.identifier / exercise.file).unlink()
    (problem,) = tried(released, course).problems
    assert problem.endswith("exercise01.py: missing: nothing shows that the tests can be passed")
