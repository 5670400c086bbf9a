"""Descriptors that are passed on: again and again, until the kernel has room for them.

It counts those on their way for all programs of a user together, so a flood in one sandbox would
make another's forkserver fail (ETOOMANYREFS, unix(7)). The judge is told, and looks for itself: a
program that has lost its time to others is not graded by what it showed.
"""

import errno
import os
import socket
from collections.abc import Callable
from functools import wraps
from multiprocessing import reduction
from time import sleep
from typing import Any

from . import session

AGAIN = 0.001
"""Real seconds between two attempts."""


def install() -> None:
    """Hook into the one function with which multiprocessing passes descriptors on."""
    reduction.sendfds = persistent(reduction.sendfds)


def persistent(send: Callable[..., Any]) -> Callable[..., Any]:
    """Have `send` called again while there is no room for what it sends."""

    @wraps(send)
    def attempt(*arguments: Any) -> Any:
        told = False
        while True:
            try:
                return send(*arguments)
            except OSError as error:
                if error.errno != errno.ETOOMANYREFS:
                    raise
            if not told:
                session.report("crowded")
                told = True
            sleep(AGAIN)

    return attempt


def has_room() -> bool:
    """Say whether the kernel has room for one more descriptor on its way."""
    ours, theirs = socket.socketpair()
    with ours, theirs, open(os.devnull) as passed:
        try:
            socket.send_fds(ours, [b"x"], [passed.fileno()])
        except OSError as error:
            return error.errno != errno.ETOOMANYREFS
    return True
