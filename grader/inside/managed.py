"""Managers: the loop of their server, and yield points of what they manage.

Hooked where managers are loaded already; a process that uses none does not pay for them.
"""

import sys
import threading
from collections.abc import Callable
from functools import wraps
from typing import Any

from . import schedule


class _LastingEvent(threading.Event):
    """An event whose `wait` has no limit: a manager's server looks at it once a second forever."""

    def wait(self, timeout: float | None = None) -> bool:  # noqa: ARG002 - it has no limit
        return super().wait()


def install() -> None:
    """Hook into managers, if there are any."""
    managers = sys.modules.get("multiprocessing.managers")
    if managers is None or hasattr(managers.BaseProxy._callmethod, "__wrapped__"):
        return
    managers.Server.stop_event = property(_get_stop_event, _set_stop_event)
    managers.BaseProxy._callmethod = _pausing(managers.BaseProxy._callmethod)


def _get_stop_event(server: Any) -> threading.Event:
    event: threading.Event = server.__dict__["stop_event"]
    return event


def _set_stop_event(server: Any, _: threading.Event) -> None:
    server.__dict__["stop_event"] = _LastingEvent()


def _pausing(real: Callable[..., Any]) -> Callable[..., Any]:
    """Pause before each use of a managed object: only the program's own doing leads to it."""

    @wraps(real)
    def call(*arguments: Any, **options: Any) -> Any:
        schedule.pause()
        return real(*arguments, **options)

    return call
