"""The words in the picture of a run: on bars, and below the marks of what was printed or sent."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from grader.report.axis import Room, Shown
from grader.report.column import Layout
from grader.report.happening import Happening, Kind
from grader.report.lettering import shortened

WHOLE = 100.0
"""Percent: the end of the picture."""
LONGEST = 48
"""Characters of a caption; the run's output has all of it."""
VALUE = 24
"""Characters of a value that is shown: of one, a part tells nothing."""
_PRINTED = frozenset({Kind.PRINT, Kind.ERROR, Kind.RAISE})
_VALUES = frozenset({Kind.READ, Kind.WRITE, Kind.GIVE})


@dataclass(frozen=True, slots=True)
class Text:
    """Words in the picture."""

    text: str
    x: float
    shown: Shown
    leftwards: bool = False
    """Whether `x` is where it ends."""


@dataclass(frozen=True, slots=True)
class _Marked:
    """What belongs below a mark at `x`, in percent."""

    x: float
    text: str = ""
    divisible: bool = True
    """Whether a part of it is worth showing."""


def on_bar(one: Happening, x: float, percent: float, room: Room) -> tuple[Text, ...]:
    """What stands on the bar of a sleep or a wait: as many words as there is room for."""
    words = one.label, one.brief
    wide = _fitting(words, percent, room, wide=True)
    narrow = _fitting(words, percent, room, wide=False)
    if wide == narrow:
        return (Text(wide, x, Shown.ALWAYS),) if wide else ()
    texts = Text(wide, x, Shown.ROOMY), Text(narrow, x, Shown.TIGHT)
    return tuple(text for text in texts if text.text)


def _fitting(texts: Sequence[str], percent: float, room: Room, *, wide: bool) -> str:
    """The first text that fits into a part, else the last one, cut."""
    fitting = (text for text in texts if room.fits(text, percent, wide=wide))
    return next(fitting, room.cut(texts[-1], percent, wide=wide))


def build_captions(pid: int, layout: Layout) -> tuple[Text, ...]:
    """What stands below the marks of a process, as far as there is room, and what it waits for."""
    own = layout.own.get(pid, [])
    marked = [
        _Marked(layout.x[number, False], shortened(one.label, LONGEST), one.kind in _PRINTED)
        for number, one in own
        if one.kind in _PRINTED or (one.kind in _VALUES and len(one.label) <= VALUE)
    ]
    stuck = next((one.value for _, one in own if one.kind is Kind.STUCK and one.value), "")
    reserved = layout.room.share(stuck, wide=True) if stuck else 0.0
    captions = [
        *_below_marks(marked, max(0.0, WHOLE - reserved), layout.room),
        _at_the_end(stuck, WHOLE, layout.room),
    ]
    return tuple(text for text in captions if text.text)


def _below_marks(marked: Sequence[_Marked], end: float, room: Room) -> Iterator[Text]:
    """What was printed or sent, up to where the picture ends or something else stands."""
    begin = 0.0
    for one, after in pairwise([*marked, _Marked(end)]):
        percent = after.x - one.x
        if after.x == WHOLE and one.divisible and not room.fits(one.text, percent, wide=True):
            yield _at_the_end(one.text, after.x - begin, room)
        elif text := _whole_or_part(one, percent, room):
            yield Text(text, one.x, _where(text, percent, room))
            begin = one.x + room.share(text, wide=True)


def _whole_or_part(one: _Marked, percent: float, room: Room) -> str:
    """As much of a text as there is room for; empty where it is too little."""
    text = room.cut(one.text, percent, wide=True)
    return text if one.divisible or text == one.text else ""


def _at_the_end(label: str, percent: float, room: Room) -> Text:
    """A text that ends where the picture ends."""
    text = room.cut(label, percent, wide=True)
    return Text(text, WHOLE, _where(text, percent, room), leftwards=True)


def _where(text: str, percent: float, room: Room) -> Shown:
    """The pages on which a text that fits a wide one is shown."""
    return Shown.ALWAYS if room.fits(text, percent, wide=False) else Shown.ROOMY
