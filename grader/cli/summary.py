"""The summary of a batch in the terminal: what was found, what was done, and what was not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from grader.cli.boundary import ExitCode, tell, tell_failure
from grader.cli.text import visible
from grader.language import translate as _
from grader.language import translate_plural

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from grader.batch.batch import Tally
    from grader.batch.failure import Failure
    from grader.course import Course
    from grader.intake.collection import Collection, Handed

SHOWN = 5
"""Things that are not graded of which the terminal tells the reason; the report has all."""


def tell_collection(collection: Collection, index: Path) -> None:
    """Say what was found, and what of it is not graded; `index` will have all of that.

    Where nothing is graded there will be no such page, so all is said here.
    """
    click.echo(visible(collection.found), err=True)
    for place in collection.unread:
        click.echo(visible(f"  {place}"), err=True)
    shown = SHOWN if collection.handed else len(collection.ignored)
    for reason in collection.ignored[:shown]:
        click.echo(visible(f"  {reason}"), err=True)
    more = len(collection.ignored) - shown
    if more > 0:
        words = _("  and {count} more: {path} will list all").format(count=more, path=index)
        click.echo(visible(words), err=True)


def tell_unread(collection: Collection) -> int:
    """Say how much of it could not be read; return the exit code that this makes."""
    count = len(collection.unread)
    if not count:
        return ExitCode.DONE
    words = translate_plural(
        "{count} place could not be read, see above: nothing in it was graded",
        "{count} places could not be read, see above: nothing in them was graded",
        count,
    )
    click.echo(words.format(count=count), err=True)
    return ExitCode.GRADER_FAILED


def tell_overlooked(course: Course, handed: Iterable[Handed]) -> None:
    """Say how many hand-ins a platform marked as late that lose nothing, though lateness costs."""
    policies = {exercise.identifier: exercise.policy for exercise in course.exercises}
    count = sum(policies[one.exercise].overlooks(one.submitted, late=one.late) for one in handed)
    if count:
        words = translate_plural(
            "{count} hand-in is marked late by the platform, which tells no time: it loses nothing; "
            "the remarks of `grade gradebook` say whose it is",
            "{count} hand-ins are marked late by the platform, which tells no time: they lose "
            "nothing; the remarks of `grade gradebook` say whose they are",
            count,
        )
        tell(words.format(count=count))


def tell_result(tally: Tally) -> None:
    """Say what was done, and how fast."""
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


def tell_report(report: Path, ignored: int) -> None:
    """Say where to read on, and how much of what that lists was not graded."""
    words = [_("Report: {path}").format(path=report)]
    if ignored:
        words.append(_("not graded: {count}, listed there with reasons").format(count=ignored))
    click.echo(" · ".join(words))


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
