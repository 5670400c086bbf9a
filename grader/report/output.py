"""What a run printed, grouped by who wrote it and when."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from grader.report.excerpt import cut, excerpt, lines_left_out
from grader.report.quantity import seconds
from grader.runs.trace import Line

TALL = 20
"""Lines that a page shows without scrolling."""


@dataclass(frozen=True, slots=True)
class Group:
    """Lines that one process wrote at one time, one after the other."""

    process: str
    pid: int
    time: str
    text: str


@dataclass(frozen=True, slots=True)
class Output:
    """One stream's output: its beginning, a note of what is missing, and its end."""

    first: tuple[Group, ...]
    left_out: str
    """Empty where all is shown."""
    last: tuple[Group, ...]
    tall: bool = False
    """Whether there is so much that it is scrolled."""


def build_output(lines: Sequence[Line]) -> Output:
    """The output that some lines make."""
    shown = excerpt(sorted(lines, key=lambda line: line.order))
    return Output(
        _groups(shown.first),
        lines_left_out(shown.left_out),
        _groups(shown.last),
        tall=len(lines) > TALL,
    )


def _groups(lines: Iterable[Line]) -> tuple[Group, ...]:
    """Consecutive lines by writer and by the time that is shown."""
    return tuple(
        Group(cut(process, 60), pid, time, "\n".join(cut(line.text) for line in group))
        for (process, pid, time), group in groupby(lines, key=_writer)
    )


def _writer(line: Line) -> tuple[str, int, str]:
    """Who wrote a line, and when."""
    return line.process, line.pid, seconds(line.time)
