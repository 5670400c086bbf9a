"""Ctrl-C held back, where half a sandbox must not be left."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType


@dataclass(slots=True)
class HeldBack:
    """Whether there was an interrupt meanwhile."""

    came: bool = False


@contextmanager
def held_back() -> Iterator[HeldBack]:
    """Have an interrupt wait until the block is over; in the main thread, where alone it strikes."""
    held = HeldBack()
    if threading.current_thread() is not threading.main_thread():
        yield held
        return

    def note(_number: int, _frame: FrameType | None) -> None:
        held.came = True

    before = signal.signal(signal.SIGINT, note)
    try:
        yield held
    finally:
        signal.signal(signal.SIGINT, before or signal.SIG_DFL)
        if held.came:
            signal.raise_signal(signal.SIGINT)
