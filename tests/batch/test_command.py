"""`grade batch` as instructors use it: a process that may be stopped, or killed, at any moment."""

import json
import os
import select
import signal
import subprocess
import sys

import pytest

from batch.conftest import hand_in, make_course
from grader.gradebook import Gradebook
from grader.sandbox import tree

KINDS = ("right", "wrong", "broken")
STUDENTS = {f"student{number:02}": KINDS[number % 3] for number in range(12)}


BEGIN = """
import signal, sys
from grader.__main__ import main
# What a shell starts in the background ignores Ctrl-C, and a test may run there.
signal.signal(signal.SIGINT, signal.default_int_handler)
sys.exit(main())
"""


class Called:
    """One call of `grade batch` in the course's folder."""

    def __init__(self, folder, *arguments: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", BEGIN, "batch", *arguments],
            cwd=folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def wait_for_a_grade(self) -> None:
        """Read what it says until it says how many are graded."""
        assert self.process.stderr
        for line in self.process.stderr:
            if "/24" in line:
                return
        pytest.fail("it ended before it had graded anything")

    def end(self) -> tuple[int, str, str]:
        """Wait for its end; return exit code, output and the rest of what it said."""
        output, errors = self.process.communicate(timeout=100)
        return self.process.returncode, output, errors

    def family(self) -> list[int]:
        """Return handles of the process's descendants, to be waited for."""
        handles = []
        for pid in tree.descendants(self.process.pid):
            try:
                handles.append(os.pidfd_open(pid))
            except ProcessLookupError:
                continue
        return handles


def ended(handles: list[int]) -> bool:
    """Wait for processes to end; say whether they did."""
    try:
        return all(select.select([handle], [], [], 20)[0] for handle in handles)
    finally:
        for handle in handles:
            os.close(handle)


@pytest.fixture
def place(tmp_path):
    make_course(tmp_path / "course")
    hand_in(tmp_path / "class", STUDENTS)
    return tmp_path


def call(place, *options: str, out: str = "out") -> Called:
    return Called(
        place / "course", str(place / "class"), "--layout", "folders", "--out", str(place / out),
        "-j", "2", "--gradebook", str(place / f"{out}.sqlite"), "--seed", "7", *options,
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
    code, output, errors = call(place).end()
    assert code == 0, errors
    assert "24 submissions" in output
    assert "24/24" in errors
    assert (place / "out" / "index.html").is_file()
    scores = {(student, exercise): score for student, exercise, _, score, *_ in rows(place)}
    assert len(scores) == 24
    assert scores["student00", "exercise01_double"] == 100
    assert scores["student01", "exercise01_double"] == 40
    assert scores["student02", "exercise02_square"] == 0
    code, output, _ = call(place).end()
    assert code == 0
    assert "24 graded before" in output
    assert len(rows(place)) == 24


def test_killed_batch_leaves_nothing_running_and_goes_on_where_it_stood(place):
    call(place, out="undisturbed").end()
    for _ in range(3):
        called = call(place)
        called.wait_for_a_grade()
        handles = called.family()
        called.process.kill()
        called.end()
        assert ended(handles)
    code, _, errors = call(place).end()
    assert code == 0, errors
    assert rows(place) == rows(place, "undisturbed")


def test_ctrl_c_stops_at_once_and_keeps_what_is_done(place):
    called = call(place)
    called.wait_for_a_grade()
    handles = called.family()
    called.process.send_signal(signal.SIGINT)
    code, _, errors = called.end()
    assert code == 130
    assert "goes on from there" in errors
    assert "Traceback" not in errors
    assert ended(handles)
    assert 0 < len(rows(place)) < 24


def test_two_batches_at_once_share_a_gradebook(place):
    both = [call(place, "--only", name) for name in ("student00", "student01")]
    assert [one.end()[0] for one in both] == [0, 0]
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
    code, _, errors = Called(place / "course", *arguments, "--layout", "folders").end()
    assert code in (2, 3)
    assert words in errors
    assert "Traceback" not in errors


def test_full_disk_is_told_and_what_was_graded_is_kept(place):
    """`/dev/full` stands for the disk: every write to it fails."""
    (place / "out" / "reports" / "exercise02_square").mkdir(parents=True)
    for student in STUDENTS:
        report = place / "out" / "reports" / "exercise02_square" / f"{student}.html"
        report.symlink_to("/dev/full")
    code, _, errors = call(place).end()
    assert code == 3
    assert "No space left on device" in errors
    assert "goes on from there" in errors
    assert len(rows(place)) >= 11  # all but what the other seat was at


def test_grade_in_the_gradebook_is_whole(place):
    call(place, "--only", "student01").end()
    with Gradebook(str(place / "out.sqlite")) as book:
        (one, _) = book.latest(student="student01")
    assert json.loads(one.grade)["score"] == 40
    assert one.origin == "student01/exercise01.py"
