"""Gradings in the terminal: tables of what the gradebook knows, or the same as JSON."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, fields
from datetime import datetime
from typing import Any

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from grader.cli.table import VERDICT_STYLE, verdict_word
from grader.cli.terminal import console, text
from grader.cli.text import number
from grader.exports.json_text import json_text
from grader.grade import Verdict
from grader.gradebook import Batch, Change, Entry
from grader.language import translate as _

NONE = "-"
WORSE, BETTER = "red", "green"
WIDE = 10_000
"""Columns where there is no terminal: whoever reads lines shall find whole ones."""
NARROW = 100
"""Columns of a terminal below which those of a table stand one space apart, not two."""
LEAST = 10
"""Columns that what folds may keep: those of a date, and of most words."""


def print_entries(entries: Sequence[Entry], *, as_json: bool) -> None:
    """Print a line for each grading."""
    if as_json:
        return print_json({"gradings": [entry_fields(entry) for entry in entries]})
    output = terminal()
    table = plain(output, _("student"))
    add_grading(table)
    for entry in entries:
        table.add_row(text(entry.student), *cells(entry))
    return output.print(table)


def print_history(student: str, entries: Sequence[Entry], *, as_json: bool) -> None:
    """Print a student's name, and a line for each grading with the batch that it is of."""
    if as_json:
        return print_entries(entries, as_json=True)
    output = terminal()
    table = plain(output)
    add_grading(table)
    add_folding(table, _("batch"))
    for entry in entries:
        table.add_row(*cells(entry), text(entry.batch))
    output.print(text(student, "bold"), soft_wrap=True)
    return output.print(table)


def add_grading(table: Table) -> None:
    """Add the columns that `cells` fills."""
    add_folding(table, _("exercise"))
    add_columns(table, (_("attempt"), _("score"), _("counts")), justify="right")
    add_folding(table, _("verdict"), _("handed in"), _("remark"))


def cells(entry: Entry) -> Iterable[Text]:
    """The cells of one grading, but for whose it is."""
    verdict = Verdict(entry.verdict)
    return (
        text(short(entry.exercise)),
        text(str(entry.attempt)),
        text(out_of(entry)),
        text(points(entry.adjusted), "bold"),
        text(verdict_word(verdict), VERDICT_STYLE[verdict]),
        text(time(entry.submitted)),
        text(entry.reason),
    )


def print_changes(changes: Sequence[Change], *, as_json: bool) -> None:
    """Print a line for each attempt whose grading changed, with the tests that gave other points."""
    if as_json:
        return print_json({"changes": [change_fields(change) for change in changes]})
    output = terminal()
    table = plain(output, _("student"), _("exercise"))
    add_columns(table, (_("attempt"), _("score"), _("counts"), _("change")), justify="right")
    add_folding(table, _("tests"))
    for change in changes:
        table.add_row(
            text(change.student),
            text(short(change.exercise)),
            text(str(change.attempt)),
            text(turned(*both(change, lambda entry: entry.score))),
            text(turned(*both(change, lambda entry: entry.adjusted))),
            difference(*both(change, lambda entry: entry.adjusted)),
            text("\n".join(tests(change))),
        )
    return output.print(table)


def both(change: Change, of: Callable[[Entry], float | None]) -> tuple[float | None, float | None]:
    """A number of both gradings, None of one that is not there."""
    before, after = change.before, change.after
    return None if before is None else of(before), None if after is None else of(after)


def difference(before: float | None, after: float | None) -> Text:
    """By how much a score changed; a dash where there was none before or after."""
    if before is None or after is None:
        return text(NONE)
    gain = after - before
    sign, style = ("+", BETTER) if gain > 0 else ("", WORSE if gain < 0 else "")
    return text(f"{sign}{number(gain)}", style)


def tests(change: Change) -> Iterable[str]:
    """The lines for the tests that gave other points, if the attempt was graded by both batches."""
    if change.before is None:
        yield _("new in the second batch")
    elif change.after is None:
        yield _("not graded yet in the second batch")
    else:
        for test in change.tests():
            yield f"{test.title}: {turned(test.before, test.after)}"


def print_batches(batches: Sequence[Batch], *, as_json: bool) -> None:
    """Print a line for each batch."""
    if as_json:
        return print_json({"batches": [plain_fields(asdict(batch)) for batch in batches]})
    output = terminal()
    table = plain(output)
    add_columns(table, (_("batch"), _("started")))
    add_columns(table, (_("gradings"),), justify="right")
    add_folding(table, _("title"))
    for batch in batches:
        table.add_row(
            text(batch.identifier), text(time(batch.started)), str(batch.entries), text(batch.title)
        )
    return output.print(table)


def terminal() -> Console:
    """What tables are printed to: the terminal as wide as it is, or else lines without end."""
    output = console(to_errors=False)
    if not output.is_terminal:
        output.width = WIDE
    return output


def plain(output: Console, *titles: str) -> Table:
    """An empty table for `output`, whose first columns fold."""
    close = output.width < NARROW
    table = Table(box=None, pad_edge=False, header_style="dim", collapse_padding=close)
    add_folding(table, *titles)
    return table


def add_folding(table: Table, *titles: str) -> None:
    """Add columns that fold rather than be cut."""
    for title in titles:
        table.add_column(title, overflow="fold", min_width=LEAST)


def add_columns(table: Table, titles: Iterable[str], justify: Any = "left") -> None:
    """Add columns that stay in one line."""
    for title in titles:
        table.add_column(title, justify=justify, no_wrap=True)


def short(exercise: str) -> str:
    """The name that people type: `exercise05` for `exercise05_exit_codes`."""
    return exercise.partition("_")[0]


def turned(before: float | None, after: float | None) -> str:
    """What a number became."""
    return points(before) if before == after else f"{points(before)} → {points(after)}"


def points(value: float | None) -> str:
    """A score, or a dash for none."""
    return NONE if value is None else number(value)


def out_of(entry: Entry) -> str:
    """A score with what could be had, e.g. `70/100`."""
    return f"{points(entry.score)}/{number(entry.max_score)}"


def time(moment: datetime | None) -> str:
    """A moment in the time zone of this machine, to the minute."""
    return NONE if moment is None else f"{moment.astimezone():%Y-%m-%d %H:%M}"


def print_json(table: dict[str, Any]) -> None:
    """Print a table for a program to read."""
    click.echo(json_text(table), nl=False)


def entry_fields(entry: Entry) -> dict[str, Any]:
    """All of a grading but the grade itself, which exports have."""
    names = (field.name for field in fields(Entry) if field.name != "grade")
    return plain_fields({name: getattr(entry, name) for name in names})


def plain_fields(table: dict[str, Any]) -> dict[str, Any]:
    """The fields with moments in ISO 8601."""
    return {
        name: value.isoformat() if isinstance(value, datetime) else value
        for name, value in table.items()
    }


def change_fields(change: Change) -> dict[str, Any]:
    """A change with both gradings and its tests."""
    both = change.before is not None and change.after is not None
    return {
        "student": change.student,
        "exercise": change.exercise,
        "attempt": change.attempt,
        "before": change.before and entry_fields(change.before),
        "after": change.after and entry_fields(change.after),
        "tests": [asdict(test) for test in change.tests()] if both else [],
    }
