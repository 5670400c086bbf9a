"""Ringing a doorbell: how the judge wakes a thread of the program, see `grader.inside.doorbell`."""

import os
import stat
from contextlib import suppress
from functools import cache

from grader.inside.doorbell import WORD


def ring(pid: int, number: int, token: int, answer: int) -> None:
    """Say a word into a pipe of a process.

    Whoever is gone, or has closed the pipe or filled it, needs no word. What the number means is
    the program's own choice, so it is opened for writing only once it is known to be a pipe without
    a name: a file, a device or a pipe of the machine's is never touched.
    """
    with suppress(OSError):
        found = os.open(f"/proc/{pid}/fd/{number}", os.O_PATH | os.O_CLOEXEC)
        try:
            if _is_unnamed_pipe(os.fstat(found)):
                _write(found, WORD.pack(token, answer))
        finally:
            os.close(found)


def _write(found: int, word: bytes) -> None:
    pipe = os.open(f"/proc/self/fd/{found}", os.O_WRONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    try:
        os.write(pipe, word)
    finally:
        os.close(pipe)


def _is_unnamed_pipe(status: os.stat_result) -> bool:
    return stat.S_ISFIFO(status.st_mode) and status.st_dev == _device_of_pipes()


@cache
def _device_of_pipes() -> int:
    """Return the device on which the kernel keeps all pipes without a name."""
    ends = os.pipe()
    try:
        return os.fstat(ends[0]).st_dev
    finally:
        for end in ends:
            os.close(end)
