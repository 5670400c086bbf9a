"""What a process did, drawn in one line of characters: strokes, each over those before it.

Positions are the report's, in percent of the width. Where a line has fewer characters than the
report has columns, marks come to share one.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from rich.text import Text

from grader.report.bar import Bar
from grader.report.happening import ENDS, Kind
from grader.report.lane import Lane

SIGNS = {
    Kind.START: ("┣", "dim"),
    Kind.SLEEP: ("z", "blue"),
    Kind.WAIT: ("┄", "yellow"),
    Kind.PRINT: ("◆", "bold"),
    Kind.ERROR: ("◇", "bold red"),
    Kind.GIVE: ("▸", "bold cyan"),
    Kind.TAKE: ("◂", "bold cyan"),
    Kind.SET: ("▴", "bold magenta"),
    Kind.READ: ("r", "cyan"),
    Kind.WRITE: ("w", "cyan"),
    Kind.STOP: ("▾", "bold magenta"),
    Kind.RAISE: ("!", "bold red"),
    Kind.END: ("┫", "green"),
    Kind.FAILURE: ("┫", "yellow"),
    Kind.KILL: ("✗", "bold red"),
    Kind.STUCK: ("┄", "bold red"),
    Kind.CUT: ("✗", "bold red"),
}
"""A character and its style for whatever happens; text.py has others for those that few encodings know."""
LIFE = ("─", "dim")
WORK = ("━", "green")
BARS = {"sleep": SIGNS[Kind.SLEEP], "wait": SIGNS[Kind.WAIT], "stuck": SIGNS[Kind.STUCK]}

_RANKS = (Kind.READ, Kind.WRITE, Kind.SET, Kind.STOP, Kind.TAKE, Kind.GIVE, Kind.PRINT, Kind.ERROR)
"""Of marks that share a character, the last one of these is shown, and an end over all."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """A sign from one character of a line to another."""

    begin: int
    end: int
    sign: tuple[str, str]


def line(lane: Lane, width: int) -> Text:
    """The line of a process, from left to right."""
    cells = [(" ", "")] * width
    first, last = cell(lane.begin, width), cell(end(lane), width)
    for stroke in strokes(lane, width):
        for place in range(max(stroke.begin, first), min(stroke.end, last + 1)):
            cells[place] = stroke.sign
    alike = groupby(cells, key=lambda sign: sign[1])
    return Text.assemble(*(("".join(sign for sign, _ in group), style) for style, group in alike))


def strokes(lane: Lane, width: int) -> Iterator[Stroke]:
    """What a line is drawn with: its length, what took time, when it was at work, and its marks."""
    begin = cell(lane.begin, width)
    yield Stroke(begin, cell(lane.end, width) + 1, LIFE)
    for bar in sorted(lane.bars, key=lambda bar: bar.kind not in BARS):
        yield stretch(bar, width)
    yield Stroke(begin, begin + 1, SIGNS[Kind.START])
    for mark in sorted(lane.marks, key=lambda mark: rank(mark.kind)):
        place = cell(mark.x, width)
        yield Stroke(place, place + 1, SIGNS[mark.kind])


def stretch(bar: Bar, width: int) -> Stroke:
    """A stretch of a process's life: the characters whose middles it covers, one at least."""
    begin, end = (round(x * width / 100) for x in (bar.x, bar.x + bar.width))
    if begin >= end:
        begin = cell(bar.x + bar.width / 2, width)
    return Stroke(begin, max(begin + 1, end), BARS.get(bar.kind, WORK))


def cell(x: float, width: int) -> int:
    """The character at `x` percent."""
    return min(width - 1, int(x * width / 100))


def end(lane: Lane) -> float:
    """Where a line ends; that of a process that waits for ever does so beyond the last moment."""
    return max([lane.end, *(bar.x + bar.width for bar in lane.bars if bar.kind == "stuck")])


def rank(kind: Kind) -> int:
    """How much a mark matters beside another."""
    return _RANKS.index(kind) if kind in _RANKS else len(_RANKS) + (kind in ENDS)


def covered(lane: Lane, width: int) -> int:
    """How many marks of a line another one covers."""
    return len(lane.marks) - len({cell(mark.x, width) for mark in lane.marks})
