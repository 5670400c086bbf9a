"""The virtual clock of one run: it lives here, in the judge, and moves only while all sleep.

A sleeper has told its deadline and blocks at its doorbell, which the clock rings. Time
moves to the earliest deadline, and one sleeper is woken at a time (ties by creation). A thread
that waits for a lock with a limit can't be woken by the lock's release and by the clock both, so it
is let try again whenever the program has come to rest after something happened, before time moves.
"""

import fcntl
import itertools
import mmap
import os
import struct
from dataclasses import dataclass, replace

from grader.runs.doorbell import ring
from grader.runs.packets import MalformedError, Retry, Sleep
from grader.sandbox.tree import Threads, alive

PAGE = 4096
SLEEPERS = 1_000
"""Threads that may sleep at one time."""
SECOND = 1_000_000_000

_MOMENT = struct.Struct("<q")

Key = tuple[int, int]
"""Pid as the kernel vouches for it, and the thread's own identifier."""


@dataclass(frozen=True, slots=True)
class _Waiting:
    token: int
    deadline: int
    doorbell: int
    order: int
    retries: bool
    tried: bool = False


class Clock:
    """The clock of one run; `descriptor` leads to the page that shows its time."""

    def __init__(self) -> None:
        self.descriptor = os.memfd_create("clock", os.MFD_ALLOW_SEALING)
        os.ftruncate(self.descriptor, PAGE)
        self._page = mmap.mmap(self.descriptor, PAGE)
        # From here on nobody else can map the page to write in it.
        fcntl.fcntl(self.descriptor, fcntl.F_ADD_SEALS, _F_SEAL_FUTURE_WRITE | fcntl.F_SEAL_SHRINK)
        self.now = 0
        self._order = itertools.count()
        self._waiting: dict[Key, _Waiting] = {}
        self._trial: tuple[Key, int] | None = None
        self._seen: Threads = {}

    @property
    def seconds(self) -> float:
        """Seconds since the run's start."""
        return self.now / SECOND

    def register(self, pid: int, packet: Sleep) -> None:
        """Note that a thread waits; raise MalformedError where there are too many."""
        key = (pid, packet.thread)
        if len(self._waiting) >= SLEEPERS and key not in self._waiting:
            raise MalformedError("too many sleepers")
        trial = (key, packet.deadline)
        self._waiting[key] = _Waiting(
            packet.token,
            packet.deadline,
            packet.doorbell,
            next(self._order),
            retries=isinstance(packet, Retry),
            tried=isinstance(packet, Retry) and trial == self._trial,
        )

    def cancel(self, pid: int, thread: int, token: int) -> None:
        """Forget a thread's wait, if it is still that one."""
        waiting = self._waiting.get((pid, thread))
        if waiting and waiting.token == token:
            del self._waiting[pid, thread]

    def step(self, threads: Threads) -> bool:
        """Wake the next sleeper of a tree at rest; return False where there is none."""
        self._prune(alive(threads))
        if self._has_moved_on(threads):
            self._waiting = {
                key: replace(waiting, tried=False) if waiting.tried else waiting
                for key, waiting in self._waiting.items()
            }
        self._seen = threads
        return self._let_try() or self._move()

    def close(self) -> None:
        """Give back the page."""
        self._page.close()
        os.close(self.descriptor)

    def _prune(self, alive: set[int]) -> None:
        for key in [key for key in self._waiting if key[0] not in alive]:
            del self._waiting[key]

    def _has_moved_on(self, threads: Threads) -> bool:
        """Say whether anything ran since the last rest but one thread that tried in vain."""
        if self._trial is None:
            return True
        key, deadline = self._trial
        self._trial = None
        waiting = self._waiting.get(key)
        if waiting is None or not waiting.tried or waiting.deadline != deadline:
            return True
        moved = [name for name, thread in threads.items() if self._seen.get(name) != thread]
        return len(moved) != 1 or moved[0][0] != key[0] or len(threads) != len(self._seen)

    def _let_try(self) -> bool:
        untried = [
            (key[0], waiting.order, key)
            for key, waiting in self._waiting.items()
            if waiting.retries and not waiting.tried
        ]
        if not untried:
            return False
        *_, key = min(untried)
        self._trial = (key, self._waiting[key].deadline)
        self._wake(key, expired=False)
        return True

    def _move(self) -> bool:
        """Move to the earliest deadline, and wake whose it is."""
        if not self._waiting:
            return False
        # Ties go by pid: processes are numbered as they are made, whoever registered first.
        deadline, _, key = min(
            (waiting.deadline, (key[0], waiting.order), key)
            for key, waiting in self._waiting.items()
        )
        self.now = max(self.now, deadline)
        _MOMENT.pack_into(self._page, 0, self.now)
        self._wake(key, expired=True)
        return True

    def _wake(self, key: Key, *, expired: bool) -> None:
        waiting = self._waiting.pop(key)
        ring(key[0], waiting.doorbell, waiting.token, expired)


_F_SEAL_FUTURE_WRITE = 0x0010
"""See fcntl(2); Python 3.11 has no name for it."""
