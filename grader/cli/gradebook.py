"""`grade gradebook`: what batches have found, who has which score, and what a regrading changed."""

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.cli.boundary import ExitCode, tell
from grader.cli.students import resembling
from grader.cli.target import complete_exercise, course_of
from grader.cli.text import as_written
from grader.course import Course, unknown_exercise
from grader.errors import CourseError, UsageError
from grader.language import translate as _
from grader.records import folders, writable_folder

if TYPE_CHECKING:
    from grader.gradebook import Entry, Gradebook

FILE = "gradebook.sqlite"
DEFAULT = "show"
HELP = _(
    """Show what the gradebook knows. Without a command, the scores that count, as `show` does.

    The gradebook is the course's own, .grader/gradebook.sqlite, unless --gradebook names another.
    Nothing in it is ever changed: a regrading stands beside what it corrects."""
)
SHORT = _("Scores, history, and what a regrading changed.")
EXAMPLES = as_written(
    _(
        "Examples:\n"
        "  grade gradebook show --exercise 5                 the scores that count\n"
        "  grade gradebook history alice                     every grading of a student\n"
        "  grade gradebook batches                           what was graded when\n"
        "  grade gradebook diff BATCH BATCH                  whose score changed, and why\n"
        "  grade gradebook best --json > best.json           for a program to read"
    )
)
GRADEBOOK = click.option(
    "--gradebook",
    "address",
    metavar="ADDRESS",
    help=_("Gradebook: a file, or postgresql://...; the course's own otherwise."),
)
JSON = click.option("--json", "as_json", is_flag=True, help=_("Print JSON, for a program to read."))
EXERCISE = click.option(
    "--exercise",
    metavar="EXERCISE",
    help=_("This exercise only."),
    shell_complete=complete_exercise,
)
STUDENT = click.option("--student", metavar="NAME", help=_("This student only."))


class ShowingGroup(click.Group):
    """A group that runs `show`, with its options, unless a command comes first."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put `show` in front where there is no command."""
        options = bool(args) and args[0].startswith("-") and args[0] not in ctx.help_option_names
        if options or not (args or ctx.resilient_parsing):
            args = [DEFAULT, *args]
        return super().parse_args(ctx, args)


@click.group("gradebook", cls=ShowingGroup, help=HELP, short_help=SHORT, epilog=EXAMPLES)
def command() -> None:
    """What the gradebook knows."""


@command.command(DEFAULT, help=_("The scores that count: by the course's policy the best or last."))
@EXERCISE
@STUDENT
@GRADEBOOK
@JSON
def show(exercise: str | None, student: str | None, address: str | None, *, as_json: bool) -> int:
    """Show the attempts that count."""
    course = course_or_none(address)
    last = course.with_last_attempt if course else ()
    with opened(course, address) as book:
        found = book.counting(last, identifier(course, exercise), student)
        return print_found(book, found, student, as_json=as_json)


@command.command("best", help=_("Each student's best scores, whatever the course's policy."))
@EXERCISE
@STUDENT
@GRADEBOOK
@JSON
def best(exercise: str | None, student: str | None, address: str | None, *, as_json: bool) -> int:
    """Show the best attempts."""
    course = course_or_none(address)
    with opened(course, address) as book:
        found = book.best(identifier(course, exercise), student)
        return print_found(book, found, student, as_json=as_json)


@command.command("history", help=_("Every grading of a student, in the order they were done."))
@click.argument("student")
@click.argument("exercise", required=False, shell_complete=complete_exercise)
@GRADEBOOK
@JSON
def history(student: str, exercise: str | None, address: str | None, *, as_json: bool) -> int:
    """Show all gradings of a student."""
    from grader.cli import gradings  # noqa: PLC0415  the other verbs need no tables

    course = course_or_none(address)
    with opened(course, address) as book:
        found = book.history(student, identifier(course, exercise))
        demand_found(book, found, student)
    gradings.print_history(student, found, as_json=as_json)
    return ExitCode.DONE


