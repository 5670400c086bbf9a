"""Virtual time inside the program: reading the clock, and sleeping on it.

The judge keeps the time and writes it, in nanoseconds since the run's start, into a page that every
process of the run can read and none can write. It moves only while every thread of the program is
asleep; so computing takes no time, and a sleeper is woken by the judge alone.
Each reading adds a microsecond: a program that waits by looking at the clock comes to an end too.
"""

import contextlib
import mmap
import socket
import struct
import threading
from collections.abc import Callable
from typing import Any

from .wire import Wire, keep_high

READING = 1_000
"""Nanoseconds that one look at the clock takes."""
SECOND = 1_000_000_000
PAGE = 4096

_TOKEN = struct.Struct("<qq")
_MOMENT = struct.Struct("<q")

Place = tuple[str, int, str] | None
"""File, line and function; None where it is not known."""


class Sleeper:
    """Where one thread waits to be woken: a socket whose other end the judge holds."""

    def __init__(self, wire: Wire) -> None:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._wire = wire
        self._theirs: socket.socket | None = theirs
        self.socket = socket.socket(fileno=keep_high(ours.detach()))
        self._token = 0

    def register(self, kind: str, deadline: int, **fields: Any) -> None:
        """Tell the judge when to wake this thread; `kind` is `sleep`, `pause`, `watch` or `retry`."""
        self._drain()
        self._token += 1
        fds = (self._theirs.fileno(),) if self._theirs else ()
        thread = threading.get_ident()
        self._wire.send(
            kind, fds=fds, token=self._token, deadline=deadline, thread=thread, **fields
        )
        if self._theirs:
            self._theirs.close()
            self._theirs = None

    def wait(self) -> bool:
        """Block until the judge's word for the last registration: whether the time is up."""
        while True:
            token, expired = _TOKEN.unpack(self.socket.recv(_TOKEN.size))
            if token == self._token:
                return bool(expired)

    def _drain(self) -> None:
        """Drop a wake-up that nobody read: it would end the next wait at once."""
        with contextlib.suppress(BlockingIOError):
            while True:
                self.socket.recv(_TOKEN.size, socket.MSG_DONTWAIT)

    def cancel(self) -> None:
        """Take back the last registration."""
        self._wire.send("cancel", token=self._token, thread=threading.get_ident())

    def close(self) -> None:
        """Forget the socket; in a forked child it is the parent's."""
        self.socket.close()
        if self._theirs:
            self._theirs.close()


class VirtualClock:
    """The run's clock as one process sees it."""

    def __init__(self, wire: Wire, page: int, epoch: int) -> None:
        self._wire = wire
        self._page = mmap.mmap(page, PAGE, prot=mmap.PROT_READ)
        self._epoch = epoch
        self._last = 0
        self._sleepers: dict[int, Sleeper] = {}

    def now(self) -> int:
        """Nanoseconds since the run's start; never the same twice in one process."""
        moment: int = max(_MOMENT.unpack_from(self._page)[0], self._last) + READING
        self._last = moment
        return moment

    def since_epoch(self) -> int:
        """Nanoseconds since 1970."""
        return self._epoch + self.now()

    def sleep(self, nanoseconds: int, place: Place = None) -> None:
        """Sleep until the judge has moved the clock far enough; `place` is the program's own line."""
        self._sleep_until("sleep", self.now() + nanoseconds, place=place)

    def sleep_aside(self, nanoseconds: int) -> None:
        """Sleep in a thread that the program knows nothing of."""
        self._sleep_until("pause", self.now() + nanoseconds)

    def pause(self, nanoseconds: int) -> None:
        """Sleep, counted from the judge's time: for a schedule, whose looks at it are no reading."""
        self._sleep_until("pause", _MOMENT.unpack_from(self._page)[0] + nanoseconds)

    def _sleep_until(self, kind: str, deadline: int, **fields: Any) -> None:
        sleeper = self.sleeper()
        sleeper.register(kind, deadline, **fields)
        try:
            sleeper.wait()
        except BaseException:
            sleeper.cancel()
            raise

    def attempt(self, action: Callable[[], bool], nanoseconds: int) -> bool:
        """Try `action` until it holds or the time is up; say whether it held.

        For locks, which cannot be waited for together with a wake-up: the judge has the thread try
        again whenever the rest of the program has come to rest, before any time passes.
        """
        if action():
            return True
        sleeper, deadline = self.sleeper(), self.now() + nanoseconds
        expired = nanoseconds <= 0
        while not expired:
            sleeper.register("retry", deadline)
            expired = self._wait_or_cancel(sleeper)
            if action():
                return True
        return False

    def sleeper(self) -> Sleeper:
        """This thread's place to wait."""
        thread = threading.get_ident()
        if thread not in self._sleepers:
            self._sleepers[thread] = Sleeper(self._wire)
        return self._sleepers[thread]

    def _wait_or_cancel(self, sleeper: Sleeper) -> bool:
        try:
            return sleeper.wait()
        except BaseException:
            sleeper.cancel()
            raise

    def forget_sleepers(self) -> None:
        """Drop the sockets of the threads of another process: a forked child's parent."""
        for sleeper in self._sleepers.values():
            sleeper.close()
        self._sleepers.clear()


def to_nanoseconds(seconds: float) -> int:
    """Turn a duration in seconds, as a program gives it, into nanoseconds."""
    return int(seconds * SECOND)
