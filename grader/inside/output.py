"""Standard output and standard error, told line by line with their writer.

Python's own streams write to the wire, so that lines stand in one order with everything else. What
goes past them (`os.write(1, …)`, another program) reaches the judge through the descriptors.
"""

import io
import os
import sys
from typing import Any

from . import schedule, session
from .wire import BODY, Wire


class ReportedStream(io.RawIOBase):
    """The raw end of a standard stream: each write becomes a packet."""

    def __init__(self, wire: Wire, number: int) -> None:
        super().__init__()
        self._wire = wire
        self._number = number
        self._identity = os.fstat(number).st_ino

    def fileno(self) -> int:
        """Return the descriptor that this stream stands for."""
        return self._number

    def writable(self) -> bool:
        """Say that it can be written to."""
        return True

    def write(self, data: Any) -> int:
        """Report the bytes, or pass them on where the program redirected its descriptor."""
        content = bytes(data)
        schedule.pause()
        if os.fstat(self._number).st_ino != self._identity:
            return os.write(self._number, content)
        place = session.place()
        for start in range(0, len(content), BODY):
            part = content[start : start + BODY]
            self._wire.send("output", part, stream=self._number, place=place)
        return len(content)


def install(wire: Wire) -> None:
    """Replace `sys.stdout` and `sys.stderr`; lines are flushed whole, as on a terminal."""
    sys.stdout = sys.__stdout__ = _text(wire, 1, "strict")  # type: ignore[misc]
    sys.stderr = sys.__stderr__ = _text(wire, 2, "backslashreplace")  # type: ignore[misc]


def _text(wire: Wire, number: int, errors: str) -> io.TextIOWrapper:
    buffer = io.BufferedWriter(ReportedStream(wire, number), BODY)
    name = "<stdout>" if number == 1 else "<stderr>"
    stream = io.TextIOWrapper(buffer, encoding="utf-8", errors=errors, line_buffering=True)
    stream.mode = "w"  # type: ignore[misc] # as on an ordinary stream
    buffer.raw.name = name  # type: ignore[attr-defined]
    return stream
