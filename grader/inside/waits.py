"""Waits with a time limit, made virtual: `select`, semaphores, conditions, threads.

Two forms serve them all. What waits for descriptors also waits for this thread's wake-up socket.
What waits for a lock, which can't be waited for together with anything, tries again whenever the
rest of the program has come to rest (`VirtualClock.attempt`).
Waits without a limit are left as they are.
"""

import multiprocessing.synchronize
import select
import selectors
import sys
import threading
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from . import schedule, session, yields
from .clock import VirtualClock
from .times import to_nanoseconds

MILLISECOND = 1_000_000

_real_select = select.select
_real_poll = select.poll
_real_epoll = select.epoll
_real_condition_wait = threading.Condition.wait
_real_make_methods = multiprocessing.synchronize.SemLock._make_methods  # type: ignore[attr-defined]


def _until(clock: VirtualClock, nanoseconds: int, wait: Callable[[int], Any]) -> Any:
    """Call `wait` with the descriptor that becomes readable when the time is up."""
    sleeper = clock.sleeper()
    sleeper.register("sleep", clock.now() + nanoseconds)
    try:
        return wait(sleeper.socket.fileno())
    finally:
        sleeper.cancel()


def virtual_select(
    read: Iterable[Any], write: Iterable[Any], special: Iterable[Any], timeout: float | None = None
) -> tuple[list[Any], list[Any], list[Any]]:
    """`select.select`, on the run's clock."""
    clock = session.clock()
    if clock is None or timeout is None or timeout <= 0:
        return _real_select(read, write, special, timeout)
    readers = list(read)

    def wait(wake: int) -> tuple[list[Any], list[Any], list[Any]]:
        ready, writable, exceptional = _real_select([*readers, wake], write, special)
        return [item for item in ready if item is not wake], writable, exceptional

    result: tuple[list[Any], list[Any], list[Any]] = _until(clock, to_nanoseconds(timeout), wait)
    return result


class VirtualPoll:
    """`select.poll` or `select.epoll`, on the run's clock."""

    def __init__(self, real: Any, readable: int, unit: int) -> None:
        self._real = real
        self._readable = readable
        self._unit = unit

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)

    def __enter__(self) -> "VirtualPoll":  # noqa: PYI034 - `Self` would cost an import
        return self

    def __exit__(self, *_: object) -> None:
        self._real.close()

    def poll(self, timeout: float | None = None, *limit: int) -> list[tuple[int, int]]:
        """Wait for events; `timeout` in the real object's own unit."""
        clock = session.clock()
        if clock is None or timeout is None or timeout <= 0:
            return list(self._real.poll(timeout, *limit))
        waiting = partial(self._poll_with, limit)
        events: list[tuple[int, int]] = _until(clock, int(timeout * self._unit), waiting)
        return events

    def _poll_with(self, limit: tuple[int, ...], wake: int) -> list[tuple[int, int]]:
        self._real.register(wake, self._readable)
        try:
            return [event for event in self._real.poll(None, *limit) if event[0] != wake]
        finally:
            self._real.unregister(wake)


def virtual_poll() -> VirtualPoll:
    """`select.poll`, on the run's clock."""
    return VirtualPoll(_real_poll(), select.POLLIN, MILLISECOND)


def virtual_epoll(*arguments: Any, **options: Any) -> VirtualPoll:
    """`select.epoll`, on the run's clock."""
    return VirtualPoll(_real_epoll(*arguments, **options), select.EPOLLIN, 1000 * MILLISECOND)


def _acquire(real: Any, block: bool = True, timeout: float | None = None) -> bool:  # noqa: FBT001, FBT002 - SemLock's own signature
    """`acquire` of a lock or semaphore of multiprocessing, on the run's clock."""
    schedule.pause_for_program()
    clock = session.clock()
    if clock is None or not block or timeout is None:
        return bool(real.acquire(block, timeout))
    return clock.attempt(partial(real.acquire, False), to_nanoseconds(timeout))


def _release(real: Any) -> None:
    """`release` of a lock or semaphore of multiprocessing."""
    schedule.pause_for_program()
    real.release()


def _make_methods(self: Any) -> None:
    _real_make_methods(self)
    self.acquire = partial(_acquire, self._semlock)
    self.release = partial(_release, self._semlock)


def _condition_wait(self: Any, timeout: float | None = None) -> bool:
    """`threading.Condition.wait`, on the run's clock."""
    clock = session.clock()
    if clock is None or timeout is None or not self._is_owned():
        return _real_condition_wait(self, timeout)
    waiter = threading.Lock()
    waiter.acquire()
    self._waiters.append(waiter)
    state = self._release_save()
    notified = False
    try:
        notified = clock.attempt(partial(waiter.acquire, False), to_nanoseconds(timeout))
        return notified
    finally:
        self._acquire_restore(state)
        if not notified and waiter in self._waiters:
            self._waiters.remove(waiter)


def _join_thread(real: Callable[..., None], self: Any, timeout: float | None = None) -> None:
    """`threading.Thread.join`, on the run's clock."""
    clock = session.clock()
    if clock is None or timeout is None or timeout <= 0:
        return real(self, timeout)
    real(self, 0)
    clock.attempt(lambda: not self.is_alive(), to_nanoseconds(timeout))
    return real(self, 0)


class _LastingEvent(threading.Event):
    """An event whose `wait` has no limit: a manager's server looks at it once a second forever."""

    def wait(self, timeout: float | None = None) -> bool:  # noqa: ARG002
        return super().wait()


def _get_stop_event(server: Any) -> threading.Event:
    event: threading.Event = server.__dict__["stop_event"]
    return event


def _set_stop_event(server: Any, _: threading.Event) -> None:
    server.__dict__["stop_event"] = _LastingEvent()


def install() -> None:
    """Replace the waits; done once, in the prepared interpreter."""
    select.select = virtual_select
    select.poll = virtual_poll  # type: ignore[misc, assignment]
    select.epoll = virtual_epoll  # type: ignore[misc, assignment]
    selectors.PollSelector._selector_cls = staticmethod(virtual_poll)  # type: ignore[attr-defined]
    selectors.EpollSelector._selector_cls = staticmethod(virtual_epoll)  # type: ignore[attr-defined]
    multiprocessing.synchronize.SemLock._make_methods = _make_methods  # type: ignore[attr-defined]
    threading.Condition.wait = _condition_wait  # type: ignore[method-assign]
    real_join = threading.Thread.join
    threading.Thread.join = lambda self, timeout=None: _join_thread(real_join, self, timeout)  # type: ignore[method-assign]


def install_in_managers() -> None:
    """Let a manager's server wait without a limit; where no manager is used, none is loaded."""
    managers = sys.modules.get("multiprocessing.managers")
    if managers:
        managers.Server.stop_event = property(_get_stop_event, _set_stop_event)
        yields.install_in_managers(managers)
