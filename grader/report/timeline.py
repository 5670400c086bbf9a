"""The timeline of a run: a lane for each process, along virtual time, and the same in words.

All positions are decided here: x in percent of the width, y in pixels. So the picture is as wide as
the page, and its text stays as large as it is.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import ceil

from grader.language import translate_plural
from grader.report.axis import COLUMN, NARROW, Axis
from grader.report.column import build_layout
from grader.report.excerpt import excerpt
from grader.report.happening import ENDS, Happening, Kind
from grader.report.key import Sign, build_key
from grader.report.lane import Lane, build_lanes, build_titles, gutter
from grader.report.place import Anchors
from grader.report.quantity import short_seconds
from grader.report.story import happenings
from grader.report.travel import Arrow, build_arrows
from grader.runs.trace import Place, ProcessRecord, Run

HAPPENINGS = (36, 24)
"""What is shown of what happened, beside the ends of processes: the first and the last of it."""
LANES = (12, 4)
STEP = 160
"""Pixels; a picture that is wider than a telephone is so by some such steps."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened, in words."""

    anchor: str
    kind: Kind
    time: str
    """Empty where it is that of the entry before."""
    text: str
    place: str
    """The student's line in words; empty where the page does not show it."""
    href: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """The picture, and the same in words."""

    anchor: str
    lanes: tuple[Lane, ...]
    arrows: tuple[Arrow, ...]
    axis: Axis
    gutter: int
    """Pixels that the names take on a wide page."""
    height: int
    """Pixels."""
    size: int
    """Least width in steps; 0 where it fits a telephone."""
    key: tuple[Sign, ...]
    entries: tuple[Entry, ...]
    """By the number that bars and marks give."""
    notes: tuple[str, ...]
    """What is left out."""
    marks: tuple[tuple[Place, str], ...]
    """The ids of the entries that tell of a line of the student's."""


def build_timeline(
    run: Run, anchor: str, anchors: Anchors, most: tuple[int, int] = HAPPENINGS
) -> Timeline | None:
    """The timeline of a run; None where one process did nothing but print.

    Of what happened, beside the ends of processes, it shows the first and the last: `most` of each.
    """
    if len(run.processes) == 1 and not run.spans:
        return None
    processes, unseen = _processes(run.processes)
    shown, left_out = _shown(replace(run, processes=tuple(processes)), most)
    if not shown:
        return None
    titles = build_titles(processes, shown)
    layout = build_layout(shown, gutter(titles))
    lanes = build_lanes(titles, layout)
    entries = tuple(_entries(shown, anchor, anchors))
    return Timeline(
        anchor=anchor,
        lanes=lanes,
        arrows=build_arrows(layout, lanes),
        axis=layout.axis,
        gutter=layout.room.gutter,
        height=lanes[-1].y + lanes[-1].height,
        size=size_of(layout.axis),
        key=build_key(lanes),
        entries=entries,
        notes=tuple(filter(None, (left_out, unseen))),
        marks=tuple(
            (one.place, entry.anchor)
            for one, entry in zip(shown, entries, strict=True)
            if one.place is not None
        ),
    )


def _shown(run: Run, most: tuple[int, int]) -> tuple[list[Happening], str]:
    """What is shown of what happened, and what is said of the rest."""
    pids = {process.pid for process in run.processes}
    found = [one for one in happenings(run) if one.pid in pids]
    others = [number for number, one in enumerate(found) if one.kind not in ENDS]
    shown = excerpt(others, *most)
    left_out = set(others) - {*shown.first, *shown.last}
    words = translate_plural(
        "{count} thing that happened in the middle is left out.",
        "{count} things that happened in the middle are left out.",
        len(left_out),
    )
    kept = [one for number, one in enumerate(found) if number not in left_out]
    return kept, words.format(count=len(left_out)) if left_out else ""


def _processes(records: Sequence[ProcessRecord]) -> tuple[list[ProcessRecord], str]:
    """The processes that have a lane, and what is said of the others."""
    shown = excerpt(sorted(records, key=lambda record: record.order), *LANES)
    words = translate_plural(
        "{count} process is not in the picture.",
        "{count} processes are not in the picture.",
        shown.left_out,
    )
    said = words.format(count=shown.left_out) if shown.left_out else ""
    return [*shown.first, *shown.last], said


def size_of(axis: Axis) -> int:
    """How many steps a picture is wider than a telephone, at least."""
    return max(0, ceil((COLUMN * axis.width - NARROW) / STEP))


def _entries(shown: Sequence[Happening], anchor: str, anchors: Anchors) -> Iterator[Entry]:
    """What is shown, in words."""
    places = {one.place for one in shown if one.place}
    links = {place: anchors.short_link(place) for place in places}
    before = ""
    for number, one in enumerate(shown, 1):
        link = links[one.place] if one.place else None
        time = short_seconds(one.time)
        yield Entry(
            anchor=f"{anchor}-{number}",
            kind=one.kind,
            time="" if time == before else time,
            text=one.text,
            place=link.text if link else "",
            href=(link.href or "") if link else "",
        )
        before = time
