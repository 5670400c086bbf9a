"""The timeline of a run in characters: what the report draws, in a line for each process."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from grader.cli.strokes import cell, covered, line
from grader.cli.terminal import TONE_STYLE, phrase, spaced
from grader.language import translate_plural
from grader.report.axis import Axis
from grader.report.lane import Lane
from grader.report.timeline import Timeline

NAME = 24
"""Columns of a process's name that are shown."""
LEAST = 32
"""Columns of a line that names and ends may stand beside; else they stand above it."""
GAP = 2
SPACIOUS = 2
"""Characters for each column of the report's, at most."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """One process: what it is called, what it did, and how it ended."""

    name: Text
    line: Text
    fate: Text


def picture(timeline: Timeline, width: int) -> Iterator[RenderableType]:
    """The picture of a run, no wider than `width`."""
    beside = room_beside(timeline, width)
    room = width if beside < LEAST else beside
    drawn = min(room, max(LEAST, ceil(SPACIOUS * timeline.axis.width)))
    lanes = [Drawn(name(lane, timeline), line(lane, drawn), fate(lane)) for lane in timeline.lanes]
    axis = Text(ruler(timeline.axis, drawn), "dim")
    yield from stacked(axis, lanes) if beside < LEAST else [table(axis, lanes)]
    if count := sum(covered(lane, drawn) for lane in timeline.lanes):
        yield phrase(told_below(count), "dim")


def room_beside(timeline: Timeline, width: int) -> int:
    """How much room names and ends leave for lines beside them."""
    names = max(name(lane, timeline).cell_len for lane in timeline.lanes)
    fates = max(fate(lane).cell_len for lane in timeline.lanes)
    return width - names - fates - 2 * GAP


def name(lane: Lane, timeline: Timeline) -> Text:
    """What a process is called: with its pid where another has the same name."""
    called = phrase(lane.title.name)
    called.truncate(NAME, overflow="ellipsis")
    if Counter(one.title.name for one in timeline.lanes)[lane.title.name] > 1:
        called.append(f" ({lane.title.number})", "dim")
    if lane.title.role:
        called.append(f" ({lane.title.role})", "dim")
    return called


def fate(lane: Lane) -> Text:
    """How a process ended."""
    return phrase(lane.title.ended, TONE_STYLE[lane.title.tone])


def table(axis: Text, lanes: Sequence[Drawn]) -> Table:
    """The picture where names and ends stand beside the lines."""
    grid = Table.grid(padding=(0, GAP, 0, 0))
    for _column in range(3):
        grid.add_column(no_wrap=True)
    grid.add_row("", axis, "")
    for lane in lanes:
        grid.add_row(lane.name, lane.line, lane.fate)
    return grid


def stacked(axis: Text, lanes: Sequence[Drawn]) -> Iterator[Text]:
    """The picture where they stand above."""
    yield axis
    for lane in lanes:
        yield Text.assemble(lane.name, " " * GAP, lane.fate)
        yield lane.line


def told_below(count: int) -> str:
    """What is said of marks that others cover."""
    words = translate_plural(
        "{count} mark has no room of its own in this picture: see below.",
        "{count} marks have no room of their own in this picture: see below.",
        count,
    )
    return words.format(count=count)


def ruler(axis: Axis, width: int) -> str:
    """The axis: its moments with their times, as far as there is room, and where it is broken."""
    written = " " * width
    for choices in inscriptions(axis, width):
        found = (write(written, words, begin) for words, begin in choices)
        written = next(filter(None, found), written)
    return written.rstrip()


def inscriptions(axis: Axis, width: int) -> Iterator[Sequence[tuple[str, int]]]:
    """What is written on an axis: for each of it, the places that it may have."""
    for moment in axis.moments:
        label = spaced(moment.label)
        place = cell(min(x for x in axis.columns if x >= moment.x), width)
        if label:
            yield (f"│{label}", place), (f"{label}│", place - len(label))
    for x in axis.breaks:
        yield [("//", cell(x, width))]


def write(written: str, words: str, begin: int) -> str:
    """What is written, and words at a place; empty where they would touch others, or not fit."""
    end = begin + len(words)
    if begin < 0 or end > len(written) or written[max(0, begin - 1) : end].strip():
        return ""
    return written[:begin] + words + written[end:]
