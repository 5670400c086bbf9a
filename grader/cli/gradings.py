"""Gradings in the terminal: tables of what the gradebook knows, or the same as JSON."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, fields
from datetime import datetime
from typing import Any

import click
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


def print_entries(entries: Sequence[Entry], *, as_json: bool, batches: bool) -> None:
    """Print a line for each grading; with `batches`, the batch that each is of."""
    if as_json:
        return print_json({"gradings": [entry_fields(entry) for entry in entries]})
    table = plain(_("student"), _("exercise"))
    titles = (_("attempt"), _("score"), _("counts"))
    add_columns(table, titles, justify="right")
    add_columns(table, (_("verdict"), _("handed in")))
    table.add_column(_("remark"), overflow="fold")
    if batches:
        table.add_column(_("batch"), no_wrap=True)
    for entry in entries:
        table.add_row(*cells(entry), *([text(entry.batch)] if batches else []))
    return console(to_errors=False).print(table)


def cells(entry: Entry) -> Iterable[Text]:
    """The cells of one grading."""
    verdict = Verdict(entry.verdict)
    return (
        text(entry.student),
        text(entry.exercise),
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
    table = plain(_("student"), _("exercise"))
    add_columns(table, (_("attempt"), _("score"), _("counts"), _("change")), justify="right")
    table.add_column(_("tests"), overflow="fold")
    for change in changes:
        table.add_row(
            text(change.student),
            text(change.exercise),
            text(str(change.attempt)),
            text(turned(*both(change, lambda entry: entry.score))),
            text(turned(*both(change, lambda entry: entry.adjusted))),
            difference(*both(change, lambda entry: entry.adjusted)),
            text("\n".join(tests(change))),
        )
    return console(to_errors=False).print(table)


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
    """The lines for the tests that gave other points, if both batches graded the attempt."""
    if change.before is None:
        yield _("only in the second batch")
    elif change.after is None:
        yield _("only in the first batch")
    else:
        for test in change.tests():
            yield f"{test.title}: {turned(test.before, test.after)}"


def print_batches(batches: Sequence[Batch], *, as_json: bool) -> None:
    """Print a line for each batch."""
    if as_json:
        return print_json({"batches": [plain_fields(asdict(batch)) for batch in batches]})
    table = Table(box=None, pad_edge=False, header_style="dim")
    add_columns(table, (_("batch"), _("started")))
    table.add_column(_("gradings"), justify="right", no_wrap=True)
    table.add_column(_("title"), overflow="fold")
    for batch in batches:
        table.add_row(
            text(batch.identifier), text(time(batch.started)), str(batch.entries), text(batch.title)
        )
    return console(to_errors=False).print(table)


def plain(*titles: str) -> Table:
    """An empty table whose first columns fold rather than be cut."""
    table = Table(box=None, pad_edge=False, header_style="dim")
    for title in titles:
        table.add_column(title, overflow="fold")
    return table


def add_columns(table: Table, titles: Iterable[str], justify: Any = "left") -> None:
    """Add columns that stay in one line."""
    for title in titles:
        table.add_column(title, justify=justify, no_wrap=True)


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
