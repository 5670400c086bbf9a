"""The summary of a batch in the terminal: what was done, and what the grader failed on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from grader.cli.boundary import tell_failure
from grader.language import translate as _
from grader.language import translate_plural

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from grader.batch.batch import Tally
    from grader.batch.failure import Failure


def tell_result(tally: Tally, report: Path) -> None:
    """Say what was done, how fast, and where to read on."""
    from grader.cli.progress import average, rate  # noqa: PLC0415

    words = [
        translate_plural("{count} submission", "{count} submissions", tally.total).format(
            count=tally.total
        )
    ]
    if tally.known:
        words.append(_("{count} graded before").format(count=tally.known))
    if tally.failed:
        words.append(_("the grader failed on {count}").format(count=tally.failed))
    if tally.left:
        words.append(_("stopped by --fail-fast: {count} not graded").format(count=tally.left))
    words += filter(None, (rate(tally), average(tally)))
    click.echo(" · ".join(words))
    click.echo(_("Report: {path}").format(path=report))


def tell_failures(failures: Iterable[Failure]) -> None:
    """Tell of each cause at whom the grader failed, and keep its details in a log."""
    for failure in failures:
        whose = _whose(failure).format(student=failure.student, count=failure.count - 1)
        tell_failure(f"{failure.exercise}: {whose}: {failure.cause}", failure.details)


def _whose(failure: Failure) -> str:
    if failure.count == 1:
        return "{student}"
    return translate_plural(
        "{student} and {count} more", "{student} and {count} more", failure.count - 1
    )
