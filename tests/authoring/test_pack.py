"""What goes into a release."""

import tomllib

import pytest

from grader.authoring.pack import make_pack
from grader.authoring.parting import part_tests
from grader.errors import CourseError

from .conftest import HELD_BACK, NOW, replace_in

HOME = "exercises/exercise01_shared_memory"
TESTS = "tests/hidden/test_exercise01_shared_memory.py"


def packed(course):
    pack = make_pack(course, [part_tests(exercise, NOW) for exercise in course.exercises])
    return {place: content.decode() for place, content in pack.files.items()}


def test_pack_holds_brief_stub_fields_and_tests(course):
    assert set(packed(course)) == {
        "course.toml", f"{HOME}/README.md", f"{HOME}/exercise.toml", f"{HOME}/exercise01.py", TESTS,
    }  # fmt: skip


def test_brief_and_stub_are_as_they_are(course, exercise):
    files = packed(course)
    assert files[f"{HOME}/exercise01.py"] == exercise.stub.read_text()
    assert files[f"{HOME}/README.md"] == (exercise.folder / "README.md").read_text()


def test_tests_that_are_held_back_are_cut_out_with_what_only_they_need(course):
    text = packed(course)[TESTS]
    for gone in (
        *HELD_BACK,
        "StandIn",
        "run_main_with_another_worker",
        "import time",
        "NAME",
        "SECONDS",
    ):
        assert gone not in text
    for kept in (
        "test_worker_doubles_its_number",
        "def run_worker",
        "def printed",
        "import random",
    ):
        assert kept in text
    assert text.endswith(
        '\n\n\nGRADED_LATER = 35\n"""Points of the tests that are not in this file yet."""\n'
    )
    assert "examples to edit" not in text


def test_tests_of_which_none_is_held_back_are_as_they_are(course, exercise):
    path = exercise.hidden_tests
    for kind in set(HELD_BACK.values()):
        replace_in(path, (f'@visibility("{kind}")\n', ""))
    assert packed(course)[TESTS] == path.read_text()


def test_students_with_more_time_are_not_named(course, exercise):
    fields = exercise.folder / "exercise.toml"
    fields.write_text(
        fields.read_text() + "\n[policy]\nlate_penalty = 10\n\n[extensions]\nbob = 4 # is ill\n"
    )
    replace_in(fields, ("# due", "due"))
    files = packed(course)
    assert tomllib.loads(files["course.toml"]) == {"title": "A course"}
    table = tomllib.loads(files[f"{HOME}/exercise.toml"])
    assert set(table) == {"title", "summary", "due", "policy"}
    assert str(table["due"]) == "2030-12-01 23:59:00+01:00"
    assert "ill" not in files[f"{HOME}/exercise.toml"]


def test_what_a_brief_links_to_is_packed_and_nothing_from_elsewhere(course, exercise):
    (exercise.folder / "picture.svg").write_text("<svg/>")
    (exercise.folder / "notes.txt").write_text("for teachers")
    brief = exercise.folder / "README.md"
    solution = f"../../solutions/{exercise.identifier}/exercise01.py"
    brief.write_text(
        f"![a](picture.svg) [b]({solution}) [c](https://example.org/notes.txt) [d](gone.txt)\n"
        "[e](exercise.toml#fields)\n"
    )
    files = packed(course)
    assert f"{HOME}/picture.svg" in files
    assert len(files) == 6
    assert "#" not in files[f"{HOME}/exercise.toml"]


def test_modules_that_tests_share_are_packed_as_far_as_they_are_needed(shared):
    files = packed(shared)
    assert {place for place in files if place.startswith("tests/")} == {
        TESTS, "tests/hidden/shared.py", "tests/hidden/beneath.py",
    }  # fmt: skip
    assert "held_back" not in files["tests/hidden/shared.py"] + files[TESTS]
    assert "docstring" not in files["tests/hidden/shared.py"]
    assert "from beneath import LIMIT\n" in files["tests/hidden/shared.py"]
    assert "OTHER" not in files["tests/hidden/beneath.py"]


def test_module_that_is_imported_as_a_whole_is_the_courses_mistake(shared):
    replace_in(
        shared.exercises[0].hidden_tests,
        ("from shared import import_only, held_back", "from shared import *"),
    )
    with pytest.raises(CourseError, match="imports the whole of shared"):
        packed(shared)


def test_test_that_a_visible_one_uses_is_the_courses_mistake(course, exercise):
    replace_in(
        exercise.hidden_tests,
        (
            "    assert printed(student.run_main())",
            "    test_main_prints_what_worker_sets\n    assert printed(student.run_main())",
        ),
    )
    with pytest.raises(
        CourseError, match="test_main_prints_what_worker_sets is held back, but used"
    ):
        packed(course)


@pytest.mark.parametrize("name", ["README.md", "exercise01.py"])
def test_missing_part_is_the_courses_mistake(course, exercise, name):
    (exercise.folder / name).unlink()
    with pytest.raises(CourseError, match=rf"{HOME}/{name}: cannot be read: No such file"):
        packed(course)


def test_exercise_whose_tests_are_all_held_back_has_a_file_that_says_so(course, exercise):
    text = exercise.hidden_tests.read_text()
    exercise.hidden_tests.write_text(text.replace("@points", '@visibility("hidden")\n@points'))
    text = packed(course)[TESTS]
    assert "GRADED_LATER = 100" in text
    assert "import" not in text
