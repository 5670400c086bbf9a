"""What a test expected beside what it saw, with what differs marked: whole lines, or parts of them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from grader.grade import Explanation
from grader.language import translate
from grader.report.excerpt import shorten
from grader.report.words import Tone

ALIKE = 0.5
"""Share of two lines that is the same, from which on only the rest of them is marked."""
PAIRS = 40
"""Lines in a row at most that are looked at so closely."""
_TOKEN = re.compile(r"-?[0-9]+(?:\.[0-9]+)?|\w+|\s+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a line."""

    text: str
    differs: bool


@dataclass(frozen=True, slots=True)
class ValueLine:
    """One line of a value."""

    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """All of it."""
        return "".join(piece.text for piece in self.pieces)

    @property
    def differs(self) -> bool:
        """Whether anything of it is marked."""
        return any(piece.differs for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Value:
    """One of the two values."""

    name: str
    tone: Tone
    lines: tuple[ValueLine, ...]
    """None for an empty value."""


def build_values(why: Explanation) -> tuple[Value, ...]:
    """What was expected and what was seen, as far as the test says it."""
    expected, seen = _compared(_lines(why.expected), _lines(why.seen))
    values = []
    if why.expected is not None:
        values.append(Value(translate("Expected"), Tone.GOOD, expected))
    if why.seen is not None:
        values.append(Value(translate("Seen"), Tone.BAD, seen))
    return tuple(values)


def _lines(text: str | None) -> list[str]:
    """The lines of a value that are shown."""
    return shorten(text).split("\n") if text else []


def _compared(
    expected: list[str], seen: list[str]
) -> tuple[tuple[ValueLine, ...], tuple[ValueLine, ...]]:
    """Both values, with what only one of them has marked; nothing where that would be all."""
    blocks = SequenceMatcher(None, expected, seen, autojunk=False).get_opcodes()
    common = any(tag == "equal" for tag, *_ in blocks)
    left: list[ValueLine] = []
    right: list[ValueLine] = []
    for tag, begin, end, start, stop in blocks:
        lines, others = expected[begin:end], seen[start:stop]
        if tag == "replace" and _all_alike(lines, others):
            left += map(_in_part, lines, others)
            right += map(_in_part, others, lines)
        else:
            marked = common and tag != "equal"
            left += [ValueLine((Piece(line, marked),)) for line in lines]
            right += [ValueLine((Piece(line, marked),)) for line in others]
    return tuple(left), tuple(right)


def _all_alike(lines: list[str], others: list[str]) -> bool:
    """Whether each of some lines is much like its counterpart."""
    return len(lines) == len(others) <= PAIRS and all(map(_alike, lines, others))


def _in_part(line: str, other: str) -> ValueLine:
    """A line in which only what the other one lacks is marked."""
    return ValueLine(tuple(_pieces(line, other)))


def _alike(line: str, other: str) -> bool:
    """Whether two lines have so much in common that the rest is what matters."""
    return SequenceMatcher(None, _split(line), _split(other), autojunk=False).ratio() >= ALIKE


def _pieces(line: str, other: str) -> Iterator[Piece]:
    """The parts of a line, those that the other one lacks marked."""
    tokens = _split(line)
    matcher = SequenceMatcher(None, tokens, _split(other), autojunk=False)
    for tag, begin, end, _start, _stop in matcher.get_opcodes():
        if begin < end:
            yield Piece("".join(tokens[begin:end]), tag != "equal")


def _split(line: str) -> list[str]:
    return _TOKEN.findall(line)
