"""Text for a terminal: what a student's program wrote can neither steer it nor hide in it."""

import codecs
import sys
import unicodedata
from collections.abc import Sequence
from contextlib import suppress
from io import TextIOWrapper

STAND_INS = dict(zip("·…→✓✗│─━┄┣┫◆◇▸◂▴▾", "-~>+x|-=.+|*%><^v", strict=True))
"""What is written for a sign of ours that an encoding lacks: as wide, so that columns stay."""


def visible(text: str) -> str:
    r"""Return `text` with control and formatting characters spelled out, e.g. `\x1b`.

    Line ends stay. Marks that turn the direction of writing and half characters are spelled out too.
    """
    return "".join(c if c.isprintable() or c == "\n" else spelled(c) for c in text)


def in_line(text: str) -> str:
    r"""Return `text` in one line: the same, with its line ends spelled out, too."""
    return visible(text).replace("\n", r"\n")


def spelled(character: str) -> str:
    """Return a character as Python writes it in a string."""
    return character.encode("unicode_escape").decode("ascii")


def as_written(text: str) -> str:
    """Return text of a command's help with click's mark for paragraphs that keep their lines."""
    return "\n\n".join(f"\b\n{paragraph}" for paragraph in text.split("\n\n"))


def number(value: float) -> str:
    """Return points as they are read: no more digits than they need, two after the point at most."""
    return f"{round(value, 2):.10g}"


def columns(rows: Sequence[Sequence[str]]) -> list[str]:
    """Return the rows as lines whose cells stand below one another, two spaces apart."""
    widths = [max(map(cells, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(
            cell + " " * (width - cells(cell)) for cell, width in zip(row, widths, strict=True)
        ).rstrip()
        for row in rows
    ]


def cells(text: str) -> int:
    """Return how many columns of a terminal `text` takes; Korean letters take two each."""
    return sum(character_cells(character) for character in text)


def character_cells(character: str) -> int:
    """Return how many columns of a terminal one character takes."""
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def stand_in(error: UnicodeError) -> tuple[str, int]:
    """What is written for what an encoding cannot write: what looks like it, or how it is spelled.

    An error handler of codecs: https://docs.python.org/3/library/codecs.html#error-handlers
    """
    if not isinstance(error, UnicodeEncodeError):
        raise error
    unwritable = error.object[error.start : error.end]
    return "".join(STAND_INS.get(c) or spelled(c) for c in unwritable), error.end


def never_fail() -> None:
    """Make the standard streams write something for what their encoding cannot write."""
    codecs.register_error("stand_in", stand_in)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            with suppress(ValueError, OSError):
                stream.reconfigure(errors="stand_in")
