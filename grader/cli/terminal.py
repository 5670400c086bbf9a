"""The terminal: what is printed there, in styles of rich, as wide as it is."""

from rich.console import Console
from rich.table import Table
from rich.text import Text

from grader.cli.text import in_line, visible
from grader.report.words import Tone

INDENT = (0, 0, 0, 2)
TONE_STYLE = {Tone.GOOD: "green", Tone.PARTIAL: "yellow", Tone.BAD: "red", Tone.UNKNOWN: "dim"}


def console(*, to_errors: bool) -> Console:
    """The terminal; nothing of what is printed is taken for markup."""
    return Console(stderr=to_errors, markup=False, highlight=False, emoji=False)


def text(content: str, style: str = "") -> Text:
    """What is printed as it is: a student's brackets are no markup, and no escape gets through."""
    return Text(visible(content), style=style)


def phrase(content: str, style: str = "") -> Text:
    """The same of what has one line, whatever it holds."""
    return Text(in_line(content), style=style)


def spaced(words: str) -> str:
    """Words of the report with plain spaces, which need not be spelled out."""
    return words.replace("\N{NO-BREAK SPACE}", " ")


def plain_table(first: str, middle: str, last: str) -> Table:
    """An empty table that folds its first column rather than cut it."""
    table = Table(box=None, pad_edge=False, header_style="dim")
    table.add_column(first, overflow="fold")
    table.add_column(middle, justify="right", no_wrap=True)
    table.add_column(last, no_wrap=True)
    return table


def grid(*narrow: str) -> Table:
    """An empty table without headings: `narrow` columns, which are aligned so, and one that folds."""
    table = Table.grid(padding=(0, 1, 0, 0))
    for side in narrow:
        table.add_column(justify="right" if side == "right" else "left", no_wrap=True)
    table.add_column(overflow="fold")
    return table
