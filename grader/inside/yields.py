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

from . import schedule, semaphores, session
from .channels import summarise

_connection: Any = multiprocessing.connection
_process, _queues = multiprocessing.process, multiprocessing.queues
_synchronize = multiprocessing.synchronize

_OBSERVING: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (_process.BaseProcess, ("is_alive",)),
    (_queues.Queue, ("empty", "full", "qsize")),
    (_queues.SimpleQueue, ("empty",)),
    (_queues.JoinableQueue, ("task_done",)),
    (_connection._ConnectionBase, ("poll", "close")),
    (_synchronize.Condition, ("notify",)),
    (_synchronize.Event, ("is_set", "clear")),
)
_WAITING: tuple[tuple[Any, str], ...] = (
    (_process.BaseProcess, "join"),
    (_queues.JoinableQueue, "join"),
    (_synchronize.Condition, "wait"),
    (_synchronize.Event, "wait"),
    (threading.Barrier, "wait"),
    (threading.Event, "wait"),
)
_ACTING: tuple[tuple[Any, str], ...] = (
    (_process.BaseProcess, "terminate"),
    (_process.BaseProcess, "kill"),
    (_synchronize.Event, "set"),
)
"""What wakes or ends others, told before it is done."""


def install() -> None:
    """Put the yield points in place; done once in each interpreter."""
    for owner, names in _OBSERVING:
        for name in names:
            setattr(owner, name, _pausing(vars(owner)[name]))
    array: Any = multiprocessing.sharedctypes.SynchronizedArray
    for name in ("__getitem__", "__getslice__"):
        setattr(array, name, _reading(vars(array)[name]))
    for name in ("__setitem__", "__setslice__"):
        setattr(array, name, _writing(vars(array)[name]))
    for owner, name in _ACTING:
        setattr(owner, name, _telling(vars(owner)[name], name))
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
            session.announce(name, self.name if name == "Process.join" else "", _identity(self))
            try:
                return real(self, *arguments, **options)
            finally:
                session.resume()
        return real(self, *arguments, **options)

    return operation


def _telling(real: Callable[..., Any], action: str) -> Callable[..., Any]:
    """Make a function pause first, and say what it is about to do to whom."""

    @wraps(real)
    def operation(self: Any) -> Any:
        if session.current is not None and schedule.called_by_program():
            schedule.pause()
            place, target = session.place(), _identity(self)
            session.report("act", action=action, target=target, value="", place=place)
        return real(self)

    return operation


def _reading(real: Callable[..., Any]) -> Callable[..., Any]:
    """Make a function that reads shared memory pause first, and a schedule show what it read."""

    @wraps(real)
    def operation(self: Any, *arguments: Any) -> Any:
        if session.current is None or not schedule.called_by_program():
            return real(self, *arguments)
        schedule.pause()
        value = real(self, *arguments)
        _show_use("read", self, value)
        return value

    return operation


def _writing(real: Callable[..., Any]) -> Callable[..., Any]:
    """Make a function that writes shared memory pause first, and a schedule show what it writes."""

    @wraps(real)
    def operation(self: Any, *arguments: Any) -> Any:
        if session.current is not None and schedule.called_by_program():
            schedule.pause()
            _show_use("write", self, arguments[-1])
        return real(self, *arguments)

    return operation


def _show_use(action: str, shared: Any, value: Any) -> None:
    """Tell of a use of shared memory, where a schedule has made it stand out."""
    if schedule.is_kept():
        place, target = session.place(), _shared_identity(shared)
        session.report("act", action=action, target=target, value=summarise(value), place=place)


def _shared_identity(shared: Any) -> str:
    """Return what all processes know a shared value by: its lock, and where it lies in its block."""
    lock = getattr(getattr(shared, "_lock", None), "_semlock", None)
    wrapper = getattr(getattr(shared, "_obj", None), "_wrapper", None)
    start = wrapper._state[0][1] if wrapper else 0
    return f"{semaphores.identity(lock) if lock else ''} {start}"


def _identity(thing: Any) -> str:
    """Return what the judge knows an event or a process by; empty for anything else."""
    # A subclass may not have made itself whole: what that leads to is the library's to say.
    if isinstance(thing, _process.BaseProcess):
        return str(getattr(getattr(thing, "_popen", None), "pid", ""))
    if isinstance(thing, _synchronize.Event) and hasattr(thing, "_flag"):
        return semaphores.identity(thing._flag._semlock)
    return ""


def _pausing_property(real: Any) -> property:
    """Make a property pause before it is read and before it is written."""
    return property(_reading(real.fget), _writing(real.fset))
