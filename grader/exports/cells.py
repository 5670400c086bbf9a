"""The cells of a CSV file, in which no spreadsheet program finds a formula."""

import csv
import io
import re
from collections.abc import Iterable, Sequence

Cell = str | float | None

# What programs take for the beginning of a formula, the full-width signs of East Asian keyboards
# included, at the beginning of a cell and after what may begin another one where a file is read
# with another separator (https://owasp.org/www-community/attacks/CSV_Injection).
_FORMULA = re.compile(r"(?:^(?=[ \xa0]*[=+\-@\t\r\n＝＋－＠])|(?<=[;,|\t\r\n])(?=[=+\-@＝＋－＠]))")  # noqa: RUF001
_NUMBER = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)?%?")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def to_csv(rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return the rows as CSV (RFC 4180) in UTF-8."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows([written(cell) for cell in row] for row in rows)
    return text.getvalue().encode()


def written(cell: Cell) -> str:
    """Return what stands in the file for a cell: nothing for None, the whole number for 10.0."""
    if cell is None:
        return ""
    return harmless(cell) if isinstance(cell, str) else number(cell)


def number(value: float) -> str:
    """Return a number with all its digits, and none that it does not need."""
    return str(int(value)) if value == int(value) else repr(float(value))


def harmless(text: str) -> str:
    """Return text that no spreadsheet program runs: an apostrophe stands before a formula.

    Text that is a number stays as it is. Control characters and half characters, which CSV
    readers choke on, become U+FFFD.
    """
    text = _CONTROL.sub("\N{REPLACEMENT CHARACTER}", text)
    return text if _NUMBER.fullmatch(text) else _FORMULA.sub("'", text)
