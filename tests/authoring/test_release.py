"""Making a release: whole, or not at all."""

import pytest

from grader.authoring.release import release
from grader.course import read_course
from grader.errors import CourseError, UsageError
from grader.grading import grade_submission

from .conftest import HELD_BACK, NOW, add_exercise, replace_in


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "release"


def make(folder, course, told=None):
    tell = (lambda _trial: None) if told is None else told.append
    return release(folder, course, NOW, grade_submission, tell)


def refused(folder, course):
    with pytest.raises(CourseError, match="nothing was released: ") as caught:
        make(folder, course)
    assert not folder.exists()
    assert [path.name for path in folder.parent.iterdir()] == ["course"]
    return str(caught.value)


def test_a_release_is_a_course_in_which_students_can_grade(folder, course):
    told = []
    made = make(folder, course, told)
    assert [trial.exercise for trial in told] == ["exercise01_shared_memory"]
    assert made.files == tuple(
        sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    )
    assert read_course(folder).exercises[0].title == "Shared memory"
    assert not any(name in path.read_text() for path in folder.rglob("*.*") for name in HELD_BACK)


def test_an_empty_folder_is_taken(folder, course):
    folder.mkdir()
    make(folder, course)
    assert (folder / "course.toml").is_file()


def test_only_the_exercises_of_the_course_that_is_given_are_released(folder, root, course):
    add_exercise(root, "Another one")
    make(folder, course)
    assert len(read_course(folder).exercises) == 1


def test_what_no_brief_links_to_is_left_out_and_told(folder, course, exercise):
    (exercise.folder / "data.csv").write_text("1")
    assert make(folder, course).left_out == ("exercises/exercise01_shared_memory/data.csv",)
    assert not list(folder.rglob("data.csv"))


def test_a_folder_that_is_not_empty_is_left_alone(folder, course):
    folder.mkdir()
    (folder / "mine.txt").write_text("mine")
    with pytest.raises(UsageError, match="is not empty: name a folder that is empty"):
        make(folder, course)
    assert [path.name for path in folder.iterdir()] == ["mine.txt"]


def test_a_file_is_no_folder(folder, course):
    folder.write_text("mine")
    with pytest.raises(UsageError, match="is no folder: name one that is empty"):
        make(folder, course)
    assert folder.read_text() == "mine"


def test_a_link_is_no_folder(folder, course, tmp_path):
    folder.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(UsageError, match="is no folder"):
        make(folder, course)


def test_a_folder_that_cannot_be_made_is_told(folder, course):
    with pytest.raises(UsageError, match="cannot be made: No such file or directory: name another"):
        make(folder / "deep/down", course)


def test_nothing_is_released_where_the_brief_tells_of_a_test_that_is_held_back(
    folder, course, exercise
):
    brief = exercise.folder / "README.md"
    brief.write_text(brief.read_text() + f"\n{next(iter(HELD_BACK))}\n")
    assert "README.md names test_main_prints" in refused(folder, course)


def test_nothing_is_released_where_the_solution_lies_in_the_place_of_the_stub(
    folder, root, course, exercise
):
    solution = root / "solutions" / exercise.identifier / exercise.file
    exercise.stub.write_text(solution.read_text())
    assert "the stub earns 65 of 65 points" in refused(folder, course)


def test_nothing_is_released_whose_tests_do_not_work(folder, course, exercise):
    replace_in(exercise.hidden_tests, ("== number * 2", "== number * 3"))
    assert "the solution fails test_worker_doubles_its_number" in refused(folder, course)
