"""What a test expected beside what it saw, with the lines marked in which they differ."""

from dataclasses import dataclass
from difflib import SequenceMatcher

from grader.grade import Explanation
from grader.language import translate
from grader.report.excerpt import shorten
from grader.report.words import Tone


@dataclass(frozen=True, slots=True)
class ValueLine:
    """One line of a value."""

    text: str
    differs: bool
    """Whether the other value lacks it, where the two have other lines in common."""


@dataclass(frozen=True, slots=True)
class Value:
    """One of the two values."""

    name: str
    tone: Tone
    lines: tuple[ValueLine, ...]
    """None for an empty value."""


def build_values(why: Explanation) -> tuple[Value, ...]:
    """What was expected and what was seen, as far as the test says it."""
    expected, seen = _lines(why.expected), _lines(why.seen)
    common_expected, common_seen = _common(expected, seen)
    values = []
    if why.expected is not None:
        lines = _marked(expected, common_expected)
        values.append(Value(translate("Expected"), Tone.GOOD, lines))
    if why.seen is not None:
        values.append(Value(translate("Seen"), Tone.BAD, _marked(seen, common_seen)))
    return tuple(values)


def _lines(text: str | None) -> list[str]:
    """The lines of a value that are shown."""
    return shorten(text).split("\n") if text else []


def _common(expected: list[str], seen: list[str]) -> tuple[set[int], set[int]]:
    """The positions, in each of the two, of the lines that they share in one order."""
    blocks = SequenceMatcher(None, expected, seen, autojunk=False).get_matching_blocks()
    return (
        {block.a + step for block in blocks for step in range(block.size)},
        {block.b + step for block in blocks for step in range(block.size)},
    )


def _marked(lines: list[str], common: set[int]) -> tuple[ValueLine, ...]:
    """The lines, those that are not common marked; none where all would be."""
    return tuple(
        ValueLine(line, bool(common) and position not in common)
        for position, line in enumerate(lines)
    )
