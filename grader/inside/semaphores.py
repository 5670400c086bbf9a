"""Locks and semaphores of multiprocessing: virtual time limits, yield points, who holds what.

All of `multiprocessing.synchronize` is built on one semaphore in C. Its timed acquire can't be
woken by the clock, so the thread tries again whenever the rest of the program has come to rest
(`VirtualClock.attempt`). What the program itself takes and gives back is told to the judge, so that
a deadlock can be explained by who holds what.
"""

import multiprocessing.sharedctypes
import multiprocessing.synchronize
from collections.abc import Callable
from functools import partial
from typing import Any

from . import schedule, session
from .times import to_nanoseconds

_SemLock: Any = multiprocessing.synchronize.SemLock
_SynchronizedBase: Any = multiprocessing.sharedctypes.SynchronizedBase
_Find = Callable[[Any], Any]
"""Finds the semaphore in C of a lock, of a condition, or of a shared value."""
_real_make_methods = _SemLock._make_methods


def acquire(semaphore: Any, block: bool = True, timeout: float | None = None) -> bool:  # noqa: FBT001, FBT002 - the signature is the library's
    """Take a semaphore, on the run's clock."""
    if session.current is not None and schedule.called_by_program():
        return _acquire_openly(semaphore, block, timeout)
    return _take(semaphore, block, timeout)


def release(semaphore: Any) -> None:
    """Give a semaphore back."""
    if session.current is not None and schedule.called_by_program():
        _tell_release(semaphore)
    semaphore.release()


def _acquire_openly(semaphore: Any, block: bool = True, timeout: float | None = None) -> bool:  # noqa: FBT001, FBT002 - as above
    """Take a semaphore for the program itself; waiting is announced before it begins."""
    schedule.pause()
    taken = bool(semaphore.acquire(False))
    if not taken and block:
        if _is_lock(semaphore):
            session.announce("Lock.acquire", identity(semaphore))
        else:
            session.announce("Semaphore.acquire")
        try:
            taken = _take(semaphore, block, timeout)
        finally:
            session.resume()
    if taken and _is_lock(semaphore):
        session.report("took", lock=identity(semaphore))
    return taken


def _tell_release(semaphore: Any) -> None:
    schedule.pause()
    if _is_lock(semaphore) and semaphore._count() <= 1:
        session.report("gave", lock=identity(semaphore))


def _is_lock(semaphore: Any) -> bool:
    """Say whether one process at a time can hold it, so that its holder can be named."""
    return bool(semaphore.maxvalue == 1)


def identity(semaphore: Any) -> str:
    """Return what all processes know a semaphore by: its name, or where it lies after a fork."""
    return str(semaphore.name or semaphore.handle)


def _take(semaphore: Any, block: bool, timeout: float | None) -> bool:  # noqa: FBT001 - passed on
    clock = session.clock()
    if clock is None or not block or timeout is None:
        return bool(semaphore.acquire(block, timeout))
    return clock.attempt(partial(semaphore.acquire, False), to_nanoseconds(timeout))


def _make_methods(lock: Any) -> None:
    _real_make_methods(lock)
    lock.acquire = partial(acquire, lock._semlock)
    lock.release = partial(release, lock._semlock)


def _make_enter(find: _Find) -> Any:
    def enter(owner: Any) -> bool:
        if session.current is not None and schedule.called_by_program():
            return _acquire_openly(find(owner))
        return bool(find(owner).__enter__())

    return enter


def _make_exit(find: _Find) -> Any:
    def leave(owner: Any, *error: Any) -> None:
        if session.current is not None and schedule.called_by_program():
            _tell_release(find(owner))
        find(owner).__exit__(*error)

    return leave


def install() -> None:
    """Hook into semaphores, and into what a program enters to take one."""
    _SemLock._make_methods = _make_methods
    _hook_with(_SemLock, lambda lock: lock._semlock)
    for owner in (multiprocessing.synchronize.Condition, _SynchronizedBase):
        _hook_with(owner, lambda condition: condition._lock._semlock)


def _hook_with(owner: Any, find: _Find) -> None:
    owner.__enter__ = _make_enter(find)
    owner.__exit__ = _make_exit(find)
