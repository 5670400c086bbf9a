"""Tracebacks as the student's program would print them anywhere: without our frames."""

import sys
import traceback
from types import TracebackType
from typing import Any

from .processes import HOME

_hidden = [HOME + "/inside/"]
_real_format = traceback.StackSummary.format_frame_summary


def hide(folder: str) -> None:
    """Leave out the frames of a folder's files from now on."""
    _hidden.append(folder + "/")


def print_exception(error: BaseException) -> None:
    """Print an exception that ends the program, as the interpreter would."""
    if sys.excepthook is sys.__excepthook__:
        traceback.print_exception(error)
    else:
        sys.excepthook(type(error), error, _outermost_shown(error.__traceback__))


def install() -> None:
    """Have the module `traceback` leave our frames out (a frame that formats to None is)."""
    traceback.StackSummary.format_frame_summary = _format  # type: ignore[method-assign, assignment]


def _format(self: traceback.StackSummary, frame: Any, *options: Any, **more: Any) -> str | None:
    if _is_hidden(frame.filename):
        return None
    return _real_format(self, frame, *options, **more)


def _outermost_shown(traceback: TracebackType | None) -> TracebackType | None:
    while traceback and _is_hidden(traceback.tb_frame.f_code.co_filename):
        traceback = traceback.tb_next
    return traceback


def _is_hidden(file: str) -> bool:
    return file.startswith(tuple(_hidden))
