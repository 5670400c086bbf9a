"""The inspection of a release: it finds what was put there, whoever put it."""

import pytest

from grader.authoring.inspection import inspect
from grader.authoring.pack import make_pack
from grader.authoring.parting import part_tests
from grader.course import read_course

from .conftest import HELD_BACK, NOW, add_exercise, replace_in

HOME = "exercises/exercise01_shared_memory"
TESTS = "tests/hidden/test_exercise01_shared_memory.py"


@pytest.fixture
def released(tmp_path, course, partings):
    folder = tmp_path / "released"
    folder.mkdir()
    make_pack(course, partings).write(folder)
    return folder


@pytest.fixture
def complaints(released, course, partings):
    return lambda: inspect(released, course, partings)


def add(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text((path.read_text() if path.exists() else "") + text)


def test_a_release_as_it_is_made_is_clean(complaints):
    assert complaints() == []


@pytest.mark.parametrize(
    "place",
    [
        "solutions/exercise01_shared_memory/exercise01.py", ".git/config", "notes.txt",
        "tests/hidden/__pycache__/x.pyc", f"{HOME}/answer.py", "tests/hidden/test_other.py",
        "exercises/exercise02_other/README.md", ".grader/exercise01.json", f"{HOME}/.README.md.swp",
    ],
)  # fmt: skip
def test_a_file_that_is_not_on_the_list_is_found(released, complaints, place):
    add(released / place, "")
    assert f"{place} does not belong into a release: remove it" in complaints()


def test_an_empty_folder_is_found(released, complaints):
    (released / "solutions").mkdir()
    assert complaints() == ["solutions does not belong into a release: remove it"]


def test_a_link_is_found_whatever_it_is_called(released, complaints, exercise):
    (released / TESTS).unlink()
    (released / TESTS).symlink_to(exercise.hidden_tests)
    assert f"{TESTS} does not belong into a release: remove it" in complaints()


def test_names_of_students_are_found(released, complaints):
    add(released / "course.toml", "[extensions]\nalice = 3\n")
    assert complaints() == ["course.toml names students in [extensions]: take it out"]


@pytest.mark.parametrize("name", HELD_BACK)
def test_the_name_of_a_test_that_is_held_back_is_found(released, complaints, name):
    add(released / HOME / "README.md", f"See {name}.")
    assert complaints() == [
        f"{HOME}/README.md names {name}, which students may not see yet: take it out"
    ]


def test_a_longer_name_is_another_test(released, complaints):
    add(released / HOME / "README.md", f"See {next(iter(HELD_BACK))}_too.")
    assert complaints() == []


@pytest.mark.usefixtures("course")
def test_a_test_that_is_held_back_may_have_a_visible_namesake_in_another_exercise(tmp_path, root):
    add_exercise(root, "Another one")
    both = read_course(root)
    partings = [part_tests(exercise, NOW) for exercise in both.exercises]
    folder = tmp_path / "both"
    folder.mkdir()
    make_pack(both, partings).write(folder)
    assert inspect(folder, both, partings) == []
    name = next(iter(HELD_BACK))
    assert name in (folder / "tests/hidden/test_exercise02_another_one.py").read_text()
    add(folder / HOME / "README.md", name)
    assert len(inspect(folder, both, partings)) == 1


def body_of(path, function):
    return path.read_text().split(f"def {function}(")[1].split("\n\n\n")[0].partition("\n")[2]


def test_the_body_of_a_test_that_is_held_back_is_found_under_another_name(
    released, complaints, exercise
):
    body = body_of(exercise.hidden_tests, "test_main_prints_what_worker_sets")
    add(released / TESTS, f"\n\ndef test_other(student, rng):\n{body}\n")
    (found,) = complaints()
    assert found.startswith(f"{TESTS} holds what stands in tests/hidden/")


@pytest.mark.parametrize("place", [f"{HOME}/exercise01.py", f"{HOME}/README.md", TESTS])
def test_the_body_of_a_solution_s_function_is_found_wherever_and_however_it_is_laid_out(
    released, complaints, root, exercise, place
):
    solution = root / "solutions" / exercise.identifier / exercise.file
    lines = body_of(solution, "main").splitlines()[1:]
    add(released / place, "\n" + "\n\n".join(f"#\n    {line.strip()}" for line in lines) + "\n")
    (found,) = complaints()
    assert found.startswith(
        f"{place} holds what stands in {solution.relative_to(root)}: main: take"
    )


def test_a_wrong_answer_is_found(released, complaints, root, exercise):
    wrong = root / "solutions" / exercise.identifier / "wrong/prints_only.py"
    add(released / HOME / "README.md", body_of(wrong, "main"))
    assert any("wrong/prints_only.py: main" in found for found in complaints())


def test_what_the_stub_gives_to_students_is_no_secret(released, complaints, root, exercise):
    given = "\n\ndef show(value):\n    a = value\n    b = a\n    print(b)\n"
    for path in (
        exercise.stub, released / HOME / exercise.file,
        root / "solutions" / exercise.identifier / exercise.file,
    ):  # fmt: skip
        replace_in(path, ("\n\nif __name__", f"{given}\n\nif __name__"))
    assert complaints() == []
