"""Doorbells, with the judge's and the program's side in one process."""

# ruff: noqa: PTH208 - open descriptors are counted, no files listed

import os
import select
import stat

import pytest

from grader.inside.doorbell import Doorbell
from grader.inside.wire import FIRST_FD
from grader.runs.doorbell import ring


@pytest.fixture
def doorbell():
    made = Doorbell()
    yield made
    made.close()


def is_silent(number):
    return not select.select([number], [], [], 0)[0]


def test_doorbell_takes_one_descriptor_out_of_the_programs_way():
    before = len(os.listdir("/proc/self/fd"))
    made = Doorbell()
    assert made.number >= FIRST_FD
    assert not os.get_inheritable(made.number)
    assert len(os.listdir("/proc/self/fd")) == before + 1
    made.close()
    assert len(os.listdir("/proc/self/fd")) == before


def test_answer_comes_to_the_call_that_it_bears(doorbell):
    token = doorbell.renew()
    ring(os.getpid(), doorbell.number, token - 1, 5)
    ring(os.getpid(), doorbell.number, token, 7)
    assert doorbell.wait() == 7


def test_word_that_nobody_read_is_gone_at_the_next_call(doorbell):
    ring(os.getpid(), doorbell.number, doorbell.renew(), 1)
    assert not is_silent(doorbell.number)
    doorbell.renew()
    assert is_silent(doorbell.number)


def test_another_process_is_rung(doorbell):
    pid = os.fork()
    if pid == 0:
        doorbell.close()
        own = Doorbell()
        ring(os.getppid(), doorbell.number, doorbell.renew(), own.number)
        os._exit(own.wait())
    other = doorbell._take()[1]
    ring(pid, other, 0, 9)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 9


def test_what_the_program_closed_is_an_error_of_the_systems_kind(doorbell):
    null = os.open(os.devnull, os.O_RDONLY)
    os.dup2(null, doorbell.number)
    os.close(null)
    with pytest.raises(OSError, match="Bad file descriptor"):
        doorbell.wait()


def test_closing_what_the_program_has_closed_is_no_error():
    made = Doorbell()
    os.close(made.number)
    made.close()


def test_full_doorbell_does_not_stop_the_judge(doorbell):
    for token in range(10_000):
        ring(os.getpid(), doorbell.number, token, 1)


@pytest.mark.parametrize("number", [999, 2**31 - 1])
def test_what_is_not_open_is_passed_over(number):
    ring(os.getpid(), number, 1, 1)


def test_process_that_is_gone_is_passed_over():
    pid = os.fork()
    if pid == 0:
        os._exit(0)
    os.waitpid(pid, 0)
    ring(pid, 130, 1, 1)


def test_file_is_never_written(tmp_path):
    file = tmp_path / "file"
    file.write_text("not yours")
    for flags in (os.O_RDONLY, os.O_RDWR, os.O_PATH):
        number = os.open(file, flags)
        ring(os.getpid(), number, 1, 1)
        os.close(number)
    assert file.read_text() == "not yours"


@pytest.mark.parametrize("flags", [os.O_RDWR | os.O_NONBLOCK, os.O_PATH])
def test_pipe_with_a_name_is_never_written(tmp_path, flags):
    os.mkfifo(tmp_path / "named")
    reader = os.open(tmp_path / "named", os.O_RDWR | os.O_NONBLOCK)
    number = os.open(tmp_path / "named", flags)
    assert stat.S_ISFIFO(os.fstat(number).st_mode)
    ring(os.getpid(), number, 1, 1)
    assert is_silent(reader)
    for one in (number, reader):
        os.close(one)


def test_ringing_leaves_no_descriptor(doorbell):
    before = sorted(os.listdir("/proc/self/fd"))
    for number in (doorbell.number, 0, 999):
        ring(os.getpid(), number, doorbell.renew(), 1)
    assert sorted(os.listdir("/proc/self/fd")) == before
