"""Two stories of a test, what should have happened when and what did, above each other on one axis."""

import ast
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from grader.language import translate
from grader.report.axis import Room, build_axis
from grader.report.caption import WHOLE, build_captions
from grader.report.column import Layout, by_process
from grader.report.happening import INSTANT, Happening, Kind
from grader.report.lane import HIGH, TOP, Lane, Title, build_marks, gutter
from grader.report.timeline import Timeline, size_of
from grader.report.words import Tone

LINES = 24
"""Of both stories together, at most."""
_TOLD = re.compile(
    r"(?:(?P<who>[^:]{1,60}), )?(?:after )?(?P<time>[0-9]{1,9}\.[0-9]{1,6}) s(?:: |  )(?P<text>.+)"
)
"""How hidden tests write a line of a story, e.g. `get_data, after 1.0 s: ready`."""
_EXPECTED, _SEEN = 1, 2


@dataclass(frozen=True, slots=True)
class _Event:
    """One line of a story."""

    time: float
    text: str


def build_stories(expected: str | None, seen: str | None, anchor: str) -> Timeline | None:
    """The picture of two stories; None of what is none, and where all is at one moment."""
    told = _read(expected), _read(seen)
    if not all(told) or len(told[0]) + len(told[1]) > LINES:
        return None
    times = [event.time for story in told for event in story]
    if max(times) - min(times) < INSTANT:
        return None
    return _picture(_happenings(*told), anchor)


def _read(text: str | None) -> list[_Event]:
    """The events of a story, in order; none of a text that is no story."""
    lines = [*_lines(text)] if text else []
    found = [_TOLD.fullmatch(line) for line in lines]
    events = [_event(one) for one in found if one is not None]
    return sorted(events, key=lambda event: event.time) if len(events) == len(found) else []


def _lines(text: str) -> Iterator[str]:
    """The lines of a story; those of several processes with their names, where those are given."""
    if text[0] not in "{[":
        yield from text.split("\n")
        return
    try:
        value = ast.literal_eval(text)
    except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError):
        return
    stories = value.items() if isinstance(value, dict) else (("", one) for one in value)
    for name, lines in stories:
        for line in lines if isinstance(lines, list) else [lines]:
            yield f"{name}, {line}" if name else str(line)


def _event(found: re.Match[str]) -> _Event:
    who = found["who"]
    return _Event(float(found["time"]), f"{who}: {found['text']}" if who else found["text"])


def _happenings(expected: Sequence[_Event], seen: Sequence[_Event]) -> list[Happening]:
    """Both stories as a timeline takes them; what was not expected looks like an error."""
    left = Counter(expected)
    shown = [_happening(event, _EXPECTED, Kind.PRINT) for event in expected]
    for event in seen:
        left[event] -= 1
        shown.append(_happening(event, _SEEN, Kind.PRINT if left[event] >= 0 else Kind.ERROR))
    return shown


def _happening(event: _Event, pid: int, kind: Kind) -> Happening:
    return Happening(kind, pid, event.time, 0, event.text, event.text)


def _picture(shown: Sequence[Happening], anchor: str) -> Timeline:
    """The picture of both stories."""
    titles = (
        Title(_EXPECTED, translate("Expected"), "", "", "", Tone.GOOD),
        Title(_SEEN, translate("Seen"), "", "", "", Tone.BAD),
    )
    layout = _layout(shown, gutter(titles))
    lanes = tuple(_lane(title, TOP + HIGH * at, layout) for at, title in enumerate(titles))
    return Timeline(
        anchor=anchor,
        lanes=lanes,
        arrows=(),
        axis=layout.axis,
        gutter=layout.room.gutter,
        height=TOP + HIGH * len(lanes),
        size=size_of(layout.axis),
        key=(),
        entries=(),
        notes=(),
        marks=(),
    )


def _layout(shown: Sequence[Happening], width: int) -> Layout:
    """Where events stand: those of one time and one place in their stories above each other."""
    before: Counter[tuple[int, float]] = Counter()
    places = []
    for one in shown:
        places.append((one.time, before[one.pid, one.time]))
        before[one.pid, one.time] += 1
    columns = sorted(set(places))
    axis = build_axis([time for time, _ in columns], width, endless=False)
    x = {(number, False): axis.columns[columns.index(at)] for number, at in enumerate(places)}
    return Layout(tuple(shown), axis, (), x, Room(axis.width, width), by_process(shown))


def _lane(title: Title, y: int, layout: Layout) -> Lane:
    """One story."""
    marks, captions = build_marks(title.pid, layout), build_captions(title.pid, layout)
    return Lane(title, y, HIGH, 0.0, WHOLE, (), marks, captions)
