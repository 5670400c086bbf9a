"""Virtual time inside the program: reading the clock, and sleeping on it.

The judge keeps the time and writes it, in nanoseconds since the run's start, into a page that every
process of the run can read and none can write. It moves only while every thread of the program is
asleep; so computing takes no time, and a sleeper is woken by the judge alone, at its doorbell.
Each reading adds a microsecond: a program that waits by looking at the clock comes to an end too.
"""

import mmap
import struct
import threading
from collections.abc import Callable
from typing import Any

from .doorbell import Doorbell
from .wire import Wire

READING = 1_000
"""Nanoseconds that one look at the clock takes."""
SECOND = 1_000_000_000
PAGE = 4096

_MOMENT = struct.Struct("<q")

Place = tuple[str, int, str] | None
"""File, line and function; None where it is not known."""


class Sleeper:
    """One thread that tells the judge when to wake it."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire
        self._doorbell = Doorbell()
        self.descriptor = self._doorbell.number
        """Readable when the judge wakes the thread."""

    def register(self, kind: str, deadline: int, **fields: Any) -> None:
        """Tell the judge when to wake this thread; `kind` is `sleep`, `pause`, `watch` or `retry`."""
        self._wire.send(
            kind,
            token=self._doorbell.renew(),
            thread=threading.get_ident(),
            deadline=deadline,
            doorbell=self.descriptor,
            **fields,
        )

    def wait(self) -> bool:
        """Block until the judge's word for the last registration: whether the time is up."""
        return bool(self._doorbell.wait())

    def cancel(self) -> None:
        """Take back the last registration."""
        self._wire.send("cancel", token=self._doorbell.token, thread=threading.get_ident())

    def close(self) -> None:
        """Forget the doorbell; in a forked child it is the parent's."""
        self._doorbell.close()


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
        """Drop what belongs to the threads of another process: a forked child's parent."""
        for sleeper in self._sleepers.values():
            sleeper.close()
        self._sleepers.clear()


def to_nanoseconds(seconds: float) -> int:
    """Turn a duration in seconds, as a program gives it, into nanoseconds."""
    return int(seconds * SECOND)
