"""The axis of a timeline: every moment in its order, with stretches of time between.

In virtual time everything happens at a few moments, and nothing between them. So what happens at
one moment gets columns side by side, in its order; and the stretch from one moment to the next is
as wide as its time, between bounds, beyond which the axis is marked as broken.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from grader.report.happening import INSTANT
from grader.report.lettering import CHARACTER, columns
from grader.report.quantity import short_seconds

MARGIN = 0.8
"""Columns that are left free on each side of a moment."""
SHORTEST, LONGEST = 3.0, 14.0
"""Width of a stretch, in columns."""
TAIL = 10.0
"""Width of what stands for «for ever», in columns."""
WIDE, NARROW = 815.0, 290.0
"""Pixels of the picture on a wide page, names included, and on a telephone, where they need none."""
COLUMN = 7.0
"""Pixels of a column at least; where the page has not so many, the picture is scrolled."""
GAP = 12.0
"""Pixels around a text."""
LETTERS = 8
"""Characters of a text at least, if it is cut."""


class Shown(StrEnum):
    """On which pages a text is shown; the style knows it by this name."""

    ALWAYS = ""
    ROOMY = "roomy"
    """On wide pages."""
    TIGHT = "tight"
    """On narrow ones."""


@dataclass(frozen=True, slots=True)
class Moment:
    """Everything that happens at one time: its place on the axis, in percent."""

    label: str
    x: float
    width: float
    shown: Shown
    """Where the label has room."""


@dataclass(frozen=True, slots=True)
class Axis:
    """Where columns stand, in percent of the width."""

    columns: tuple[float, ...]
    """The middle of each column."""
    moments: tuple[Moment, ...]
    breaks: tuple[float, ...]
    """Where time is longer than it looks."""
    width: float
    """Of all, in columns."""
    end: float
    """Where the last moment ends; «for ever» follows, where something waits so."""

    @property
    def step(self) -> float:
        """Half a column."""
        return 50 / self.width

    @staticmethod
    def is_one_moment(before: float, after: float) -> bool:
        """Whether two times, one after the other, are one moment."""
        return after - before < INSTANT


def build_axis(times: Iterable[float], gutter: int = 0, *, endless: bool) -> Axis:
    """The axis of columns at some times, given in order; there is one at least.

    `gutter` is what the names take of a wide page, in pixels.
    """
    groups = _moments(times)
    stretches = _stretches([(group[0], group[-1]) for group in groups])
    tail = TAIL if endless else 0.0
    width = sum(2 * MARGIN + len(group) for group in groups) + sum(stretches) + tail
    left, columns, moments = 0.0, [], []
    for group, stretch in zip(groups, [*stretches, 0.0], strict=True):
        columns += [100 * (left + MARGIN + 0.5 + step) / width for step in range(len(group))]
        wide = 2 * MARGIN + len(group)
        moments.append((group[0], 100 * left / width, 100 * wide / width))
        left += wide + stretch
    return Axis(
        tuple(columns),
        tuple(_labelled(moments, Room(width, gutter))),
        tuple(_breaks(moments, groups, stretches, width)),
        width,
        100 * (width - tail) / width,
    )


def _moments(times: Iterable[float]) -> list[list[float]]:
    """The times, those of one moment together."""
    groups: list[list[float]] = []
    for time in times:
        if groups and Axis.is_one_moment(groups[-1][-1], time):
            groups[-1].append(time)
        else:
            groups.append([time])
    return groups


def _lengths(moments: list[tuple[float, float]]) -> list[float]:
    """The time from the end of each moment to the next one."""
    return [after[0] - before[1] for before, after in pairwise(moments)]


def _stretches(moments: list[tuple[float, float]]) -> list[float]:
    """The width of each stretch between two moments, in columns."""
    lengths = _lengths(moments)
    longest = max(lengths, default=1.0)
    return [max(SHORTEST, LONGEST * length / longest) for length in lengths]


def _breaks(
    moments: list[tuple[float, float, float]],
    groups: list[list[float]],
    stretches: list[float],
    width: float,
) -> Iterable[float]:
    """The middles of the stretches that are longer than they look beside the others."""
    lengths = _lengths([(group[0], group[-1]) for group in groups])
    scales = [length / stretch for length, stretch in zip(lengths, stretches, strict=True)]
    finest = min(scales, default=0.0)
    for (_, x, wide), stretch, scale in zip(moments, stretches, scales, strict=False):
        if scale > 1.5 * finest:
            yield x + wide + 50 * stretch / width


def _labelled(moments: list[tuple[float, float, float]], room: "Room") -> Iterable[Moment]:
    """The moments with their labels; one that comes too soon after another has none."""
    taken = {True: -1.0, False: -1.0}
    for time, x, wide in moments:
        label = short_seconds(time)
        shown = Shown.ROOMY if x < taken[False] else Shown.ALWAYS
        yield Moment(label if x >= taken[True] else "", x, wide, shown)
        for page in (True, False):
            if x >= taken[page]:
                taken[page] = x + room.share(label, wide=page)


@dataclass(frozen=True, slots=True)
class Room:
    """How much text a picture has room for."""

    width: float
    """Of the picture, in columns."""
    gutter: int = 0
    """What the names take of a wide page, in pixels."""

    def share(self, text: str, *, wide: bool) -> float:
        """The part that a text takes, in percent, on a wide page or on a telephone."""
        return 100 * (columns(text) * CHARACTER + GAP) / self._pixels(wide=wide)

    def fits(self, text: str, percent: float, *, wide: bool) -> bool:
        """Whether a part has room for a text on a wide page, or on a telephone."""
        return self.share(text, wide=wide) <= percent

    def cut(self, text: str, percent: float, *, wide: bool) -> str:
        """The text, cut to what a part has room for; empty where nothing would be left to read."""
        if self.fits(text, percent, wide=wide):
            return text
        letters = int((percent * self._pixels(wide=wide) / 100 - GAP) / CHARACTER) - 1
        return f"{text[:letters]}…" if letters >= LETTERS else ""

    def _pixels(self, *, wide: bool) -> float:
        return max(WIDE - self.gutter if wide else NARROW, COLUMN * self.width)
