"""The process tree as the kernel tells it, with real processes."""

import ctypes
import os
import subprocess
import threading
from pathlib import Path

import pytest

from grader.sandbox import tree
from grader.sandbox.procfs import read
from grader.sandbox.tree import Thread
from sandbox.texts import FAMILY, READY, WAIT


def test_this_machine_tells_all_that_the_clock_needs():
    assert tree.available()


def test_descendants_are_listed_parents_first(start):
    pid = start(FAMILY)
    child, grandchild = tree.descendants(pid)
    assert tree.descendants(child) == [grandchild]
    assert tree.descendants(grandchild) == []


def test_child_of_a_thread_is_a_descendant_too(start):
    fork = """
reading, writing = os.pipe()
def fork():
    if os.fork() == 0:
        os.write(writing, b"x")
        os.read(0, 1)
        os._exit(0)
    threading.Event().wait()
threading.Thread(target=fork, daemon=True).start()
os.read(reading, 1)
"""
    assert len(tree.descendants(start(fork + READY + WAIT))) == 1


def test_process_that_is_gone_has_no_threads():
    process = subprocess.Popen(["true"])
    process.wait()
    assert tree.look(process.pid) == {}
    assert tree.descendants(process.pid) == []
    assert tree.own_pid(process.pid) is None
    assert read(f"/proc/{process.pid}/stat") == b""


def test_process_knows_itself_by_its_pid_here():
    assert tree.own_pid(os.getpid()) == os.getpid()


def name_this_thread(name):
    # A judge may have closed its files in `/proc` to itself, too.
    assert ctypes.CDLL(None).prctl(15, name, 0, 0, 0) == 0  # PR_SET_NAME


def test_name_of_a_process_may_hold_anything():
    """The state stands behind the name, which the program chooses."""
    thread = threading.Thread(target=lambda: None)
    thread.start()
    thread.join()
    before = Path("/proc/self/comm").read_bytes().strip()
    name_this_thread(b") R 1 1")
    try:
        assert Path("/proc/self/comm").read_bytes() == b") R 1 1\n"
        assert tree.look_at((os.getpid(), os.getpid())).state == b"R"
    finally:
        name_this_thread(before)


@pytest.mark.parametrize(
    ("state", "asleep"), [(b"S", True), (b"R", False), (b"D", False), (b"T", True), (b"Z", True)]
)
def test_asleep_means_that_a_thread_neither_runs_nor_is_about_to(state, asleep):
    assert tree.asleep(Thread(state, 1, b"")) is asleep


def test_thread_that_the_kernel_finds_on_a_processor_is_not_asleep():
    """It says that it sleeps a few instructions before it does, and while it reaps a child."""
    assert not tree.asleep(Thread(b"S", 1, b"running\n"))


def test_turns_are_read_before_the_wait():
    """A thread that wakes after its wait was read must not have its new turn taken for the old."""
    order = []

    def read(path):
        order.append(path.rpartition("/")[2])
        return {"stat": b"5 (x) S 1", "schedstat": b"1 2 3", "syscall": b"61 0x1"}[order[-1]]

    assert tree.look_at((5, 5), read) == Thread(b"S", 3, b"61 0x1")
    assert order.index("schedstat") < order.index("syscall")
