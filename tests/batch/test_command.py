"""`grade batch` as instructors use it: a process that may be stopped, or killed, at any moment."""

import json
import os
import signal
from pathlib import Path

import pytest
from rehearsal.call import Called
from survivors import ended

from batch.conftest import hand_in, make_course
from grader.gradebook import Gradebook

KINDS = ("right", "wrong", "broken")
STUDENTS = {f"student{number:02}": KINDS[number % 3] for number in range(12)}


@pytest.fixture
def place(tmp_path):
    make_course(tmp_path / "course")
    hand_in(tmp_path / "class", STUDENTS)
    return tmp_path


def call(place, *options: str, out: str = "out", **environment: str) -> Called:
    return Called(
        place / "course", str(place / "class"), "--layout", "folders", "--out", str(place / out),
        "-j", "2", "--gradebook", str(place / f"{out}.sqlite"), "--seed", "7", *options,
        environment=environment,
    )  # fmt: skip


def rows(place, out: str = "out") -> list[tuple[object, ...]]:
    """Return what the gradebook holds, but for when it was found out and by which call."""
    with Gradebook(str(place / f"{out}.sqlite")) as book:
        return sorted(
            (one.student, one.exercise, one.attempt, one.score, one.verdict, one.digest)
            for batch in book.batches()
            for one in book.entries(batch.identifier)
        )


def test_class_is_graded_once(place):
    result = call(place).end()
    assert result.code == 0, result.errors
    assert "24 submissions" in result.output
    assert "24/24" in result.errors
    assert (place / "out" / "index.html").is_file()
    scores = {(student, exercise): score for student, exercise, _, score, *_ in rows(place)}
    assert len(scores) == 24
    assert scores["student00", "exercise01_double"] == 100
    assert scores["student01", "exercise01_double"] == 40
    assert scores["student02", "exercise02_square"] == 0
    again = call(place).end()
    assert again.code == 0
    assert "24 graded before" in again.output
    assert len(rows(place)) == 24
    assert call(place, "--only", "student01").end().code == 0
    assert "Students: 12. Exercises: 2." in (place / "out" / "index.html").read_text()


def never_end(test: Path) -> None:
    """Have a hidden test wait until it is interrupted."""
    waiting = test.read_text().replace("(student):\n", "(student):\n    signal.pause()\n")
    test.write_text(f"import signal\n{waiting}")


def test_ctrl_c_stops_at_once_and_keeps_what_is_done(place):
    """However late it comes, the exercise that is graded last is not done."""
    never_end(place / "course/tests/hidden/test_exercise02_square.py")
    called = call(place)
    called.wait_for_a_grade()
    handles = called.family()
    called.process.send_signal(signal.SIGINT)
    result = called.end()
    assert result.code == 130
    assert "goes on from there" in result.errors
    assert "interrupted" not in result.errors
    assert "Traceback" not in result.errors
    assert ended(handles, 20)
    assert {row[1] for row in rows(place)} == {"exercise01_double"}


def test_two_batches_at_once_share_a_gradebook(place):
    both = [call(place, "--only", name) for name in ("student00", "student01")]
    assert [one.end().code for one in both] == [0, 0]
    assert {row[0] for row in rows(place)} == {"student00", "student01"}
    assert len(rows(place)) == 4


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("nowhere", "--out", "there"), "nowhere does not exist"),
        (("../class", "--out", "there", "--only", "nobody"), "no student is called 'nobody'"),
        (("../class", "exercise09", "--out", "there"), "no exercise is called"),
        (("../class", "--out", "/proc/there"), "/proc/there cannot be written"),
        (("../class", "--out", "there", "--gradebook", "course.toml"), "course.toml"),
        (("../class", "--out", "there", "--cluster", "there:8786"), "e.g. tcp://head:8786"),
    ],
)
def test_wrong_usage_is_told_in_a_sentence(place, arguments, words):
    result = Called(place / "course", *arguments, "--layout", "folders").end()
    assert result.code in (2, 3)
    assert words in result.errors
    assert "Traceback" not in result.errors


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_is_no_zero(place):
    (place / "class" / "student00" / "exercise01.py").chmod(0)
    (place / "class" / "student03").chmod(0)
    result = call(place).end()
    assert result.code == 3
    assert "student03: it cannot be read (Permission denied)" in result.errors
    assert "1 place could not be read" in result.errors
    scores = {row[:2]: row[3] for row in rows(place)}
    assert scores["student00", "exercise01_double"] is None
    assert scores["student00", "exercise02_square"] == 100
    assert len(scores) == 22


def test_full_disk_is_told_and_what_was_graded_is_kept(place):
    """`/dev/full` stands for the disk: every write to it fails."""
    (place / "out" / "reports" / "exercise02_square").mkdir(parents=True)
    for student in STUDENTS:
        report = place / "out" / "reports" / "exercise02_square" / f"{student}.html"
        report.symlink_to("/dev/full")
    result = call(place).end()
    assert result.code == 3
    assert "No space left on device" in result.errors
    assert "goes on from there" in result.errors
    assert len(rows(place)) >= 11  # all but what the other seat was at


