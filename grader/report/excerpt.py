"""What is shown of something too long to show whole, and the words that say what is missing."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from grader.language import translate_plural

FIRST = 200
LAST = 50
WIDTH = 400
"""Characters of one line."""

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Excerpt(Generic[Item]):
    """The beginning and the end of a sequence."""

    first: tuple[Item, ...]
    last: tuple[Item, ...]
    """Empty where nothing is left out."""
    left_out: int


def excerpt(items: Sequence[Item], first: int = FIRST, last: int = LAST) -> Excerpt[Item]:
    """The first and the last items; all of them where they are few."""
    if len(items) <= first + last:
        return Excerpt(tuple(items), (), 0)
    left_out = len(items) - first - last
    return Excerpt(tuple(items[:first]), tuple(items[len(items) - last :]), left_out)


def cut(line: str, width: int = WIDTH) -> str:
    """The line, cut where it is far too long, with a note of how much is missing."""
    if len(line) <= width:
        return line
    missing = len(line) - width
    note = translate_plural(
        "{count} more character is left out", "{count} more characters are left out", missing
    )
    return f"{line[:width]} … [{note.format(count=missing)}]"


def shorten(text: str) -> str:
    """A text of many lines with its middle left out, and each of its lines cut."""
    lines = excerpt([cut(line) for line in text.split("\n")])
    if not lines.left_out:
        return "\n".join(lines.first)
    return "\n".join([*lines.first, f"[{lines_left_out(lines.left_out)}]", *lines.last])


def lines_left_out(count: int) -> str:
    """The note that stands where lines are missing; empty where none is."""
    if not count:
        return ""
    note = translate_plural(
        "{count} line is left out here", "{count} lines are left out here", count
    )
    return note.format(count=count)
