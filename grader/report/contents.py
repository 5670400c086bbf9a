"""Two values of one form, item by item: what a dictionary or a list should hold, and what it holds."""

import ast
import warnings
from dataclasses import dataclass
from typing import Any

from grader.report.excerpt import cut

ITEMS = 60
"""Items of a value at most that are compared one by one."""
WIDTH = 200
"""Characters of an item that are shown."""


@dataclass(frozen=True, slots=True)
class Row:
    """One item of both values."""

    name: str
    """Its key or its position."""
    expected: str
    """Empty where it should not be there."""
    seen: str
    """Empty where it is missing."""
    differs: bool


def build_rows(expected: str | None, seen: str | None) -> tuple[Row, ...]:
    """The items of two dictionaries, or of two lists or tuples; none of what is empty or else."""
    values = _read(expected), _read(seen)
    if not all(type(value) is dict for value in values) and not all(
        type(value) in (list, tuple) for value in values
    ):
        return ()
    tables = [_items(value) for value in values]
    keys = list(dict.fromkeys(key for table in tables for key in table))
    if not 1 < len(keys) <= ITEMS or not all(tables):
        return ()
    return tuple(_row(key, *tables) for key in keys)


def _read(text: str | None) -> Any:
    """The value that a text stands for; None where it stands for none."""
    if not text or text[0] not in "{[(":
        return None
    with warnings.catch_warnings():
        # It may be any text, and nobody is to hear what Python thinks of its style.
        warnings.simplefilter("ignore")
        try:
            return ast.literal_eval(text)
        except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError):
            return None


def _items(value: Any) -> dict[str, str]:
    """Each item by its key or position, both as Python writes them."""
    pairs = value.items() if type(value) is dict else enumerate(value)
    return {repr(key): repr(item) for key, item in pairs}


def _row(key: str, expected: dict[str, str], seen: dict[str, str]) -> Row:
    """One row."""
    return Row(
        name=cut(key, WIDTH),
        expected=cut(expected.get(key, ""), WIDTH),
        seen=cut(seen.get(key, ""), WIDTH),
        differs=expected.get(key) != seen.get(key),
    )
