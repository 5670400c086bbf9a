"""A course with one small exercise in which all is well, to be spoilt by the tests."""

import pytest

from grader.course import find_course
from grader.verification.inspection import inspect
from grader.verification.material import read_material
from grader.verification.plan import Options

NAME = "exercise01_doubling"
HIDDEN = """
from grader.testing import Student, hint, points, probe

@probe
def double(submission, number):
    return submission.double(number)

@points(60, "Numbers are doubled")
@hint("Multiply by two.")
def test_double(student, rng):
    number = rng.randint(10, 1000)
    assert student.call(double, number).value == number * 2, "`double` must double."

@points(40, "The program shows the double of 4")
@hint("Print what `double` returns.")
def test_shows(student):
    assert student.run_main().output == ("8",), "The program must print 8."
"""
REFERENCE = """
def double(number):
    return number + number

if __name__ == "__main__":
    print(double(4))
"""
STUB = "def double(number):\n    raise NotImplementedError\n"
BRIEF = "`double(number)` doubles.\n\n```console\n$ python3 exercise01.py\n8\n```\n"
WRONG = {
    "adds_two": ("test_double, test_shows", "number + 2"),
    "is_silent": ("test_shows", "number * 2"),
    "triples": ("test_double, test_shows", "number * 3"),
    "shows_all": ("test_shows", "2 * number"),
    "gives_none": ("test_double, test_shows", "None"),
}


def wrong_answer(fails, value):
    show = "print(double(4))" if "test_double" in fails else "pass"
    return (
        f"# fails: {fails}\n\ndef double(number):\n    return {value}\n\n"
        f'if __name__ == "__main__":\n    {show}\n'
    )


@pytest.fixture
def root(tmp_path):
    """The course's folder, where tests overwrite what they like."""
    exercise, solution = tmp_path / "exercises" / NAME, tmp_path / "solutions" / NAME
    for folder in (exercise, solution / "wrong", tmp_path / "tests" / "hidden"):
        folder.mkdir(parents=True)
    (tmp_path / "course.toml").write_text('title = "Small"\n')
    (exercise / "exercise.toml").write_text('title = "Doubling"\nsummary = "Twice."\n')
    (exercise / "exercise01.py").write_text(STUB)
    (exercise / "README.md").write_text(BRIEF)
    (solution / "exercise01.py").write_text(REFERENCE)
    (tmp_path / "tests" / "hidden" / f"test_{NAME}.py").write_text(HIDDEN)
    for name, (fails, value) in WRONG.items():
        (solution / "wrong" / f"{name}.py").write_text(wrong_answer(fails, value))
    return tmp_path


@pytest.fixture
def exercise(root):
    """The exercise as the course has it now."""
    return lambda: find_course(root).exercises[0]


@pytest.fixture
def material(root):
    """The exercise's parts as they lie on disk now."""

    def read():
        course = find_course(root)
        return read_material(course, course.exercises[0])

    return read


@pytest.fixture
def options():
    return lambda **changes: Options(
        **{
            "seed": 1,
            "isolation": "limits",
            "schedules": 0,
            "flaky": 0,
            "mutants": False,
            **changes,
        }
    )


@pytest.fixture
def inspection(root, options):
    """The inspection of the exercise as it lies on disk now."""

    def read(**changes):
        course = find_course(root)
        return inspect(course, course.exercises[0], options(**changes))

    return read
