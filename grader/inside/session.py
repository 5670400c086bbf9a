"""The run that this process takes part in: its wire, and its clock where time is virtual.

Hooks are put in place once, in the prepared interpreter, and do nothing while `current` is None.
"""

import threading
from sys import _getframe
from typing import NamedTuple

from .clock import Place, VirtualClock
from .wire import Wire, keep_high


class Descriptors(NamedTuple):
    """The descriptors that a process of a run needs; the same numbers in all of them."""

    wire: int
    stacks: int
    page: int

    def kept_high(self) -> "Descriptors":
        """Move all three out of the program's way."""
        return Descriptors(keep_high(self.wire), keep_high(self.stacks), keep_high(self.page))


class Terms(NamedTuple):
    """What the judge has laid down for the run; the same in all its processes."""

    epoch: int
    """Nanoseconds from 1970 to the run's start; 0 where the clock is real."""
    seed: int
    """What the module `random` of each process is seeded from."""
    schedule: int | None
    """Seed of the schedule, None for a run without one."""
    work: str
    """Working directory, where the program's own files lie."""
    steps: bool = False
    """Whether the steps of its generators are told."""


class Session(NamedTuple):
    """What the hooks need to know of the run."""

    descriptors: Descriptors
    wire: Wire
    clock: VirtualClock | None
    terms: Terms


NAME = 200
"""Characters of a name that are told."""
DEPTH = 12
"""Frames in which the program's own line is looked for, the innermost ones."""

current: Session | None = None


def join(descriptors: Descriptors, terms: Terms) -> Session:
    """Make this process part of a run; from now on its hooks report."""
    global current  # noqa: PLW0603 - one process takes part in one run
    wire = Wire(descriptors.wire)
    clock = VirtualClock(wire, descriptors.page, terms.epoch) if terms.epoch else None
    current = Session(descriptors, wire, clock, terms)
    return current


def clock() -> VirtualClock | None:
    """Return the virtual clock, or None where time is real."""
    return current.clock if current else None


def place() -> Place:
    """Return file, line and function of the program's own that is at work, if it is near."""
    frame = _getframe(1) if current else None
    for _ in range(DEPTH):
        if frame is None or current is None:
            return None
        code = frame.f_code
        if code.co_filename.startswith(current.terms.work):
            file = code.co_filename[len(current.terms.work) + 1 :]
            return file[:NAME], frame.f_lineno or 0, code.co_name[:NAME]
        frame = frame.f_back
    return None


def announce(call: str, target: str = "", identity: object = "") -> None:
    """Say what this thread is about to wait in, and what for; believed while it is seen there."""
    report(
        "waits",
        thread=threading.get_ident(),
        call=call,
        target=target[:NAME],
        identity=str(identity)[:NAME],
        place=place(),
    )


def resume() -> None:
    """Say that this thread's announced wait is over."""
    report("resumed", thread=threading.get_ident())


def report(kind: str, **fields: object) -> None:
    """Send a packet where this process takes part in a run."""
    if current:
        current.wire.send(kind, **fields)  # type: ignore[arg-type]
