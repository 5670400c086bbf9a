"""Yield points: the operations at which a schedule may let other processes go first.

They are those that another process can observe. Queues and pipes have theirs in `channels`, locks
in `semaphores`, managed objects in `managed`, starting in `processes`, printing in `output`; here
are the rest. Those that wait say so first.
"""

import multiprocessing.connection
import multiprocessing.process
import multiprocessing.queues
import multiprocessing.sharedctypes
import multiprocessing.synchronize
import threading
from collections.abc import Callable
from functools import wraps
from typing import Any

from . import schedule, session

_connection: Any = multiprocessing.connection
_process, _queues = multiprocessing.process, multiprocessing.queues
_synchronize = multiprocessing.synchronize

_OBSERVING: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (_process.BaseProcess, ("is_alive", "terminate", "kill")),
    (_queues.Queue, ("empty", "full", "qsize")),
    (_queues.SimpleQueue, ("empty",)),
    (_queues.JoinableQueue, ("task_done",)),
    (_connection._ConnectionBase, ("poll", "close")),
    (_synchronize.Condition, ("notify",)),
    (_synchronize.Event, ("is_set", "set", "clear")),
    (
        multiprocessing.sharedctypes.SynchronizedArray,
        ("__getitem__", "__setitem__", "__getslice__", "__setslice__"),
    ),
)
_WAITING: tuple[tuple[Any, str], ...] = (
    (_process.BaseProcess, "join"),
    (_queues.JoinableQueue, "join"),
    (_synchronize.Condition, "wait"),
    (_synchronize.Event, "wait"),
    (threading.Barrier, "wait"),
    (threading.Event, "wait"),
)


def install() -> None:
    """Put the yield points in place; done once in each interpreter."""
    for owner, names in _OBSERVING:
        for name in names:
            setattr(owner, name, _pausing(vars(owner)[name]))
    for owner, name in _WAITING:
        setattr(owner, name, _announcing(vars(owner)[name], f"{owner.__name__}.{name}"))
    shared: Any = multiprocessing.sharedctypes
    shared.Synchronized.value = _pausing_property(shared.Synchronized.value)
    shared.SynchronizedString.value = _pausing_property(shared.SynchronizedString.value)
    real = shared.make_property
    shared.make_property = wraps(real)(lambda name: _pausing_property(real(name)))


def _pausing(real: Callable[..., Any]) -> Callable[..., Any]:
    """Make a function pause first, when the program calls it."""

    @wraps(real)
    def operation(*arguments: Any, **options: Any) -> Any:
        if session.current is not None and schedule.called_by_program():
            schedule.pause()
        return real(*arguments, **options)

    return operation


def _announcing(real: Callable[..., Any], call: str) -> Callable[..., Any]:
    """Make a function that waits pause first, and say that it waits."""
    name = call.replace("BaseProcess", "Process")

    @wraps(real)
    def operation(self: Any, *arguments: Any, **options: Any) -> Any:
        if session.current is not None and schedule.called_by_program():
            schedule.pause()
            session.announce(name, self.name if name == "Process.join" else "")
        return real(self, *arguments, **options)

    return operation


def _pausing_property(real: Any) -> property:
    """Make a property pause before it is read and before it is written."""
    return property(_pausing(real.fget), _pausing(real.fset))
