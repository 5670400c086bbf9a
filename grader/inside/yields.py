"""Yield points: the operations at which a schedule may let other processes go first.

They are those that another process can observe. Queues and pipes have theirs in `channels`, locks
in `waits`, starting in `processes`, printing in `output`; here are the rest.
"""

import multiprocessing.connection
import multiprocessing.process
import multiprocessing.queues
import multiprocessing.sharedctypes
import multiprocessing.synchronize
from collections.abc import Callable
from functools import wraps
from typing import Any

from . import schedule

_OBSERVING = (
    (multiprocessing.process.BaseProcess, ("join", "is_alive", "terminate", "kill")),
    (multiprocessing.queues.Queue, ("empty", "full", "qsize")),
    (multiprocessing.queues.SimpleQueue, ("empty",)),
    (multiprocessing.queues.JoinableQueue, ("task_done", "join")),
    (multiprocessing.connection._ConnectionBase, ("poll", "close")),
    (multiprocessing.synchronize.SemLock, ("__enter__", "__exit__")),
    (multiprocessing.synchronize.Condition, ("wait", "notify")),
    (multiprocessing.synchronize.Event, ("is_set", "set", "clear", "wait")),
    (
        multiprocessing.sharedctypes.SynchronizedArray,
        ("__getitem__", "__setitem__", "__getslice__", "__setslice__"),
    ),
)


def install() -> None:
    """Put the yield points in place; done once in each interpreter."""
    for owner, names in _OBSERVING:
        for name in names:
            setattr(owner, name, pausing(vars(owner)[name]))
    shared: Any = multiprocessing.sharedctypes
    shared.Synchronized.value = _pausing_property(shared.Synchronized.value)
    shared.SynchronizedString.value = _pausing_property(shared.SynchronizedString.value)
    real = shared.make_property
    shared.make_property = wraps(real)(lambda name: _pausing_property(real(name)))


def install_in_managers(managers: Any) -> None:
    """Put one before each use of a managed object; done where managers are used."""
    call = managers.BaseProxy._callmethod
    if not hasattr(call, "__wrapped__"):
        managers.BaseProxy._callmethod = _pausing_always(call)


def pausing(real: Callable[..., Any]) -> Callable[..., Any]:
    """Make a function pause first, when the program calls it."""

    @wraps(real)
    def operation(*arguments: Any, **options: Any) -> Any:
        schedule.pause_for_program()
        return real(*arguments, **options)

    return operation


def _pausing_always(real: Callable[..., Any]) -> Callable[..., Any]:
    """Make a function pause first: only the program's own doing leads to it."""

    @wraps(real)
    def operation(*arguments: Any, **options: Any) -> Any:
        schedule.pause()
        return real(*arguments, **options)

    return operation


def _pausing_property(real: Any) -> property:
    """Make a property pause before it is read and before it is written."""
    return property(pausing(real.fget), pausing(real.fset))
