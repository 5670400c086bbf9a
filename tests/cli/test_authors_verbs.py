"""`grade new` and `grade release`: what they print, and their exit codes."""

import pytest
from cli_stage import grade, passed

from grader.grade import Explanation, Outcome, TestResult


def answer(exercise, submission, _settings):
    """Grade as the hidden tests of a new exercise would."""
    result = passed(points=100)
    if submission.student == "stub":
        lost = Explanation("Not written yet.")
        result = TestResult("test_it", "It", Outcome.FAILED, 0, 100, lost, None, 0.1, ())
    return grade(exercise.identifier, result)


@pytest.fixture
def course(stage):
    """The course of the stage, with a new exercise."""
    assert stage("new", "Shared memory") == 0
    return stage


def test_new_tells_what_it_made_and_what_to_type_next(stage, capsys):
    assert stage("new", "Shared memory") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "exercises/exercise13_shared_memory/README.md"
    assert all((stage.root / line).is_file() for line in lines[:-1])
    assert lines[-1] == "Edit them, then type: grade verify exercise13"


def test_new_takes_a_number(stage):
    assert stage("new", "Shared memory", "--number", 30) == 0
    assert (stage.root / "exercises/exercise30_shared_memory/exercise30.py").is_file()


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ([], "Missing argument 'TITLE'"),
        (["한국"], "no letter from a to z"),
        (["Other", "--number", 5], "exercise 5 exists (exercise05_exit_codes)"),
        (["Other", "--number", 0], "Invalid value for '--number'"),
    ],
)
def test_new_that_is_called_wrongly_is_2(stage, capsys, arguments, expected):
    assert stage("new", *arguments) == 2
    assert expected in capsys.readouterr().err


def test_release_tells_what_students_can_earn_and_what_to_type_next(course, capsys, tmp_path):
    course.grade = answer
    (course.root / "exercises/exercise13_shared_memory/data.csv").write_text("1")
    capsys.readouterr()
    assert course("release", tmp_path / "out", "13") == 0
    assert capsys.readouterr().out.splitlines() == [
        "exercise13_shared_memory: 1 test, 100 points, 0 graded later",
        "left out, since no brief links to it: exercises/exercise13_shared_memory/data.csv",
        f"Released 5 files to {tmp_path}/out. Try it: cd {tmp_path}/out && grade list",
    ]


def test_release_grades_as_a_student_does(course, tmp_path):
    course.grade = lambda *given: course.graded.append(given) or answer(*given)
    course("release", tmp_path / "out", "13")
    assert {settings.audience for _, _, settings in course.graded} == {"student"}


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ([], "Missing argument 'DIR'"),
        (["."], ". is not empty: name a folder that is empty or does not exist yet"),
        (["out", "77"], "no exercise is called '77'"),
        (["out", "5"], "README.md: cannot be read: No such file or directory: write the brief"),
    ],
)
def test_release_that_cannot_be_is_2_and_leaves_nothing(stage, capsys, arguments, expected):
    tests = stage.root / "tests/hidden/test_exercise05_exit_codes.py"
    tests.write_text('from grader.testing import points\n@points(1, "x")\ndef test_x(): ...\n')
    assert stage("release", *arguments) == 2
    assert expected in capsys.readouterr().err
    assert not (stage.root / "out").exists()
