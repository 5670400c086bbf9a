"""How wide the letters of the picture are: one font, in which all have the same width."""

from unicodedata import east_asian_width

CHARACTER = 6.65
"""Pixels of one character at most; 0.602 of the font's size in DejaVu Sans Mono, less in others."""
WIDE = "\u1100"
"""The first letter that is wider than others (https://www.unicode.org/reports/tr11/)."""
NAME = 7.25
"""The same of a process's name, which is larger."""


def columns(text: str) -> int:
    """How many characters wide a text is: those of East Asian scripts count twice."""
    if max(text, default="") < WIDE:
        return len(text)
    return sum(2 if east_asian_width(one) in "WF" else 1 for one in text)


def shortened(text: str, most: int) -> str:
    """The text, cut to so many characters."""
    return text if len(text) <= most else f"{text[: most - 1]}…"
