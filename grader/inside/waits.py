"""Waits for descriptors with a time limit, made virtual: `select`, `poll`, `epoll`.

They also wait for this thread's doorbell; pipes, queues, sockets, `connection.wait`, asyncio
and `subprocess` are built on them. Waits without a limit are left as they are.
"""

import select
import selectors
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from . import session
from .clock import VirtualClock
from .times import to_nanoseconds

MILLISECOND = 1_000_000

_real_select = select.select
_real_poll = select.poll
_real_epoll = select.epoll


def _until(clock: VirtualClock, nanoseconds: int, wait: Callable[[int], Any]) -> Any:
    """Call `wait` with the descriptor that becomes readable when the time is up."""
    sleeper = clock.sleeper()
    sleeper.register("watch", clock.now() + nanoseconds)
    try:
        return wait(sleeper.descriptor)
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


def install() -> None:
    """Replace the waits; done once in each interpreter."""
    select.select = virtual_select
    select.poll = virtual_poll  # type: ignore[misc, assignment]
    select.epoll = virtual_epoll  # type: ignore[misc, assignment]
    selectors.PollSelector._selector_cls = staticmethod(virtual_poll)  # type: ignore[attr-defined]
    selectors.EpollSelector._selector_cls = staticmethod(virtual_epoll)  # type: ignore[attr-defined]
