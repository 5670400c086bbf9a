"""The columns of a timeline: what happened, in order, and what of it stands above each other."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from grader.report.axis import Axis, Room, build_axis
from grader.report.happening import ENDING, WAKING, Happening, Kind, position

Key = tuple[int, bool]
"""The number of a happening among those shown, and whether its end is meant."""

_LASTING = frozenset({Kind.SLEEP, Kind.WAIT})
_TOGETHER = frozenset({Kind.STUCK, Kind.CUT})
"""What comes over all processes at once."""


@dataclass(frozen=True, slots=True)
class Point:
    """The beginning or the end of a happening."""

    key: Key
    pid: int
    time: float
    kind: Kind


@dataclass(frozen=True, slots=True)
class Layout:
    """What is shown, and where it stands along the axis."""

    shown: tuple[Happening, ...]
    axis: Axis
    points: tuple[Point, ...]
    x: dict[Key, float]
    """In percent of the width."""
    room: Room
    own: dict[int, list[tuple[int, Happening]]]
    """What of it each process did, by pid, with its number."""


def build_layout(shown: Sequence[Happening], gutter: int = 0) -> Layout:
    """The places of happenings that are given in order; there is one at least.

    `gutter` is what the names take of a wide page, in pixels.
    """
    points = tuple(_points(shown))
    columns = _columns(points)
    endless = any(one.kind is Kind.STUCK for one in shown)
    axis = build_axis([column[0].time for column in columns], gutter, endless=endless)
    x = {
        point.key: middle
        for column, middle in zip(columns, axis.columns, strict=True)
        for point in column
    }
    return Layout(tuple(shown), axis, points, x, Room(axis.width, gutter), by_process(shown))


def by_process(shown: Sequence[Happening]) -> dict[int, list[tuple[int, Happening]]]:
    """What each process did, by pid, with its number."""
    own: defaultdict[int, list[tuple[int, Happening]]] = defaultdict(list)
    for number, one in enumerate(shown):
        own[one.pid].append((number, one))
    return own


def _points(shown: Sequence[Happening]) -> Iterator[Point]:
    """The beginnings and ends of happenings, in order."""
    kills = {one.pid: one for one in shown if one.kind is Kind.KILL}
    found = [(position(one), number, False) for number, one in enumerate(shown)]
    found += [
        (_end_position(one, kills.get(one.pid)), number, True)
        for number, one in enumerate(shown)
        if one.ended is not None
    ]
    for (time, *_), number, over in sorted(found):
        one = shown[number]
        yield Point((number, over), one.pid, time, one.kind)


def _end_position(one: Happening, kill: Happening | None) -> tuple[float, int, int, int]:
    """Where the end of a sleep or a wait stands; what was cut short by a signal ends with it."""
    ended = one.ended or one.time
    if kill is not None and kill.time == ended:
        return ended, kill.order, ENDING, -one.pid
    return ended, one.end_order, WAKING, -one.pid


def _columns(points: Iterable[Point]) -> list[list[Point]]:
    """The points, those that share a column together."""
    columns: list[list[Point]] = []
    for point in points:
        if columns and _share(columns[-1][-1], point):
            columns[-1].append(point)
        else:
            columns.append([point])
    return columns


def _share(before: Point, after: Point) -> bool:
    """Whether two points stand above each other: of one process, where its bars meet its marks."""
    if before.kind in _TOGETHER and after.kind in _TOGETHER:
        return True
    close = Axis.is_one_moment(before.time, after.time)
    return close and before.pid == after.pid and not _LASTING.isdisjoint({before.kind, after.kind})
