"""How real processes ended, by the kernel's word."""

# ruff: noqa: ARG005 - a fake takes what the real one takes

import os
import signal

import pytest

from grader.runs import exits
from grader.runs.exits import Exits

FORGED = 77


def tells_codes():
    """Say whether this kernel tells how a process ended that somebody has waited for."""
    pid = os.fork() or os._exit(3)
    handle = os.pidfd_open(pid)
    os.waitpid(pid, 0)
    try:
        return exits._code(handle) == 3
    finally:
        os.close(handle)


telling = pytest.mark.skipif(not tells_codes(), reason="Linux 6.15 tells how processes ended")


@pytest.fixture
def seen(monkeypatch):
    monkeypatch.setattr("grader.runs.exits.WATCHED", 2)
    made = Exits()
    yield made
    made.close()


@pytest.fixture
def waiting():
    """Start a process that waits until it is ended."""
    started = []

    def start():
        pid = os.fork()
        if pid == 0:
            signal.pause()
        started.append(pid)
        return pid

    yield start
    for pid in started:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)


def ended(seen, code):
    """Return the pid of a process that was watched and has ended with a code."""
    go, gone = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(gone)
        os.read(go, 1)
        os._exit(code)
    seen.watch(pid)
    os.close(go)
    os.close(gone)
    os.waitpid(pid, 0)
    return pid


@telling
def test_code_is_the_kernels_however_many_processes_have_ended(seen):
    pids = [ended(seen, code) for code in range(5)]
    assert [seen.code(pid, FORGED) for pid in pids] == [0, 1, 2, 3, 4]


@telling
def test_claim_counts_for_nothing_where_the_kernel_tells_codes(seen, waiting):
    ended(seen, 0)
    for _ in range(2):
        seen.watch(waiting())
    assert seen.code(ended(seen, 1), FORGED) is None


def test_claim_stands_where_the_kernel_tells_no_codes(seen, monkeypatch):
    monkeypatch.setattr(exits, "_code", lambda handle: None)
    assert seen.code(ended(seen, 1), FORGED) == FORGED


def test_only_so_many_processes_are_watched_at_one_time(seen, waiting):
    pids = [waiting() for _ in range(3)]
    for pid in pids:
        seen.watch(pid)
    assert [seen.has_ended(pid) for pid in pids] == [False, False, True]


def test_process_that_nobody_has_waited_for_has_ended_all_the_same(seen):
    pid = os.fork() or os._exit(0)
    seen.watch(pid)
    os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)
    assert seen.has_ended(pid)
    os.waitpid(pid, 0)
