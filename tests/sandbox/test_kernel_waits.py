"""Waits with a time limit, as the kernel tells them, read and met in real processes."""

import os
import platform
import subprocess
import sys

import pytest

from grader.sandbox import kernel_waits
from grader.sandbox.tree import Thread
from grader.sandbox.watch import Watch


def line(number, *arguments):
    words = [hex(word) for word in (*arguments, *[0] * (6 - len(arguments)), 0x7FFE, 0x7F00)]
    return b" ".join([str(number).encode(), *(word.encode() for word in words)])


NONE, SOME, MINUS = 0, 0x7FFD1234, 0xFFFFFFFF
CALLS = {
    "running": (b"running\n", True),
    "gone": (b"", False),
    "no system call": (b"-1 0x7ffe 0x7f00", False),
    "read": (line(0, 3), False),
    "recvmsg": (line(47, 3), False),
    "wait4": (line(61, 5), False),
    "flock": (line(73, 5), False),
    "nanosleep": (line(35, SOME), True),
    "clock_nanosleep": (line(230, 0, 0, SOME, SOME), True),
    "poll for ever": (line(7, SOME, 1, MINUS), False),
    "poll for ever, sign extended": (line(7, SOME, 1, 2**64 - 1), False),
    "poll for a while": (line(7, SOME, 1, 1000), True),
    "select for ever": (line(23, 5, SOME, 0, 0, NONE), False),
    "select for a while": (line(23, 5, SOME, 0, 0, SOME), True),
    "pselect for ever": (line(270, 5, SOME, 0, 0, NONE), False),
    "ppoll for a while": (line(271, SOME, 1, SOME), True),
    "epoll_wait for ever": (line(232, 4, SOME, 9, MINUS), False),
    "epoll_wait for a while": (line(232, 4, SOME, 9, 500), True),
    "epoll_pwait for ever": (line(281, 4, SOME, 9, MINUS), False),
    "futex wait for ever": (line(202, SOME, 0x80, 1, NONE), False),
    "futex wait for a while": (line(202, SOME, 0x80, 1, SOME), True),
    "futex wait_bitset for ever": (line(202, SOME, 0x189, 0, NONE), False),
    "futex wait_bitset for a while": (line(202, SOME, 0x189, 0, SOME), True),
    "futex wake": (line(202, SOME, 0x81, 1, SOME), False),
    "futex lock for ever": (line(202, SOME, 0x86, 1, NONE), False),
    "sigtimedwait for ever": (line(128, SOME, 0, NONE), False),
    "sigtimedwait for a while": (line(128, SOME, 0, SOME), True),
}


@pytest.mark.parametrize("call", CALLS)
def test_time_limit_is_read_from_the_system_call(call):
    text, limited = CALLS[call]
    assert kernel_waits.has_limit(text) is limited


@pytest.mark.parametrize(
    ("text", "limited"),
    [
        (line(73, SOME, 1, SOME), True),
        (line(73, SOME, 1, NONE), False),
        (line(22, 4, SOME, 9, MINUS), False),
        (line(98, SOME, 0x80, 1, SOME), True),
        (line(260, 5), False),
    ],
)
def test_other_processor_has_numbers_of_its_own(text, limited):
    assert kernel_waits.has_limit(text, kernel_waits._CALLS["aarch64"]) is limited


def test_one_thread_with_a_limit_is_enough(monkeypatch):
    monkeypatch.setattr(platform, "machine", lambda: "x86_64")
    threads = {(n, n): Thread(b"S", 1, CALLS[call][0]) for n, call in enumerate(("read", "wait4"))}
    assert not kernel_waits.limited(threads)
    threads[9, 9] = Thread(b"S", 1, CALLS["nanosleep"][0])
    assert kernel_waits.limited(threads)


READY = "print('ready', flush=True)\n"


@pytest.mark.skipif(not kernel_waits.known(), reason="the kernel does not tell system calls")
@pytest.mark.parametrize(
    ("text", "limited"),
    [
        ("time.sleep(1000)", True),
        ("lock.acquire(); lock.acquire()", False),
        ("lock.acquire(); lock.acquire(timeout=1000)", True),
        ("select.select([0], [], [])", False),
        ("select.select([0], [], [], 1000)", True),
        ("sys.stdin.read()", False),
        ("os.waitpid(os.fork() or sys.stdin.read() and 0, 0)", False),
    ],
)
def test_wait_of_a_real_process_is_told(text, limited):
    start = "import os, select, sys, threading, time\nlock = threading.Lock()\n" + READY
    process = subprocess.Popen(
        [sys.executable, "-S", "-c", start + text], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    try:
        assert process.stdout.readline() == b"ready\n"
        watch = Watch(process.pid)
        while not (threads := settled(watch)):
            os.sched_yield()
        assert kernel_waits.limited(threads) is limited
    finally:
        process.stdin.close()
        process.stdout.close()
        process.kill()
        process.wait()


def settled(watch):
    """The threads of a process that has come to the wait that it was started for.

    Between «ready» and that it may rest in no wait of its own (a page on its way from the disk).
    """
    threads = watch.at_rest()
    return threads if threads and all(t.state == b"S" for t in threads.values()) else None
