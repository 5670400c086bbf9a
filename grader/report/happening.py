"""One thing that happened in a run, as the timeline tells it."""

from dataclasses import dataclass
from enum import StrEnum

from grader.runs.trace import Place

INSTANT = 0.0005
"""Seconds; a schedule's pauses and looks at the clock are shorter, what a program sleeps is longer."""
WORDS = 120
"""Characters of what was printed or sent that are shown."""
NAME = 60
"""Characters of a process's name that are shown."""


WAKING = 1
"""Rank of the end of a sleep or a wait, and of what may bring it about."""
ENDING = 6
"""Rank of the ends of processes."""


class Kind(StrEnum):
    """What sort of thing happened; it decides the shape on the timeline."""

    START = "start"
    SLEEP = "sleep"
    WAIT = "wait"
    PRINT = "print"
    ERROR = "error"
    GIVE = "give"
    TAKE = "take"
    SET = "set"
    READ = "read"
    WRITE = "write"
    STOP = "stop"
    """One process ends another."""
    RAISE = "raise"
    END = "end"
    FAILURE = "failure"
    """An end with another exit code than 0."""
    KILL = "kill"
    """An end by a signal."""
    STUCK = "stuck"
    """The end of what waits for ever."""
    CUT = "cut"
    """The end of what was stopped from outside, or outlived the program."""


ENDS = frozenset({Kind.END, Kind.FAILURE, Kind.KILL, Kind.STUCK, Kind.CUT})


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that a process did, or that became of it."""

    kind: Kind
    pid: int
    time: float
    order: int
    text: str
    """A sentence without its full stop."""
    label: str = ""
    """The same in a word or two, for the picture."""
    place: Place | None = None
    ended: float | None = None
    """When it was over, of what took time."""
    end_order: int = 0
    other: int | None = None
    """Pid of the process that it was done to."""
    thing: str = ""
    """The queue, pipe or event that it was done with."""
    value: str = ""
    """What went through it; of what waits for ever, what it waits for."""
    rank: int | None = None
    """Place among what follows the same event; None for that of its kind."""
    brief: str = ""
    """The label in even fewer words."""


def position(happening: Happening) -> tuple[float, int, int, int]:
    """Where a happening stands among others."""
    # Spans and ends carry the number of the event that they followed. A start is one of the parent's
    # and of the child's: the child goes on first.
    rank = _RANKS.get(happening.kind, 0) if happening.rank is None else happening.rank
    return happening.time, happening.order, rank, -happening.pid


_RANKS = (
    dict.fromkeys((Kind.SET, Kind.STOP, Kind.READ, Kind.WRITE), 2)
    | {Kind.SLEEP: 4, Kind.WAIT: 4, Kind.RAISE: 5}
    | dict.fromkeys(ENDS, ENDING)
)
