"""The run that this process takes part in: its wire, and its clock where time is virtual.

Hooks are put in place once, in the prepared interpreter, and do nothing while `current` is None.
"""

import threading
from typing import NamedTuple

from .clock import VirtualClock
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


class Session(NamedTuple):
    """What the hooks need to know of the run."""

    descriptors: Descriptors
    wire: Wire
    clock: VirtualClock | None
    terms: Terms


NAME = 200
"""Characters of a name that are told."""

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


def announce(call: str, target: str = "") -> None:
    """Say what this thread is about to wait in, and what for; believed while it is seen there."""
    report("waits", thread=threading.get_ident(), call=call, target=target[:NAME])


def report(kind: str, **fields: object) -> None:
    """Send a packet where this process takes part in a run."""
    if current:
        current.wire.send(kind, **fields)  # type: ignore[arg-type]
