"""What travels through queues and pipes, told in short.

A queue or a pipe is known by the inode of its reading end, the same in every process. What the
library sends for its own purposes (pools, managers) is left out.
"""

import multiprocessing.connection
import multiprocessing.context
import multiprocessing.queues
import os
import reprlib
from collections.abc import Callable
from functools import wraps
from typing import Any

from . import schedule, session
from .plain import Opaque

LENGTH = 120
"""Characters of a summary at most."""

_PLAIN = frozenset({type(None), bool, int, float, str, bytes, list, tuple, set, frozenset, dict})


class _Summary(reprlib.Repr):
    """A repr of plain data only: a student's own `__repr__` must not run at our asking."""

    def repr1(self, x: Any, level: int) -> str:
        """Describe one value; of what is not plain, only the type."""
        if type(x) not in _PLAIN:
            return repr(Opaque(type(x).__name__))
        return super().repr1(x, level)


_summary = _Summary()
_summary.maxstring = _summary.maxother = LENGTH // 2


def summarise(value: Any) -> str:
    """Describe a value in at most `LENGTH` characters."""
    text = _summary.repr(value)
    return text if len(text) <= LENGTH else text[: LENGTH - 1] + "…"


def install() -> None:
    """Hook into queues and connections; done once in each interpreter."""
    queues, connection = multiprocessing.queues, multiprocessing.connection
    for queue in (queues.Queue, queues.JoinableQueue, queues.SimpleQueue):
        for name in ("put", "put_nowait"):
            if name in vars(queue):
                setattr(queue, name, _giving(vars(queue)[name], "put", _queue_identity))
        for name in ("get", "get_nowait"):
            if name in vars(queue):
                setattr(queue, name, _taking(vars(queue)[name], "get", _queue_identity))
    ends: Any = connection._ConnectionBase
    ends.send = _giving(ends.send, "send", _end_identity)
    ends.recv = _taking(ends.recv, "recv", _end_identity)
    ends.send_bytes = _giving(ends.send_bytes, "send", _end_identity)
    ends.recv_bytes = _taking(ends.recv_bytes, "recv", _end_identity)
    context = multiprocessing.context.BaseContext
    context.Pipe = _pairing(context.Pipe)  # type: ignore[method-assign]
    multiprocessing.Pipe = context.Pipe.__get__(multiprocessing.context._default_context)


def _giving(
    real: Callable[..., None], action: str, identify: Callable[[Any], int]
) -> Callable[..., None]:
    @wraps(real)
    def method(self: Any, obj: Any, *arguments: Any, **options: Any) -> None:
        if session.current is None or not schedule.called_by_program():
            return real(self, obj, *arguments, **options)
        schedule.pause()
        # Told before it is done: whoever receives it must not be heard first.
        _tell(action, identify(self), obj)
        return real(self, obj, *arguments, **options)

    return method


def _taking(
    real: Callable[..., Any], action: str, identify: Callable[[Any], int]
) -> Callable[..., Any]:
    @wraps(real)
    def method(self: Any, *arguments: Any, **options: Any) -> Any:
        if session.current is None or not schedule.called_by_program():
            return real(self, *arguments, **options)
        schedule.pause()
        value = real(self, *arguments, **options)
        _tell(action, identify(self), value)
        return value

    return method


def _tell(action: str, channel: int, value: Any) -> None:
    session.report(
        "message", action=action, channel=channel, summary=summarise(value), place=session.place()
    )


def _pairing(real: Callable[..., Any]) -> Callable[..., Any]:
    """Report the two ends of a pipe as one channel."""

    @wraps(real)
    def pipe(*arguments: Any, **options: Any) -> Any:
        ends = real(*arguments, **options)
        session.report("pipe", ends=[_end_identity(end) for end in ends])
        return ends

    return pipe


def _queue_identity(queue: Any) -> int:
    return _end_identity(queue._reader)


def _end_identity(end: Any) -> int:
    try:
        return os.fstat(end.fileno()).st_ino
    except (OSError, ValueError):
        return 0
