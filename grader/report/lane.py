"""The lanes of a timeline: for each process its name, its bars, its marks, and what it printed."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from grader.language import translate
from grader.report.axis import NARROW
from grader.report.bar import Bar, build_bars
from grader.report.caption import Text, build_captions
from grader.report.column import Layout, Point
from grader.report.happening import ENDS, Happening, Kind
from grader.report.lettering import CHARACTER, NAME, columns, shortened
from grader.report.words import Tone
from grader.runs.trace import ProcessRecord

TOP = 24
"""Pixels above the first lane, for the axis."""
LOW, HIGH = 47, 61
"""Pixels of a lane without captions, and with them."""
LONGEST = 32
"""Characters of a name."""
_BESIDE = 14
"""Pixels between the names and the picture."""
_TONES = {
    Kind.END: Tone.GOOD,
    Kind.FAILURE: Tone.PARTIAL,
    Kind.KILL: Tone.BAD,
    Kind.STUCK: Tone.BAD,
    Kind.CUT: Tone.BAD,
}


@dataclass(frozen=True, slots=True)
class Title:
    """What is said of a process beside its lane."""

    pid: int
    name: str
    number: str
    """Its pid, in words."""
    role: str
    """Whether it is a daemon; empty where it is none."""
    ended: str
    """How it ended; empty where that is not known."""
    tone: Tone
    """Of its end."""

    @property
    def about(self) -> str:
        """What stands below the name, before how it ended."""
        return _joined(self.number, self.role)

    @property
    def column(self) -> int:
        """Pixels that it takes in three lines."""
        beside = max(columns(self.about), columns(self.ended))
        return ceil(max(NAME * columns(self.name), CHARACTER * beside))

    @property
    def beside(self) -> str:
        """What stands after the name in one line: as much as a telephone has room for."""
        texts = _joined(self.number, self.role, self.ended), _joined(self.role, self.ended)
        fitting = (text for text in texts if self._row(text) <= NARROW)
        return next(fitting, self.ended or self.number)

    @property
    def row(self) -> int:
        """Pixels that it takes in one line."""
        return self._row(self.beside)

    def _row(self, text: str) -> int:
        return ceil(NAME * columns(self.name) + CHARACTER * (columns(text) + 2))


@dataclass(frozen=True, slots=True)
class Mark:
    """A moment in a process's life."""

    kind: Kind
    x: float
    number: int


@dataclass(frozen=True, slots=True)
class Lane:
    """One process; all y are in pixels."""

    title: Title
    y: int
    height: int
    begin: float
    end: float
    bars: tuple[Bar, ...]
    marks: tuple[Mark, ...]
    captions: tuple[Text, ...]

    @property
    def middle(self) -> int:
        """Where its bars are."""
        return self.y + 32

    @property
    def name_y(self) -> int:
        """Where the name stands beside it: above what else is said, if anything is."""
        return self.y + (17 if self.title.number else 36)


def build_titles(
    processes: Sequence[ProcessRecord], shown: Sequence[Happening]
) -> tuple[Title, ...]:
    """What is said of processes beside their lanes."""
    ends = {one.pid: one for one in shown if one.kind in ENDS}
    return tuple(_title(process, ends.get(process.pid)) for process in processes)


def gutter(titles: Sequence[Title]) -> int:
    """How many pixels of a wide page the names take."""
    return max(title.column for title in titles) + _BESIDE


def build_lanes(titles: Sequence[Title], layout: Layout) -> tuple[Lane, ...]:
    """The lanes of processes, from top to bottom."""
    lanes: list[Lane] = []
    points, y = _points(layout), TOP
    for title in titles:
        lanes.append(_lane(title, points[title.pid], layout, y))
        y += lanes[-1].height
    return tuple(lanes)


def _title(process: ProcessRecord, end: Happening | None) -> Title:
    """What is said of one process."""
    number = translate("pid {pid}").format(pid=process.pid)
    role = translate("daemon") if process.daemon else ""
    ended, tone = (end.label, _TONES[end.kind]) if end else ("", Tone.UNKNOWN)
    name = shortened(process.name, LONGEST)
    return Title(process.pid, name, number, role, ended, tone)


def _joined(*parts: str) -> str:
    return " · ".join(filter(None, parts))


def _points(layout: Layout) -> dict[int, list[Point]]:
    """The points at which each process is at work, by pid: who starts another is, too."""
    points: defaultdict[int, list[Point]] = defaultdict(list)
    for point in layout.points:
        points[point.pid].append(point)
        parent = layout.shown[point.key[0]].other
        if point.kind is Kind.START and parent is not None:
            points[parent].append(point)
    return points


def _lane(title: Title, points: Sequence[Point], layout: Layout, y: int) -> Lane:
    """The lane of one process, which is at work at some points."""
    captions = build_captions(title.pid, layout)
    xs = [layout.x[point.key] for point in points] or [0.0]
    return Lane(
        title=title,
        y=y,
        height=HIGH if captions else LOW,
        begin=xs[0],
        end=xs[-1],
        bars=build_bars(title.pid, points, layout),
        marks=build_marks(title.pid, layout),
        captions=captions,
    )


def build_marks(pid: int, layout: Layout) -> tuple[Mark, ...]:
    """What a process did at one moment, and its end."""
    return tuple(
        Mark(one.kind, layout.x[number, False], number)
        for number, one in layout.own.get(pid, [])
        if one.ended is None and one.kind not in (Kind.START, Kind.STUCK)
    )
