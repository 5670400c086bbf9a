"""The records: kept whole or not at all, and read without trust."""

import json
import os
from pathlib import Path

import pytest

from grader import records
from grader.course import find_course
from grader.files import write_whole
from grader.records import Score, folders, keep, last_score, state_folder

GRADE = {
    "schema": "grader/grade/v1",
    "exercise": "exercise05_exit_codes",
    "score": 80.0,
    "max_score": 100.0,
}
NAME = "exercise05_exit_codes"


@pytest.fixture(autouse=True)
def state(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return tmp_path / "state"


@pytest.fixture
def course(tmp_path):
    folder = tmp_path / "course" / "exercises" / NAME
    folder.mkdir(parents=True)
    (folder / "exercise.toml").write_text('title = "Exit codes"\nsummary = "x"\n')
    (tmp_path / "course" / "course.toml").write_text('title = "C"\n')
    return find_course(folder)


def keep_one(course, table=GRADE, html="<html>"):
    content = json.dumps(table).encode()
    return keep(course, course.exercises[0], content, lambda path: write(path, html))


def write(path, text):
    path.write_text(text)


def read_only(monkeypatch, course):
    prepare = records.prepare

    def refusing(folder):
        if folder.is_relative_to(course.root):
            raise PermissionError(13, "Permission denied")
        prepare(folder)

    # Root may write everywhere, so the system's refusal is played.
    monkeypatch.setattr(records, "prepare", refusing)


def test_a_grade_is_kept_in_the_course_hidden_from_git(course):
    record = keep_one(course)
    folder = course.root / ".grader"
    assert (record.report, record.json) == (folder / f"{NAME}.html", folder / f"{NAME}.json")
    assert record.report.read_text() == "<html>"
    assert {path.name for path in folder.iterdir()} == {
        ".gitignore", f"{NAME}.html", f"{NAME}.json",
    }  # fmt: skip
    assert (folder / ".gitignore").read_text() == "*\n"


def test_the_latest_grade_takes_the_place_of_the_one_before(course):
    keep_one(course)
    keep_one(course, {**GRADE, "score": 90})
    assert last_score(course, course.exercises[0]) == Score(90.0, 100.0)


def test_without_a_grade_there_is_no_score(course):
    assert last_score(course, course.exercises[0]) is None


@pytest.mark.parametrize(
    "content",
    [
        b"", b"{", b"[]", b"null", b"\xff", b"[" * 100_000, b"1" * 5000,
        *(
            json.dumps({**GRADE, **change}).encode()
            for change in (
                {"schema": "grader/grade/v9"}, {"exercise": "exercise06_event"}, {"score": None},
                {"score": True}, {"score": "80"}, {"score": -1}, {"score": float("nan")},
                {"max_score": None}, {"max_score": 10**400}, {"score": [80]},
            )
        ),
    ],
)  # fmt: skip
def test_a_damaged_record_counts_as_none(course, content):
    keep_one(course).json.write_bytes(content)
    assert last_score(course, course.exercises[0]) is None


@pytest.mark.timeout(5)
def test_a_record_that_is_no_file_counts_as_none(course):
    json_file = keep_one(course).json
    json_file.unlink()
    os.mkfifo(json_file)
    assert last_score(course, course.exercises[0]) is None


def test_a_course_that_may_not_be_written_keeps_its_grades_with_the_user(
    course, state, monkeypatch
):
    read_only(monkeypatch, course)
    record = keep_one(course)
    assert record.json.is_relative_to(state / "grader" / "courses")
    assert not (course.root / ".grader").exists()
    assert last_score(course, course.exercises[0]) == Score(80.0, 100.0)


def test_a_file_in_the_place_of_the_folder_is_no_obstacle(course, state):
    (course.root / ".grader").write_text("in the way")
    assert keep_one(course).json.is_relative_to(state)


def test_of_two_records_the_newer_counts(course, monkeypatch):
    older = keep_one(course).json
    os.utime(older, (1, 1))
    read_only(monkeypatch, course)
    keep_one(course, {**GRADE, "score": 90})
    assert last_score(course, course.exercises[0]) == Score(90.0, 100.0)


def test_where_nothing_can_be_written_the_system_s_error_is_raised(course, state):
    (course.root / ".grader").write_text("in the way")
    state.write_text("in the way, too")
    with pytest.raises(OSError, match="Not a directory"):
        keep_one(course)


def test_a_report_that_breaks_half_way_leaves_the_one_before(course):
    record = keep_one(course)

    def break_down(path):
        path.write_text("half a pa")
        raise RuntimeError

    with pytest.raises(RuntimeError):
        keep(course, course.exercises[0], b"{}", break_down)
    assert record.report.read_text() == "<html>"
    assert not list(record.report.parent.glob("*.part"))


def test_what_is_no_ordinary_file_is_written_as_it_is():
    write_whole(Path("/dev/null"), lambda path: path.write_text("x"))
    assert not Path("/dev/null").is_file()


def test_a_link_is_written_through(tmp_path):
    (tmp_path / "link").symlink_to("real")
    write_whole(tmp_path / "link", lambda path: write(path, "x"))
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_text() == "x"


@pytest.mark.parametrize("given", ["", "relative"])
def test_a_state_folder_that_is_not_absolute_is_ignored(given, monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_STATE_HOME", given)
    monkeypatch.setenv("HOME", str(tmp_path))
    assert state_folder() == tmp_path / ".local/state/grader"


def test_two_courses_of_one_name_have_two_folders(course, tmp_path):
    from dataclasses import replace  # noqa: PLC0415

    other = replace(course, root=tmp_path / "elsewhere" / "course")
    assert folders(course)[1] != folders(other)[1]
