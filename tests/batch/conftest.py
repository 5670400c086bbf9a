"""A course of two small exercises, and classes that hand in for it."""

from pathlib import Path

import pytest

from grader.batch.job import Job, make_job
from grader.batch.pack import exercise_digest, pack, unpack
from grader.course import Course, read_course
from grader.settings import Settings
from grader.submission import Submission, SubmittedFile

TEST = """
from grader.testing import hint, points, probe


@points(60, "{name} of a number is right")
@hint("Look at the operator.")
def test_value(student, rng):
    number = rng.randint(2, 9)
    assert student.call(ask, number).value == number {operator} 2, "a wrong value"


@points(40, "{name} of nothing is nothing")
@hint("Nothing stays nothing.")
def test_zero(student):
    assert student.call(ask, 0).value == 0, "a wrong value"


@probe
def ask(submission, number):
    return submission.{name}(number)
"""
EXERCISES = {"exercise01_double": ("double", "*"), "exercise02_square": ("square", "**")}
ANSWERS = {
    "exercise01_double": {
        "right": "def double(number):\n    return number * 2\n",
        "wrong": "def double(number):\n    return number\n",
        "broken": "def double(number:\n",
    },
    "exercise02_square": {
        "right": "def square(number):\n    return number ** 2\n",
        "wrong": "def square(number):\n    return number + 1\n",
        "broken": "def square(number:\n",
    },
}
SCORES = {"right": 100, "broken": 0}
SETTINGS = Settings(seed=11)


def make_course(root: Path) -> Course:
    """Write the course to an empty folder."""
    root.mkdir()
    (root / "course.toml").write_text('title = "Small"\n')
    (root / "tests" / "hidden").mkdir(parents=True)
    for identifier, (name, operator) in EXERCISES.items():
        folder = root / "exercises" / identifier
        folder.mkdir(parents=True)
        (folder / "exercise.toml").write_text(f'title = "{name}"\nsummary = "Numbers."\n')
        test = TEST.format(name=name, operator=operator)
        (root / "tests" / "hidden" / f"test_{identifier}.py").write_text(test)
    return read_course(root)


def hand_in(root: Path, students: dict[str, str]) -> Path:
    """Write what students hand in for both exercises: by name, the kind of their answers."""
    for student, kind in students.items():
        folder = root / student
        folder.mkdir(parents=True)
        for identifier, answers in ANSWERS.items():
            (folder / f"{identifier[:10]}.py").write_text(answers[kind])
    return root


@pytest.fixture
def course(tmp_path) -> Course:
    return make_course(tmp_path / "course")


@pytest.fixture
def folder(course, tmp_path) -> Path:
    """The course as it is laid out from its pack."""
    unpack(pack(course, course.exercises), tmp_path / "unpacked")
    return tmp_path / "unpacked"


@pytest.fixture
def job(course):
    """Makes a job of a student's answer."""

    def make(
        kind: str, student: str = "ada", exercise: str = "exercise01_double", attempt: int = 1
    ) -> Job:
        main = f"{exercise[:10]}.py"
        files = (SubmittedFile(main, ANSWERS[exercise][kind].encode()),)
        submission = Submission(student, exercise, main, files)
        digest = exercise_digest(course, course.exercise(exercise))
        return make_job(submission, attempt, SETTINGS, digest)

    return make
