"""Jobs go through seats; whatever dies on the way, each has one result."""

import contextlib
import os
import sys
import threading
from dataclasses import replace

import pytest

from grader.batch.crew import Crew
from grader.batch.seat import GivenUpError, Nursery, Seat
from grader.sandbox import tree
from grader.submission import Submission

STUMBLING = """
import os, sys
mark, *rest = sys.argv[1:]
with open(mark, "a") as file:
    file.write("started\\n")
if len(open(mark).readlines()) <= {times}:
    os.read(int(rest[1]), 1)
    os._exit(9)
os.execv(sys.executable, [sys.executable, "-m", "grader.batch", *rest])
"""


@pytest.fixture
def stumbling(tmp_path):
    """Makes a nursery whose first processes die when they are given a job."""

    def make(times: int) -> Nursery:
        script = tmp_path / "stumbling.py"
        script.write_text(STUMBLING.format(times=times))
        return Nursery([sys.executable, str(script), str(tmp_path / "mark")])

    return make


def test_every_job_has_its_result_whatever_exercise_it_is_of(job, folder):
    jobs = [
        job(kind, student, exercise)
        for exercise in ("exercise01_double", "exercise02_square")
        for student, kind in (("ada", "right"), ("bob", "wrong"), ("cem", "broken"))
    ]
    found = {one.digest: one.score for one in Crew(folder, 2).grade(jobs)}
    assert [found[one.digest] for one in jobs] == [100, 40, 0, 100, 0, 0]


def test_job_whose_process_dies_is_graded_by_another(job, folder, stumbling):
    jobs = [job("right"), job("wrong", "bob")]
    found = list(Crew(folder, 1, stumbling(times=1)).grade(jobs))
    assert [one.score for one in found] == [100, 40]


def test_job_that_dies_twice_is_the_graders_failure_and_the_others_go_on(job, folder, stumbling):
    jobs = [job("right"), job("wrong", "bob")]
    found = list(Crew(folder, 1, stumbling(times=2)).grade(jobs))
    assert [(one.verdict, one.score) for one in found] == [("grader_error", None), ("partial", 40)]


def test_job_that_could_not_be_read_is_the_graders_failure(job, folder, stumbling):
    unread = Submission("ada", "exercise01_double", "exercise01.py", unread="ada/a.py: closed")
    one = replace(job("right"), submission=unread)
    (found,) = Crew(folder, 1, stumbling(times=9)).grade([one])
    assert (found.digest, found.verdict, found.score) == (one.digest, "grader_error", None)
    assert found.details == ("ada/a.py: closed",)
    assert b"ada/a.py: closed" in found.report


def test_hidden_tests_that_cannot_be_collected_are_the_graders_failure(job, folder):
    (folder / "tests" / "hidden" / "test_exercise01_double.py").write_text(
        "import nothing_like_it\n"
    )
    (found,) = Crew(folder, 1).grade([job("right")])
    assert (found.verdict, found.score) == ("grader_error", None)
    assert "nothing_like_it" in "".join(found.details)
    assert b"nothing_like_it" not in found.grade + found.report


def test_nothing_is_left_when_all_is_graded(job, folder):
    before = tree.children(os.getpid())
    list(Crew(folder, 2).grade([job("right"), job("wrong", "bob")]))
    assert tree.children(os.getpid()) == before


def test_no_sandbox_is_left_in_the_temporary_folder(job, folder, tmp_path, monkeypatch):
    """The last one is still being cleared away when the batch has all that it wants."""
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    for number in range(3):
        (found,) = Crew(folder, 1).grade([job("right", f"student{number}")])
        assert (found.score, list(temporary.iterdir())) == (100, [])


def test_nothing_is_left_when_grading_is_called_off(job, folder):
    before = tree.children(os.getpid())
    jobs = [job("right", f"student{number}") for number in range(50)]
    with contextlib.closing(Crew(folder, 2).grade(jobs)) as results:
        assert next(results).score == 100
    assert tree.children(os.getpid()) == before


def test_grading_is_called_off_also_while_a_process_is_being_started(job, folder):
    class CalledOff(Nursery):
        def start(self, course):
            started = super().start(course)
            seat.call_off()
            return started

    with contextlib.closing(Seat(folder, CalledOff())) as seat, pytest.raises(GivenUpError):
        seat.grade(job("right"))


def test_pid_of_a_process_that_has_ended_is_spared_no_longer(folder):
    """An orphan may get it."""
    nursery = Nursery()
    connection, process = nursery.start(folder)
    connection.close()
    nursery.bury(process, threading.Event())
    assert process.pid not in nursery._orphans._own


def test_jobs_are_read_only_when_there_is_a_seat_for_them(job, folder):
    read = []

    def reading():
        for number in range(50):
            read.append(number)
            yield job("right", f"student{number}")

    with contextlib.closing(Crew(folder, 1).grade(reading())) as results:
        next(results)
    assert len(read) <= 3


def test_trouble_in_reading_jobs_is_raised_where_results_are_taken(job, folder):
    def reading():
        yield job("right")
        raise OSError("the disk is gone")

    with pytest.raises(OSError, match="the disk is gone"):
        list(Crew(folder, 2).grade(reading()))
