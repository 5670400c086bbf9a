"""When a process tree is at rest, with real processes."""

import os

import pytest

from grader.sandbox import tree
from grader.sandbox.procfs import read
from grader.sandbox.tree import Thread
from grader.sandbox.watch import Watch
from sandbox.texts import FAMILY, READY, WAIT


@pytest.fixture
def watch():
    """Watch a process."""
    made = []

    def make(root):
        made.append(Watch(root))
        return made[-1]

    yield make
    for one in made:
        one.close()


def eventually(watched):
    """Look until the tree is at rest; what it says only comes true a moment after it spoke."""
    while (threads := watched.at_rest()) is None:
        os.sched_yield()
    return threads


def never_rests(watched):
    return not any(watched.at_rest() for _ in range(50))


def test_process_that_waits_is_at_rest(start, watch):
    pid = start(READY + WAIT)
    assert list(eventually(watch(pid))) == [(pid, pid)]


def test_process_that_computes_is_never_at_rest(start, watch):
    pid = start(READY + "while True: pass")
    assert never_rests(watch(pid))


def test_one_busy_grandchild_keeps_the_tree_from_rest(start, watch):
    pid = start(
        FAMILY.replace(
            'os.write(writing, b"x")', 'os.write(writing, b"x")\n        while True: pass'
        )
    )
    assert never_rests(watch(pid))
    for descendant in tree.descendants(pid):
        os.kill(descendant, 9)


def test_one_busy_thread_keeps_its_process_from_rest(start, watch):
    busy = "def spin():\n    while True: pass\nthreading.Thread(target=spin, daemon=True).start()\n"
    pid = start(busy + READY + WAIT)
    assert never_rests(watch(pid))


def test_every_thread_is_seen(start, watch):
    pid = start(
        "threading.Thread(target=threading.Event().wait, daemon=True).start()\n" + READY + WAIT
    )
    assert len(eventually(watch(pid))) == 2


def test_zombie_keeps_nobody_from_rest(start, watch):
    """Its exit code is still to be asked for; it itself does nothing any more."""
    pid = start(
        "if os.fork() == 0: os._exit(0)\nos.waitid(os.P_ALL, 0, os.WEXITED | os.WNOWAIT)\n"
        + READY
        + WAIT
    )
    (zombie,) = tree.descendants(pid)
    while read(f"/proc/{zombie}/stat").rpartition(b")")[2].split()[:1] != [b"Z"]:
        os.sched_yield()
    states = {seen: thread.state for (seen, _), thread in eventually(watch(pid)).items()}
    assert states.get(zombie, b"Z") == b"Z"
    assert states[pid] == b"S"


def test_thread_that_ran_between_two_readings_is_seen(watch, monkeypatch):
    """It was read asleep both times; that it was given a processor between them must tell."""
    turns = iter([1, 2, 2, 2])
    monkeypatch.setattr(
        "grader.sandbox.watch.walk",
        lambda root, _read: [((root, root), Thread(b"S", next(turns), b"61 0x1"))],
    )
    watched = watch(5)
    assert watched.at_rest() is None
    assert watched.at_rest() == {(5, 5): Thread(b"S", 2, b"61 0x1")}


def test_thread_that_was_awake_is_asked_first(start, watch, monkeypatch):
    """The tree is not walked through again while the one that was busy still is."""
    watched = watch(start(READY + "while True: pass"))
    assert watched.at_rest() is None
    monkeypatch.setattr("grader.sandbox.watch.walk", lambda *_: pytest.fail("it was walked"))
    assert watched.at_rest() is None


def test_busy_thread_that_is_gone_keeps_nobody_from_rest(start, watch):
    text = """
reading, writing = os.pipe()
if os.fork() == 0:
    while True: pass
"""
    pid = start(text + READY + WAIT)
    watched = watch(pid)
    assert never_rests(watched)
    (busy,) = tree.descendants(pid)
    os.kill(busy, 9)
    assert (pid, pid) in eventually(watched)
