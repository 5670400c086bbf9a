"""The parts of a new exercise: complete, working, and never in the way of anything."""

import re

import pytest

from grader.authoring.skeleton import (
    LONGEST,
    PARTS,
    TEMPLATES,
    name_of,
    plan_skeleton,
    write_skeleton,
)
from grader.course import read_course
from grader.errors import UsageError
from grader.grade import Outcome
from grader.grading import grade_submission
from grader.intake import read_submission
from grader.settings import Settings

from .conftest import add_exercise

FAILS = re.compile(r"^# fails: (?P<names>.+)$", re.MULTILINE)


def made(root, title="Shared memory", number=None):
    course = read_course(root)
    skeleton = plan_skeleton(course, title, number)
    return [str(place) for place in write_skeleton(course, skeleton)]


def test_every_part_is_made_where_a_course_has_it(root):
    places = made(root)
    assert places[:5] == [
        "exercises/exercise01_shared_memory/README.md",
        "exercises/exercise01_shared_memory/exercise.toml",
        "exercises/exercise01_shared_memory/exercise01.py",
        "solutions/exercise01_shared_memory/exercise01.py",
        "solutions/exercise01_shared_memory/wrong/knows_one_number.py",
    ]
    assert places[-1] == "tests/hidden/test_exercise01_shared_memory.py"
    assert sorted(places) == sorted(
        path.relative_to(root).as_posix()
        for path in root.rglob("*.*")
        if path.name != "course.toml"
    )


def test_every_template_goes_somewhere():
    found = {path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.j2")}
    assert found == set(PARTS)


def test_the_number_is_the_next_free_one(root):
    made(root, number=7)
    made(root, "Another")
    assert [one.number for one in read_course(root).exercises] == ["07", "08"]


def test_a_number_that_is_taken_is_refused(root):
    made(root)
    with pytest.raises(UsageError, match=r"exercise 1 exists \(exercise01_shared_memory\): choose"):
        made(root, "Another", 1)


def test_large_numbers_are_written_as_they_are(root):
    assert made(root, number=120)[0].startswith("exercises/exercise120_")


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Exit codes", "exit_codes"), ("  Pipes & queues!  ", "pipes_queues"), ("Mémoire", "memoire"),
        ("C3 - PO", "c3_po"), ("한국", ""),
    ],
)  # fmt: skip
def test_folders_are_named_after_the_title(title, name):
    assert name_of(title) == name


@pytest.mark.parametrize(
    ("title", "reason"),
    [
        ("한국", "no letter from a to z"), ("", "no letter"), ("...", "no letter"),
        ('say "hi"', "characters that can't stand"), ("back\\slash", "characters that can't"),
        ("two\nlines", "characters that can't"), ("x" * (LONGEST + 1), "longer than 60 characters"),
    ],
)  # fmt: skip
def test_a_title_that_cannot_stand_everywhere_is_refused(root, title, reason):
    with pytest.raises(UsageError, match=reason):
        made(root, title)
    assert list((root / "exercises").iterdir()) == []


@pytest.mark.parametrize(
    "place", [part.format(identifier="exercise01_x", number="01") for part in PARTS.values()]
)
def test_nothing_is_overwritten_and_then_nothing_is_made(root, place):
    course, path = read_course(root), root / place
    path.parent.mkdir(parents=True)
    path.write_text("mine")
    with pytest.raises(UsageError, match="exists already, and nothing was written"):
        write_skeleton(course, plan_skeleton(course, "x", 1))
    assert [file.read_text() for file in root.rglob("*.*") if file.name != "course.toml"] == [
        "mine"
    ]


def test_a_place_that_cannot_be_written_is_told(root):
    (root / "solutions").write_text("a file")
    with pytest.raises(UsageError, match=r"exercise01\.py cannot be written: "):
        made(root)


def graded(course, path):
    (exercise,) = course.exercises
    submission = read_submission(path, exercise, "nobody")
    found = grade_submission(exercise, submission, Settings(seed=7))
    assert not [test.message for test in found.tests if test.outcome is Outcome.ERROR]
    return found


@pytest.fixture
def new(root):
    return add_exercise(root)


def test_the_new_stub_scores_nothing_and_every_loss_has_its_hint(new):
    found = graded(new, new.exercises[0].stub)
    assert (found.score, found.max_score) == (0, 100)
    assert all(test.hint and test.message for test in found.tests)


def test_the_new_solution_scores_all(root, new):
    found = graded(new, root / "solutions/exercise01_shared_memory/exercise01.py")
    assert (found.score, found.max_score, found.graded_later) == (100, 100, 0)


@pytest.mark.parametrize(
    "name", [part.split("/")[-1] for part in PARTS.values() if "wrong" in part]
)
def test_each_new_wrong_answer_loses_exactly_the_tests_that_it_names(root, new, name):
    path = root / "solutions/exercise01_shared_memory/wrong" / name
    lost = [test.name for test in graded(new, path).tests if test.outcome is not Outcome.PASSED]
    assert lost == FAILS.search(path.read_text())["names"].split(", ")