def test_grade_in_the_gradebook_is_whole(place):
    call(place, "--only", "student01").end()
    with Gradebook(str(place / "out.sqlite")) as book:
        (one, _) = book.latest(student="student01")
    assert json.loads(one.grade)["score"] == 40
    assert one.origin == "student01/exercise01.py"


def test_what_the_grader_failed_on_is_told_once_for_each_cause_and_kept_in_a_log(place):
    tests = place / "course" / "tests" / "hidden" / "test_exercise01_double.py"
    tests.write_text(tests.read_text().replace("zero(student):", "zero(student):\n    nobody"))
    chosen = ("--only", "student00", "--only", "student03")
    result = call(place, *chosen, XDG_STATE_HOME=str(place / "state")).end()
    assert result.code == 3
    (line,) = [line for line in result.errors.splitlines() if "costs no points" in line]
    assert "and 1 more: test_zero: tests/hidden/test_exercise01_double.py:15: NameError." in line
    (log,) = (place / "state" / "grader" / "log").iterdir()
    assert line.endswith(f"Details: {log}")
    assert "NameError: name 'nobody' is not defined" in log.read_text()
    assert "the grader failed on 2" in result.output


def test_fail_fast_tells_how_much_is_left(place):
    tests = place / "course" / "tests" / "hidden" / "test_exercise01_double.py"
    tests.write_text("nobody\n")
    state = str(place / "state")
    result = call(place, "--fail-fast", "-j", "1", XDG_STATE_HOME=state).end()
    assert result.code == 3
    words = "exercise01_double: student00: test_exercise01_double.py: the hidden tests can't be run"
    assert words in result.errors
    assert "stopped by --fail-fast: 23 not graded" in result.output


def test_what_could_not_be_placed_is_listed_in_the_report(place):
    strays = [f"stray{number}" for number in range(7)]
    for name in strays:
        (place / "class" / name).mkdir()
        (place / "class" / name / "program.py").write_text("print(1)")
    result = call(place, "--only", "student00").end()
    index = place / "out" / "index.html"
    assert f"  and 2 more: {index} will list all" in result.errors.splitlines()
    last = f"Report: {index} · not graded: 7, listed there with reasons"
    assert result.output.splitlines()[-1] == last
    assert all(name in index.read_text() for name in strays)


def test_where_nothing_can_be_placed_all_is_told_at_once(place):
    (place / "empty").mkdir()
    for number in range(7):
        (place / "empty" / f"stray{number}").mkdir()
        (place / "empty" / f"stray{number}" / "program.py").write_text("print(1)")
    arguments = ("../empty", "--layout", "folders", "--out", "there")
    result = Called(place / "course", *arguments).end()
    assert result.code == 2
    assert all(f"stray{number}" in result.errors for number in range(7))


def test_hidden_tests_that_are_missing_are_named_before_anything_is_written(place):
    (place / "course" / "tests" / "hidden" / "test_exercise02_square.py").unlink()
    result = call(place).end()
    assert result.code == 2
    assert "tests/hidden/test_exercise02_square.py: missing" in result.errors
    assert "was graded is kept" not in result.errors
    assert not (place / "out").exists()


def test_extension_of_nobody_is_told_and_of_those_left_out_by_only_is_not(place):
    toml = place / "course" / "course.toml"
    toml.write_text(toml.read_text() + "[extensions]\nstudent = 3\nstudent01 = 3\n")
    result = call(place, "--only", "student00").end()
    assert result.code == 0
    told = [line for line in result.errors.splitlines() if "extension" in line]
    assert told == ["grade: the extension of 'student' is nobody's: did you mean 'student00'?"]


def test_how_many_are_marked_late_without_a_time_is_told(place):
    toml = place / "course" / "course.toml"
    toml.write_text(toml.read_text() + "[policy]\ndue = 2020-01-01T00:00:00Z\nlate_penalty = 10\n")
    (place / "canvas").mkdir()
    for number, mark in enumerate(("_LATE", "")):
        name = f"student{mark}_{number}7_{number}9_exercise01.py"
        (place / "canvas" / name).write_text("def double(number):\n    return number * 2\n")
    arguments = ("../canvas", "--layout", "canvas", "--out", "there", "--gradebook", "book.sqlite")
    result = Called(place / "course", *arguments).end()
    assert result.code == 0
    assert "1 hand-in is marked late by the platform, which tells no time" in result.errors
    with Gradebook(str(place / "course" / "book.sqlite")) as book:
        assert sum("marked late" in one.reason for one in book.latest()) == 1


def test_name_that_becomes_shared_is_told_with_the_earlier_student_who_has_it(place):
    moodle = place / "moodle"
    arguments = ("../moodle", "--layout", "moodle", "--out", "there", "--gradebook", "book.sqlite")
    told = []
    for number in (13, 14):
        folder = moodle / f"John Smith_{number}_assignsubmission_file_"
        folder.mkdir(parents=True)
        (folder / "exercise01.py").write_text("def double(number):\n    return number * 2\n")
        result = Called(place / "course", *arguments).end()
        told.append([line for line in result.errors.splitlines() if "may be the same" in line])
    assert told[0] == []
    (line,) = told[1]
    words = "'John Smith' may be the same student as 'John Smith (13)', 'John Smith (14)'"
    assert words in line
