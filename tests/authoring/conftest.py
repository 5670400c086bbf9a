"""A course with one new exercise, of which some tests are held back."""

from datetime import UTC, datetime

import pytest

from grader.authoring.parting import part_tests
from grader.authoring.skeleton import plan_skeleton, write_skeleton
from grader.course import read_course

NOW = datetime(2026, 12, 1, tzinfo=UTC)
HELD_BACK = {
    "test_main_prints_what_worker_sets": "after_due_date",
    "test_worker_runs_in_a_process_of_its_own": "hidden",
}
SHARED = '''\
"""What tests share, and what only this docstring tells."""

from beneath import LIMIT, OTHER
from grader.testing import probe


@probe
def import_only(submission):
    """Nothing but what importing does."""
    return submission.__name__ and LIMIT


def held_back(submission):
    return OTHER
'''


def replace_in(path, *pairs):
    text = path.read_text()
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text)


def add_exercise(root, title="Shared memory"):
    course = read_course(root)
    write_skeleton(course, plan_skeleton(course, title, None))
    return read_course(root)


def hold_back(root, tests=None):
    """Mark tests of the first exercise."""
    path = read_course(root).exercises[0].hidden_tests
    replace_in(path, ("hint, points, probe", "hint, points, probe, visibility"))
    for name, kind in (HELD_BACK if tests is None else tests).items():
        before, after = path.read_text().split(f"def {name}(")
        head, mark, rest = before.rpartition("\n@points")
        path.write_text(f'{head}\n@visibility("{kind}"){mark}{rest}def {name}({after}')


@pytest.fixture
def root(tmp_path):
    folder = tmp_path / "course"
    (folder / "exercises").mkdir(parents=True)
    (folder / "course.toml").write_text(
        'title = "A course"  # for nobody else\n\n[extensions]\nalice = 3\n'
    )
    return folder


@pytest.fixture
def course(root):
    add_exercise(root)
    hold_back(root)
    return read_course(root)


@pytest.fixture
def exercise(course):
    return course.exercises[0]


@pytest.fixture
def partings(course):
    return [part_tests(exercise, NOW) for exercise in course.exercises]


@pytest.fixture
def shared(root, course):
    """The same course, whose tests take a probe from a module beside them."""
    tests = course.exercises[0].hidden_tests
    before, after = tests.read_text().split("@probe\ndef import_only")
    tests.write_text(before + after[after.index("def children") :])
    replace_in(
        tests,
        ("from grader.testing", "from shared import import_only, held_back\nfrom grader.testing"),
    )
    replace_in(tests, ("result = student.call(", "held_back(None)\n    result = student.call("))
    (root / "tests/hidden/shared.py").write_text(SHARED)
    (root / "tests/hidden/beneath.py").write_text("LIMIT, OTHER = 3, 4\n")
    (root / "tests/hidden/unused.py").write_text("SECRET = 5\n")
    return read_course(root)
