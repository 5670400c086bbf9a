"""The lanes of a timeline: for each process its bars, its marks, and what it printed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from grader.language import translate
from grader.report.axis import Axis, Room
from grader.report.column import Layout, Point
from grader.report.excerpt import cut
from grader.report.happening import ENDS, Kind
from grader.report.words import Tone
from grader.runs.trace import ProcessRecord

TOP = 24
"""Pixels above the first lane, for the axis."""
LOW, HIGH = 47, 61
"""Pixels of a lane without captions, and with them."""
_NAME = 60
_LETTERS = 8
"""Characters of a text at least, if it is cut."""
_CAPTIONED = frozenset({Kind.PRINT, Kind.ERROR, Kind.RAISE, Kind.READ, Kind.WRITE})
_TONES = {
    Kind.END: Tone.GOOD,
    Kind.FAILURE: Tone.PARTIAL,
    Kind.KILL: Tone.BAD,
    Kind.STUCK: Tone.BAD,
    Kind.CUT: Tone.BAD,
}


@dataclass(frozen=True, slots=True)
class Text:
    """Words in the picture."""

    text: str
    x: float
    roomy: bool
    """Whether it has room on a wide page only."""
    leftwards: bool = False
    """Whether `x` is where it ends."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch of a process's life; all x are in percent."""

    kind: str
    """`run`, `sleep`, `wait` or `stuck`."""
    x: float
    width: float
    label: Text | None
    number: int | None
    """Of the happening that it shows."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A moment in a process's life."""

    kind: Kind
    x: float
    number: int


@dataclass(frozen=True, slots=True)
class Lane:
    """One process; all y are in pixels."""

    pid: int
    name: str
    daemon: bool
    fate: str
    """How it ended, in a word or two; empty where that is not told."""
    tone: Tone
    """Of its end."""
    y: int
    height: int
    begin: float
    end: float
    bars: tuple[Bar, ...]
    marks: tuple[Mark, ...]
    captions: tuple[Text, ...]

    @property
    def about(self) -> str:
        """What stands beside its name: its pid, whether it is a daemon, and how it ended."""
        pid = translate("pid {pid}").format(pid=self.pid)
        daemon = translate("daemon") if self.daemon else ""
        return " · ".join(filter(None, (pid, daemon, self.fate)))

    @property
    def middle(self) -> int:
        """Where its bars are."""
        return self.y + 32


def build_lanes(processes: Sequence[ProcessRecord], layout: Layout) -> tuple[Lane, ...]:
    """The lanes of processes, from top to bottom."""
    lanes: list[Lane] = []
    y = TOP
    for process in processes:
        lanes.append(_lane(process, layout, y))
        y += lanes[-1].height
    return tuple(lanes)


def _lane(process: ProcessRecord, layout: Layout, y: int) -> Lane:
    """The lane of one process."""
    points = [point for point in layout.points if process.pid in _whose(layout, point)]
    end = next((one for one in layout.shown if one.pid == process.pid and one.kind in ENDS), None)
    captions = tuple(_captions(process.pid, layout))
    marks = tuple(_marks(process.pid, layout))
    xs = [layout.x[point.key] for point in points] or [0.0]
    return Lane(
        pid=process.pid,
        name=cut(process.name, _NAME),
        daemon=process.daemon,
        fate=end.label if end else "",
        tone=_TONES.get(end.kind, Tone.UNKNOWN) if end else Tone.UNKNOWN,
        y=y,
        height=HIGH if captions else LOW,
        begin=xs[0],
        end=xs[-1],
        bars=(
            *_spans(process.pid, layout),
            *_runs(process.pid, points, layout),
            *_stuck(process.pid, layout),
        ),
        marks=marks,
        captions=captions,
    )


def _whose(layout: Layout, point: Point) -> tuple[int, ...]:
    """The processes that a point shows at work: who starts another is, too."""
    one = layout.shown[point.key[0]]
    return (point.pid, one.other or 0) if one.kind is Kind.START else (point.pid,)


def _spans(pid: int, layout: Layout) -> Iterator[Bar]:
    """What a process spent its time on."""
    room = Room(layout.axis.width)
    for number, one in enumerate(layout.shown):
        if one.pid != pid or one.ended is None:
            continue
        x, end = layout.x[number, False], layout.x[number, True]
        begin = x + layout.axis.step
        words = room.cut(one.label, end - begin)
        label = Text(words, begin, bool(room.needed(words, end - begin)))
        known = len(words) >= min(_LETTERS, len(one.label))
        if end > x:
            yield Bar(one.kind, x, end - x, label if known else None, number)


def _runs(pid: int, points: Sequence[Point], layout: Layout) -> Iterator[Bar]:
    """When a process was at work: between its points of one moment, unless it waited."""
    half = layout.axis.step * 0.7
    spans = [*_spans(pid, layout)]
    times = {layout.x[point.key]: point.time for point in points}
    joined: list[tuple[float, float]] = []
    for x in sorted(times):
        if joined and _is_work(joined[-1][1], x, times, spans):
            joined[-1] = joined[-1][0], x
        else:
            joined.append((x, x))
    for begin, end in joined:
        yield Bar("run", begin - half, end - begin + 2 * half, None, None)


def _is_work(before: float, after: float, times: dict[float, float], spans: list[Bar]) -> bool:
    """Whether a process was at work from one of its points to the next."""
    waits = any(bar.x <= before and after <= bar.x + bar.width for bar in spans)
    return Axis.is_one_moment(times[before], times[after]) and not waits


def _stuck(pid: int, layout: Layout) -> Iterator[Bar]:
    """The wait of a process that never ends."""
    for number, one in enumerate(layout.shown):
        if one.pid == pid and one.kind is Kind.STUCK:
            x = layout.x[number, False]
            label = Text(one.label, x + layout.axis.step, roomy=False)
            yield Bar("stuck", x, 100 - x, label, number)


def _marks(pid: int, layout: Layout) -> Iterator[Mark]:
    """What a process did at one moment, and its end."""
    for number, one in enumerate(layout.shown):
        if one.pid == pid and one.ended is None and one.kind not in (Kind.START, Kind.STUCK):
            yield Mark(one.kind, layout.x[number, False], number)


def _captions(pid: int, layout: Layout) -> Iterator[Text]:
    """What a process printed, as far as there is room."""
    room = Room(layout.axis.width)
    prints = [
        (layout.x[number, False], one.label)
        for number, one in enumerate(layout.shown)
        if one.pid == pid and one.kind in _CAPTIONED
    ]
    begin = 0.0
    for (x, label), (after, _) in pairwise([*prints, (100.0, "")]):
        text = room.cut(label, after - x)
        if text != label and after == 100.0 and 100.0 - begin > 2 * (after - x):  # noqa: PLR2004
            text = room.cut(label, 100.0 - begin)
            yield Text(text, 100.0, bool(room.needed(text, 100.0 - begin)), leftwards=True)
        elif len(text) >= min(_LETTERS, len(label)):
            yield Text(text, x, bool(room.needed(text, after - x)))
            begin = x + room.share(text, wide=True)
