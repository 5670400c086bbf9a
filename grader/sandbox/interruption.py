"""Ctrl-C and SIGTERM held back, where half a sandbox must not be left."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType

INTERRUPTS = (signal.SIGINT, signal.SIGTERM)


@dataclass(slots=True)
class HeldBack:
    """The interrupt that there was meanwhile."""

    came: int = 0
    """Number of the signal, 0 for none."""


@contextmanager
def held_back() -> Iterator[HeldBack]:
    """Have an interrupt wait until the block is over; in the main thread, where alone it strikes."""
    held = HeldBack()
    if threading.current_thread() is not threading.main_thread():
        yield held
        return

    def note(number: int, _frame: FrameType | None) -> None:
        held.came = number

    before = {number: signal.signal(number, note) for number in INTERRUPTS}
    try:
        yield held
    finally:
        for number, handler in before.items():
            signal.signal(number, handler or signal.SIG_DFL)
        if held.came:
            signal.raise_signal(held.came)
