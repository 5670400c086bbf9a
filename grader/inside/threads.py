"""Locks, conditions and joins of threads with a time limit, and alarms: made virtual.

What is built on them follows: events, barriers, `queue.Queue`, futures. Waits without a limit are
left as they are.
"""

import _thread
import os
import queue
import signal
import threading
from functools import partial
from typing import Any

from . import session
from .clock import SECOND
from .times import to_nanoseconds

_real_condition_wait = threading.Condition.wait
_real_join = threading.Thread.join
_real_bootstrap: Any = threading.Thread._bootstrap_inner  # type: ignore[attr-defined]
_real_alarm = signal.alarm
_real_setitimer = signal.setitimer


class VirtualLock:
    """`threading.Lock`, whose time limit is on the run's clock."""

    __slots__ = ("__weakref__", "_lock", "locked", "release")

    def __init__(self) -> None:
        self._lock = _thread.allocate_lock()
        self.release = self._lock.release
        self.locked = self._lock.locked

    def acquire(self, blocking: bool = True, timeout: float = -1) -> bool:  # noqa: FBT001, FBT002 - the signature is the library's
        """Take the lock; see `threading.Lock.acquire`."""
        clock = session.clock()
        if clock is None or not blocking or timeout < 0:
            return self._lock.acquire(blocking, timeout)
        return clock.attempt(partial(self._lock.acquire, False), to_nanoseconds(timeout))

    def __enter__(self) -> bool:
        return self._lock.acquire()

    def __exit__(self, *_: object) -> None:
        self._lock.release()

    def _at_fork_reinit(self) -> None:
        self._lock._at_fork_reinit()  # type: ignore[attr-defined]


class VirtualRLock(_thread.RLock):  # type: ignore[misc] # it can be subclassed, whatever typeshed says
    """`threading.RLock`, whose time limit is on the run's clock."""

    def acquire(self, blocking: bool = True, timeout: float = -1) -> bool:  # noqa: FBT001, FBT002 - the signature is the library's
        """Take the lock; see `threading.RLock.acquire`."""
        clock = session.clock()
        if clock is None or not blocking or timeout < 0:
            return super().acquire(blocking, timeout)
        return clock.attempt(partial(super().acquire, False), to_nanoseconds(timeout))

    def __enter__(self) -> bool:  # type: ignore[override] # as Python's own is called
        # In Python, so that a thread that waits here can be seen to.
        return super().acquire()


def _condition_wait(condition: Any, timeout: float | None = None) -> bool:
    """`threading.Condition.wait`, on the run's clock."""
    clock = session.clock()
    if clock is None or timeout is None or not condition._is_owned():
        return _real_condition_wait(condition, timeout)
    waiter = _thread.allocate_lock()
    waiter.acquire()
    condition._waiters.append(waiter)
    state = condition._release_save()
    notified = False
    try:
        notified = clock.attempt(partial(waiter.acquire, False), to_nanoseconds(timeout))
        return notified
    finally:
        condition._acquire_restore(state)
        if not notified and waiter in condition._waiters:
            condition._waiters.remove(waiter)


def _join(thread: Any, timeout: float | None = None) -> None:
    """`threading.Thread.join`, on the run's clock."""
    clock = session.clock()
    if clock is None or timeout is None or timeout <= 0:
        return _real_join(thread, timeout)
    _real_join(thread, 0)
    clock.attempt(lambda: not thread.is_alive(), to_nanoseconds(timeout))
    return _real_join(thread, 0)


def _begin(thread: Any) -> None:
    """Begin a thread, and say what it is called: a stack knows it by number alone."""
    name = str(thread.name)[: session.NAME]
    session.report("threadborn", thread=threading.get_ident(), name=name)
    _real_bootstrap(thread)


class _Alarm:
    """`SIGALRM` on the run's clock: a thread that sleeps and then sends it."""

    def __init__(self) -> None:
        self._number = 0
        self._due = 0
        self._interval = 0

    def set(self, clock: Any, delay: int, interval: int) -> tuple[int, int]:
        """Replace the alarm (nanoseconds, 0 for none); return what was left of the one before."""
        now = clock.now()
        before = max(self._due - now, 0), self._interval
        self._number += 1
        self._due, self._interval = (now + delay if delay else 0), interval
        if delay:
            _thread.start_new_thread(self._ring, (clock, self._number, delay, interval))
        return before

    def _ring(self, clock: Any, number: int, delay: int, interval: int) -> None:
        clock.sleep_aside(delay)
        while number == self._number:
            self._due = clock.now() + interval if interval else 0
            os.kill(os.getpid(), signal.SIGALRM)
            if not interval:
                return
            clock.sleep_aside(interval)


_alarm = _Alarm()


def virtual_alarm(seconds: int, /) -> int:
    """`signal.alarm`, on the run's clock."""
    clock = session.clock()
    if clock is None:
        return _real_alarm(seconds)
    left, _ = _alarm.set(clock, int(seconds) * SECOND, 0)
    return -(-left // SECOND)


def virtual_setitimer(which: int, seconds: float, interval: float = 0.0, /) -> Any:
    """`signal.setitimer`, on the run's clock for `ITIMER_REAL`."""
    clock = session.clock()
    if clock is None or which != signal.ITIMER_REAL:
        return _real_setitimer(which, seconds, interval)
    before = _alarm.set(clock, to_nanoseconds(seconds), to_nanoseconds(interval))
    return tuple(part / SECOND for part in before)


def install() -> None:
    """Replace them; done once in each interpreter."""
    module: Any = threading
    VirtualLock.__module__, VirtualLock.__qualname__ = "threading", "Lock"  # managers pickle it
    module.Lock, module._CRLock = VirtualLock, VirtualRLock
    module.Condition.wait = _condition_wait
    module.Thread.join = _join
    module.Thread._bootstrap_inner = _begin
    # The one in C waits out of our reach; its twin in Python is built on a condition.
    queue.SimpleQueue = queue._PySimpleQueue  # type: ignore[attr-defined, misc]
    signal.alarm = virtual_alarm
    signal.setitimer = virtual_setitimer
