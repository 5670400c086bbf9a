"""Waits with a time limit in the kernel: of another program, or of C code that we don't reach.

While a thread is in one, real time goes on for it, and the virtual clock stands still. They are
told in `/proc/PID/task/TID/syscall`, see proc(5).
"""

import os
import platform
from dataclasses import dataclass
from functools import cache

from grader.sandbox.tree import Threads


@dataclass(frozen=True, slots=True)
class _Calls:
    """System calls that wait, by number, with the argument that limits the wait."""

    pointers: dict[int, int]
    """A limit behind a pointer, null for none: select, pselect6, ppoll, nanosleep, clock_nanosleep,
    rt_sigtimedwait, semtimedop, mq_timedsend, mq_timedreceive, epoll_pwait2, futex_waitv."""
    milliseconds: dict[int, int]
    """A limit in milliseconds, negative for none: poll, epoll_wait, epoll_pwait."""
    futex: int


_CALLS = {
    "x86_64": _Calls(
        {23: 4, 270: 4, 271: 2, 35: 0, 230: 2, 128: 2, 220: 3, 242: 4, 243: 4, 441: 3, 449: 3},
        {7: 2, 232: 3, 281: 3},
        futex=202,
    ),
    "aarch64": _Calls(
        {72: 4, 73: 2, 101: 0, 115: 2, 137: 2, 192: 3, 182: 4, 183: 4, 441: 3, 449: 3},
        {22: 3},
        futex=98,
    ),
}
_FUTEX_COMMAND = 0x7F
_FUTEX_WAITS = frozenset({0, 6, 9, 11, 13})
"""FUTEX_WAIT, LOCK_PI, WAIT_BITSET, WAIT_REQUEUE_PI, LOCK_PI2; the others return at once."""
_NEGATIVE = 1 << 31


@cache
def known() -> bool:
    """Say whether this machine tells what its threads wait in, and we understand it."""
    return os.path.exists(f"/proc/{os.getpid()}/syscall") and platform.machine() in _CALLS


def limited(threads: Threads) -> bool:
    """Say whether any of these threads at rest waits with a time limit; only where `known`."""
    calls = _CALLS[platform.machine()]
    return any(has_limit(thread.wait, calls) for thread in threads.values())


def has_limit(line: bytes, calls: _Calls = _CALLS["x86_64"]) -> bool:
    """Decode what the kernel tells of one thread: a number and six arguments, or `running`."""
    words = line.split()
    if not words or not words[0].isdigit():
        return words == [b"running"]
    number, arguments = int(words[0]), [int(word, 16) for word in words[1:7]]
    if number in calls.pointers:
        return arguments[calls.pointers[number]] != 0
    if number in calls.milliseconds:
        return arguments[calls.milliseconds[number]] & 0xFFFFFFFF < _NEGATIVE
    waits = number == calls.futex and arguments[1] & _FUTEX_COMMAND in _FUTEX_WAITS
    return waits and arguments[3] != 0
