"""The process tree as the kernel tells it, with real processes."""

# ruff: noqa: ARG005, PTH123 - a fake takes what the real one takes; /proc is no folder of files

import os
import subprocess
import sys
import threading

import pytest

from grader.sandbox import tree
from grader.sandbox.tree import Thread


@pytest.fixture
def start():
    """Start a Python program that says when it is ready and ends when its input does."""
    started = []

    def make(text):
        process = subprocess.Popen(
            [sys.executable, "-S", "-c", "import os, sys, threading\n" + text],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip
        started.append(process)
        assert process.stdout.readline() == b"ready\n"
        return process.pid

    yield make
    for process in started:
        process.stdin.close()
        process.stdout.close()
        process.kill()
        process.wait()


READY = "print('ready', flush=True)\n"
WAIT = "sys.stdin.read()\n"
FAMILY = f"""
reading, writing = os.pipe()
if os.fork() == 0:
    if os.fork() == 0:
        os.write(writing, b"x")
    os.read(0, 1)
    os._exit(0)
os.read(reading, 1)
{READY}{WAIT}"""


def eventually(root):
    """Look until the tree is at rest; what it says only comes true a moment after it spoke."""
    watch = tree.Watch(root)
    while (threads := watch.at_rest()) is None:
        os.sched_yield()
    return threads


def never_rests(root):
    watch = tree.Watch(root)
    return not any(watch.at_rest() for _ in range(50))


def test_this_machine_tells_all_that_the_clock_needs():
    assert tree.available()


def test_process_that_waits_is_at_rest(start):
    pid = start(READY + WAIT)
    assert list(eventually(pid)) == [(pid, pid)]


def test_process_that_computes_is_never_at_rest(start):
    pid = start(READY + "while True: pass")
    assert never_rests(pid)


def test_one_busy_grandchild_keeps_the_tree_from_rest(start):
    pid = start(
        FAMILY.replace(
            'os.write(writing, b"x")', 'os.write(writing, b"x")\n        while True: pass'
        )
    )
    assert never_rests(pid)
    for descendant in tree.descendants(pid):
        os.kill(descendant, 9)


def test_one_busy_thread_keeps_its_process_from_rest(start):
    busy = "def spin():\n    while True: pass\nthreading.Thread(target=spin, daemon=True).start()\n"
    pid = start(busy + READY + WAIT)
    assert never_rests(pid)


def test_every_thread_is_seen(start):
    pid = start(
        "threading.Thread(target=threading.Event().wait, daemon=True).start()\n" + READY + WAIT
    )
    assert len(eventually(pid)) == 2


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


def test_zombie_keeps_nobody_from_rest(start):
    """Its exit code is still to be asked for; it itself does nothing any more."""
    pid = start(
        "if os.fork() == 0: os._exit(0)\nos.waitid(os.P_ALL, 0, os.WEXITED | os.WNOWAIT)\n"
        + READY
        + WAIT
    )
    (zombie,) = tree.descendants(pid)
    while tree.read(f"/proc/{zombie}/stat").rpartition(b")")[2].split()[:1] != [b"Z"]:
        os.sched_yield()
    states = {seen: thread.state for (seen, _), thread in eventually(pid).items()}
    assert states.get(zombie, b"Z") == b"Z"
    assert states[pid] == b"S"


def test_process_that_is_gone_has_no_threads():
    process = subprocess.Popen(["true"])
    process.wait()
    assert tree.look(process.pid) == {}
    assert tree.descendants(process.pid) == []
    assert tree.own_pid(process.pid) is None
    assert tree.read(f"/proc/{process.pid}/stat") == b""


def test_process_knows_itself_by_its_pid_here():
    assert tree.own_pid(os.getpid()) == os.getpid()


def test_name_of_a_process_may_hold_anything():
    """The state stands behind the name, which the program chooses."""
    thread = threading.Thread(target=lambda: None)
    thread.start()
    thread.join()
    name = ") R 1 1"
    with open("/proc/self/comm", "r+") as file:
        before = file.read()
        file.seek(0)
        file.write(name)
    try:
        seen = tree._thread(f"/proc/self/task/{os.getpid()}")
    finally:
        with open("/proc/self/comm", "w") as file:
            file.write(before.strip())
    assert seen.state == b"R"


@pytest.mark.parametrize(
    ("state", "asleep"), [(b"S", True), (b"R", False), (b"D", False), (b"T", True), (b"Z", True)]
)
def test_asleep_means_that_a_thread_neither_runs_nor_is_about_to(state, asleep):
    assert tree.asleep(Thread(state, 1, b"")) is asleep


def test_thread_that_the_kernel_finds_on_a_processor_is_not_asleep():
    """It says that it sleeps a few instructions before it does, and while it reaps a child."""
    assert not tree.asleep(Thread(b"S", 1, b"running\n"))


def test_thread_that_ran_between_two_readings_is_seen(monkeypatch):
    """It was read asleep both times; that it was given a processor between them must tell."""
    turns = iter([1, 2])
    looked = [(5, 5)]

    def thread(_):
        return Thread(b"S", next(turns), b"61 0x1")

    monkeypatch.setattr(tree, "descendants", lambda root: [])
    monkeypatch.setattr(tree, "threads", lambda pid: [looked[0][1]])
    monkeypatch.setattr(tree, "_thread", thread)
    assert tree.Watch(5).at_rest() is None


def test_turns_are_read_before_the_wait(monkeypatch):
    """A thread that wakes after its wait was read must not have its new turn taken for the old."""
    order = []

    def read(path):
        order.append(path.rpartition("/")[2])
        return {"stat": b"5 (x) S 1", "schedstat": b"1 2 3", "syscall": b"61 0x1"}[order[-1]]

    monkeypatch.setattr(tree, "read", read)
    assert tree._thread("/proc/5/task/5") == Thread(b"S", 3, b"61 0x1")
    assert order.index("schedstat") < order.index("syscall")
