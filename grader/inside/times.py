"""The modules `time` and `datetime`, told to ask the run's clock.

`perf_counter` is one of them: programs measure with it how long they have waited. `process_time`
stays real: it measures work, and work takes no virtual time.
"""

import datetime
import sys
import time
from collections.abc import Callable
from typing import Any

from . import session
from .clock import SECOND, VirtualClock

_real_sleep = time.sleep
_real_datetime = datetime.datetime
_BASE = time.monotonic_ns()
"""A virtual `monotonic` starts where the real one stood, so that it looks like any other."""


def to_nanoseconds(seconds: float) -> int:
    """Turn a duration in seconds, as a program gives it, into nanoseconds."""
    return int(seconds * SECOND)


def sleep(seconds: float, /) -> None:
    """Suspend this thread for that many seconds of the run's clock."""
    clock = session.clock()
    if clock is None:
        return _real_sleep(seconds)
    if seconds < 0:
        raise ValueError("sleep length must be non-negative")
    return clock.sleep(to_nanoseconds(seconds), session.place())


def _reader(real: Callable[[], Any], virtual: Callable[[VirtualClock], Any]) -> Callable[[], Any]:
    """Make a clock function that asks the virtual clock where there is one."""

    def read() -> Any:
        clock = session.clock()
        return real() if clock is None else virtual(clock)

    read.__name__ = read.__qualname__ = real.__name__
    return read


def _since_base(clock: VirtualClock) -> int:
    return _BASE + clock.now()


class _AnyDatetime(type):
    """Lets a real datetime count as one of ours: C code still makes them."""

    def __instancecheck__(cls, value: object) -> bool:
        return isinstance(value, _real_datetime)

    def __subclasscheck__(cls, value: type) -> bool:
        return issubclass(value, _real_datetime)


class VirtualDatetime(_real_datetime, metaclass=_AnyDatetime):
    """A datetime whose now, today and utcnow agree with `time.time`."""

    @classmethod
    def now(cls, tz: datetime.tzinfo | None = None) -> Any:
        """Return the run's time of day."""
        return cls.fromtimestamp(time.time(), tz)

    @classmethod
    def today(cls) -> Any:
        """Return the run's local time of day."""
        return cls.now()

    @classmethod
    def utcnow(cls) -> Any:
        """Return the run's time of day in UTC, without a zone."""
        return cls.now(datetime.UTC).replace(tzinfo=None)


def install() -> None:
    """Replace the clock functions in every module that holds one under whatever name."""
    VirtualDatetime.__name__ = VirtualDatetime.__qualname__ = "datetime"
    VirtualDatetime.__module__ = "datetime"
    replacements: dict[Any, Any] = {
        _real_sleep: sleep,
        time.time: _reader(time.time, lambda clock: clock.since_epoch() / SECOND),
        time.time_ns: _reader(time.time_ns, VirtualClock.since_epoch),
        time.monotonic: _reader(time.monotonic, lambda clock: _since_base(clock) / SECOND),
        time.monotonic_ns: _reader(time.monotonic_ns, _since_base),
        time.perf_counter: _reader(time.perf_counter, lambda clock: _since_base(clock) / SECOND),
        time.perf_counter_ns: _reader(time.perf_counter_ns, _since_base),
        _real_datetime: VirtualDatetime,
    }
    for name, module in list(sys.modules.items()):
        if not name.startswith("inside"):
            _replace_names(module, replacements)


def _replace_names(module: Any, replacements: dict[Any, Any]) -> None:
    for name, value in list(getattr(module, "__dict__", {}).items()):
        kind = type(value)
        if (kind in _KINDS or value is _real_datetime) and value in replacements:
            setattr(module, name, replacements[value])


_KINDS = (type(_real_sleep),)