@command.command("diff", help=_("Whose score changed from one batch to another, and which tests."))
@click.argument("one", metavar="BATCH")
@click.argument("other", metavar="BATCH")
@GRADEBOOK
@JSON
def diff(one: str, other: str, address: str | None, *, as_json: bool) -> int:
    """Show what changed between two batches."""
    from grader.cli import gradings  # noqa: PLC0415  the other verbs need no tables

    with opened(course_or_none(address), address) as book:
        changes = book.difference(one, other)
    if not changes:
        tell(_("no score differs between the two batches"))
    gradings.print_changes(changes, as_json=as_json)
    return ExitCode.DONE


@command.command("batches", help=_("What was graded when, the oldest first."))
@GRADEBOOK
@JSON
def batches(address: str | None, *, as_json: bool) -> int:
    """Show all batches."""
    from grader.cli import gradings  # noqa: PLC0415  the other verbs need no tables

    with opened(course_or_none(address), address) as book:
        gradings.print_batches(book.batches(), as_json=as_json)
    return ExitCode.DONE


def print_found(
    book: "Gradebook", found: "list[Entry]", student: str | None, *, as_json: bool
) -> int:
    """Print gradings."""
    from grader.cli import gradings  # noqa: PLC0415  the other verbs need no tables

    demand_found(book, found, student)
    gradings.print_entries(found, as_json=as_json)
    return ExitCode.DONE


def demand_found(book: "Gradebook", found: "list[Entry]", student: str | None) -> None:
    """Say where nothing was found; raise UsageError where that is because nobody is called so."""
    if not found and student is not None:
        demand_student(student, book.students())
    if not found:
        tell(_("the gradebook has no such grading yet"))


def demand_student(student: str, known: Iterable[str]) -> None:
    """Raise UsageError where nobody is called so."""
    names = tuple(known)
    if student in names:
        return
    near = resembling(student, names)
    if near is None:
        message = _("no student is called '{name}': `grade gradebook` shows all")
    else:
        message = _("no student is called '{name}': did you mean '{near}'?")
    raise UsageError(message.format(name=student, near=near))


def address_of(course: Course, given: str | None) -> str:
    """Return the address of the gradebook to write to: the one given, else the course's own.

    Raises UsageError where the course's state can be kept nowhere.
    """
    if given:
        return given
    try:
        return str(writable_folder(course) / FILE)
    except OSError as error:
        message = _("the gradebook can be kept nowhere: {reason}: name a place with --gradebook")
        raise UsageError(message.format(reason=error.strerror)) from error


def existing(course: Course, can_write: Callable[[Path], bool]) -> str:
    """Return the address of the course's own gradebook to read: the one written to last.

    That is the one in the course unless it can't be written to there any more.
    """
    inside, outside = (folder / FILE for folder in folders(course))
    first, second = (inside, outside) if can_write(inside.parent) else (outside, inside)
    return str(first if first.exists() or not second.exists() else second)


def opened(course: Course | None, given: str | None) -> "Gradebook":
    """Return the gradebook to read; raise GradebookError where there is none."""
    from grader.gradebook import Gradebook  # noqa: PLC0415  it takes a fifth of a second

    if course is None:
        return Gradebook(str(given), new=False)
    return Gradebook(given or existing(course, lambda f: os.access(f, os.W_OK)), new=False)


def course_or_none(address: str | None) -> Course | None:
    """Return the course one is in; outside of any, None if a gradebook is named."""
    try:
        return course_of(())
    except CourseError:
        raise
    except UsageError:
        if address is None:
            raise
        return None


def identifier(course: Course | None, name: str | None) -> str | None:
    """Return the identifier of the exercise called `name`."""
    if course is None or name is None:
        return name
    found = course.find(name)
    if found is None:
        raise UsageError(unknown_exercise(course, name))
    return found.identifier
