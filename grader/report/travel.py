"""What goes from one process to another on a timeline: starts, messages, events, and their ends."""

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from grader.report.column import Key, Layout
from grader.report.happening import ENDS, INSTANT, Happening, Kind
from grader.report.lane import Lane

_NEAR, _FAR = 7, 9
"""Pixels between an arrow's ends and the middles of its lanes."""


@dataclass(frozen=True, slots=True)
class Arrow:
    """A line from one lane to another; x in percent, y in pixels."""

    kind: Kind
    x1: float
    y1: int
    x2: float
    y2: int


@dataclass(frozen=True, slots=True)
class _Journey:
    kind: Kind
    origin: int
    """Pid of the process that it comes from."""
    goal: int
    left: Key
    arrived: Key


def build_arrows(layout: Layout, lanes: Iterable[Lane]) -> tuple[Arrow, ...]:
    """All arrows of a picture."""
    middles = {lane.title.pid: lane.middle for lane in lanes}
    journeys = (*_between_processes(layout), *_messages(layout), *_sets(layout))
    return tuple(
        _arrow(journey, layout, middles)
        for journey in journeys
        if journey.origin != journey.goal and {journey.origin, journey.goal} <= middles.keys()
    )


def _arrow(journey: _Journey, layout: Layout, middles: dict[int, int]) -> Arrow:
    """The line of one journey, clear of the bars at its ends."""
    begin, end = middles[journey.origin], middles[journey.goal]
    down = 1 if begin < end else -1
    return Arrow(
        journey.kind,
        layout.x[journey.left],
        begin + down * _NEAR,
        layout.x[journey.arrived],
        end - down * _FAR,
    )


def _between_processes(layout: Layout) -> Iterator[_Journey]:
    """Who starts whom, and who ends whom."""
    ends = {
        one.pid: layout.x[number, False]
        for number, one in enumerate(layout.shown)
        if one.kind in ENDS
    }
    for number, one in enumerate(layout.shown):
        key = number, False
        if one.kind is Kind.START and one.other is not None:
            yield _Journey(one.kind, one.other, one.pid, key, key)
        # To end what has ended does nothing: an arrow would lead to where no process is.
        if one.kind is Kind.STOP and layout.x[key] <= ends.get(one.other or 0, 0.0):
            yield _Journey(one.kind, one.pid, one.other or 0, key, key)


def _messages(layout: Layout) -> Iterator[_Journey]:
    """What went into a queue or pipe, to where it came out: of equal values the first one first."""
    given: defaultdict[tuple[str, str], deque[tuple[int, Happening]]] = defaultdict(deque)
    for number, one in enumerate(layout.shown):
        waiting = given[one.thing, one.value]
        if one.kind is Kind.GIVE:
            waiting.append((number, one))
        elif one.kind is Kind.TAKE and waiting:
            before, giver = waiting.popleft()
            yield _Journey(Kind.GIVE, giver.pid, one.pid, (before, False), (number, False))


def _sets(layout: Layout) -> Iterator[_Journey]:
    """From who set an event to all whose wait for it was over then."""
    acts = [(number, one) for number, one in enumerate(layout.shown) if one.kind is Kind.SET]
    for before, act in acts:
        for number, one in enumerate(layout.shown):
            if one.kind is Kind.WAIT and one.thing == act.thing and _is_woken(one, act):
                yield _Journey(Kind.SET, act.pid, one.pid, (before, False), (number, True))


def _is_woken(wait: Happening, act: Happening) -> bool:
    """Whether a wait was over at the moment of an act, and not before it."""
    ended = wait.ended or 0.0
    return abs(ended - act.time) < INSTANT and (ended, wait.end_order) >= (act.time, act.order)
