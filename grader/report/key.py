"""The key of a timeline: what its shapes mean, those alone that it shows."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from grader.language import translate
from grader.report.happening import Kind
from grader.report.lane import Lane


@dataclass(frozen=True, slots=True)
class Sign:
    """One shape, and what it means."""

    kind: str
    """As the style knows it."""
    is_bar: bool
    """Whether it is a bar, not a mark."""
    words: str


def build_key(lanes: Iterable[Lane]) -> tuple[Sign, ...]:
    """The key of a picture: bars first, then marks in the order of `Kind`."""
    shown = [*lanes]
    bars = {bar.kind for lane in shown for bar in lane.bars}
    marks = {mark.kind for lane in shown for mark in lane.marks}
    return (
        *(Sign(kind, True, words()) for kind, words in _BARS.items() if kind in bars),
        *(Sign(kind, False, words()) for kind, words in _MARKS.items() if kind in marks),
    )


# Functions, because the language is known only when they are called.
_BARS: dict[str, Callable[[], str]] = {
    "run": lambda: translate("at work"),
    "sleep": lambda: translate("asleep"),
    "wait": lambda: translate("waiting"),
    "stuck": lambda: translate("waiting for ever"),
}
_MARKS: dict[Kind, Callable[[], str]] = {
    Kind.PRINT: lambda: translate("prints"),
    Kind.ERROR: lambda: translate("writes to standard error"),
    Kind.GIVE: lambda: translate("puts or sends"),
    Kind.TAKE: lambda: translate("gets or receives"),
    Kind.SET: lambda: translate("sets an event"),
    Kind.READ: lambda: translate("reads shared memory"),
    Kind.WRITE: lambda: translate("writes shared memory"),
    Kind.STOP: lambda: translate("terminates or kills another"),
    Kind.RAISE: lambda: translate("raises an exception"),
    Kind.END: lambda: translate("ends"),
    Kind.FAILURE: lambda: translate("ends with an exit code other than 0"),
    Kind.KILL: lambda: translate("ended by a signal"),
    Kind.CUT: lambda: translate("stopped at the end"),
}
