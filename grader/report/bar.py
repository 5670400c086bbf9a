"""The bars of a timeline: when a process was at work, slept, or waited."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from grader.report.axis import Axis
from grader.report.caption import Text, on_bar
from grader.report.column import Layout, Point
from grader.report.happening import ENDS, Kind

_STUCK = "stuck"
_OVERHANG = 0.7
"""How far a process is shown at work beyond what it did, in half columns."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch of a process's life; all x are in percent."""

    kind: str
    """`run`, `sleep`, `wait` or `stuck`."""
    x: float
    width: float
    labels: tuple[Text, ...] = ()
    number: int | None = None
    """Of the happening that it shows."""


def build_bars(pid: int, points: Sequence[Point], layout: Layout) -> tuple[Bar, ...]:
    """The bars of a process; `points` are those at which it was at work."""
    spans = [*_spans(pid, layout)]
    return (*spans, *_runs(points, spans, layout), *_stuck(pid, layout))


def _spans(pid: int, layout: Layout) -> Iterator[Bar]:
    """What a process spent its time on."""
    for number, one in layout.own.get(pid, []):
        if one.ended is None:
            continue
        x, end = layout.x[number, False], layout.x[number, True]
        if end > x:
            labels = on_bar(one, x, end - x, layout.room)
            yield Bar(one.kind, x, end - x, labels, number)


def _runs(points: Sequence[Point], spans: Sequence[Bar], layout: Layout) -> Iterator[Bar]:
    """When a process was at work: between its points of one moment, unless it waited."""
    overhang = _OVERHANG * layout.axis.step
    begins = {layout.x[bar.number or 0, False] for bar in spans}
    ends = {layout.x[bar.number or 0, True] for bar in spans}
    last = {layout.x[point.key] for point in points if point.kind in ENDS}
    for begin, end in _stretches(points, spans, layout):
        left = begin if begin in ends else begin - overhang
        right = end if end in begins or end in last else end + overhang
        if right > left:
            yield Bar("run", left, right - left)


def _stretches(
    points: Sequence[Point], spans: Sequence[Bar], layout: Layout
) -> list[tuple[float, float]]:
    """The points of a process that no wait lies between, from the first to the last of them."""
    times = {layout.x[point.key]: point.time for point in points}
    joined: list[tuple[float, float]] = []
    for x in sorted(times):
        if joined and _is_work(joined[-1][1], x, times, spans):
            joined[-1] = joined[-1][0], x
        else:
            joined.append((x, x))
    return joined


def _is_work(before: float, after: float, times: dict[float, float], spans: Sequence[Bar]) -> bool:
    """Whether a process was at work from one of its points to the next."""
    middle = (before + after) / 2
    waits = any(bar.x <= middle <= bar.x + bar.width for bar in spans)
    return Axis.is_one_moment(times[before], times[after]) and not waits


def _stuck(pid: int, layout: Layout) -> Iterator[Bar]:
    """The wait of a process that never ends."""
    for number, one in layout.own.get(pid, []):
        if one.kind is Kind.STUCK:
            x = layout.x[number, False]
            yield Bar(_STUCK, x, 100 - x, on_bar(one, x, 100 - x, layout.room), number)
