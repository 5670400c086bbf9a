"""Doorbells: where a thread waits until the judge has a word for it.

A doorbell is a pipe that nobody but its own process holds. The thread tells the pipe's number; the
judge finds it in `/proc/PID/fd` when it has something to say. So no descriptor is ever on its way:
the kernel counts those for all sandboxes of a user together, and what one program floods is refused
to all others (ETOOMANYREFS, unix(7)).
"""

import contextlib
import errno
import os
import struct
from select import POLLIN, poll

from .wire import keep_high

WORD = struct.Struct("<qq")
"""Which call is answered, and the answer."""

_read = os.read  # bound at import, as `poll` is: a program that replaces it still hears the judge


class Doorbell:
    """One pipe, and a count of the calls that it answers."""

    def __init__(self) -> None:
        ends = os.pipe()
        # One descriptor for both directions: an end that nobody writes to would read as closed.
        both = os.open(f"/proc/self/fd/{ends[0]}", os.O_RDWR | os.O_CLOEXEC)
        self.number = keep_high(both)
        self.token = 0
        self._poll = poll()
        self._poll.register(self.number, POLLIN)
        for end in ends:
            os.close(end)

    def renew(self) -> int:
        """Begin another call; return the token that its answer will bear.

        A word for an earlier one that nobody read is dropped: it would end a `select` at once.
        """
        while self._poll.poll(0):
            self._take()
        self.token += 1
        return self.token

    def wait(self) -> int:
        """Block until the last call is answered, and return the answer.

        Raises OSError where the program has closed descriptors that are not its own.
        """
        while True:
            token, answer = self._take()
            if token == self.token:
                return answer

    def close(self) -> None:
        """Forget the pipe; in a forked child it is the parent's."""
        with contextlib.suppress(OSError):  # a program may have closed all that it found open
            os.close(self.number)

    def _take(self) -> tuple[int, int]:
        word = _read(self.number, WORD.size)
        if len(word) < WORD.size:
            raise OSError(errno.EBADF, os.strerror(errno.EBADF))
        token, answer = WORD.unpack(word)
        return token, answer
