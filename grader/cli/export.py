"""`grade export FORMAT`: gradings as a file that another program reads."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from grader.cli.boundary import ExitCode, tell
from grader.cli.gradebook import course_or_none, identifier, opened
from grader.cli.target import complete_exercise
from grader.cli.text import as_written
from grader.errors import GraderError, UsageError
from grader.files import write_bytes
from grader.language import translate as _

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from grader.exports.roster import LeftOut
    from grader.gradebook import Entry, Gradebook
    from grader.graded import Graded

OF_MANY = ("csv", "jsonl", "junit")
OF_A_CLASS = ("canvas", "moodle")
OF_ONE = ("gradescope", "classroom50")
STREAM = "-"
"""Standard input, or standard output."""
ATTEMPTS = ("counting", "best", "last", "all")

HELP = _(
    """Write gradings as a file that another program reads.

    FORMAT is csv or jsonl (all that is known), junit (XML), canvas or moodle (a gradebook to
    import), gradescope (results.json) or classroom50 (result.json). The last two are about one
    grading; of several, gradescope makes a file each in the folder --output.

    Gradings come from the gradebook, or with --grade from a file that grade --json wrote.

    The exit code is 1 where somebody had to be left out, and standard error tells whom."""
)
SHORT = _("Gradings as CSV, for Canvas, Moodle, Gradescope and others.")
EXAMPLES = as_written(
    _(
        "Examples:\n"
        "  grade export csv > grades.csv\n"
        "  grade export canvas --roster exported.csv --output import.csv\n"
        "  grade 5 --json - | grade export gradescope --grade - --output results.json"
    )
)


@dataclass(frozen=True, slots=True)
class Options:
    """What was given on the command line."""

    format: str
    grade: str | None
    gradebook: str | None
    exercise: str | None
    student: str | None
    attempts: str
    roster: Path | None
    output: str


@click.command("export", help=HELP, short_help=SHORT, epilog=EXAMPLES)
@click.argument("format", type=click.Choice([*OF_MANY, *OF_A_CLASS, *OF_ONE]), metavar="FORMAT")
@click.option(
    "--grade",
    metavar="PATH",
    type=click.Path(dir_okay=False, allow_dash=True),
    help=_("Export the grade in this file, written by grade --json; - is standard input."),
)
@click.option(
    "--gradebook",
    metavar="ADDRESS",
    help=_("Gradebook: a file, or postgresql://...; the course's own otherwise."),
)
@click.option(
    "--exercise",
    metavar="EXERCISE",
    shell_complete=complete_exercise,
    help=_("This exercise only."),
)
@click.option("--student", metavar="NAME", help=_("This student only."))
@click.option(
    "--attempts",
    type=click.Choice(ATTEMPTS),
    default="counting",
    show_default=True,
    help=_("Which attempts; counting are those that count by the course's policy."),
)
@click.option(
    "--roster",
    metavar="PATH",
    type=click.Path(path_type=Path),
    help=_("The CSV file that Canvas's or Moodle's gradebook exports: it tells who is who."),
)
@click.option(
    "--output",
    metavar="PATH",
    type=click.Path(allow_dash=True),
    default=STREAM,
    help=_("Write there rather than to standard output."),
)
def command(**values: Any) -> int:
    """Export what the options ask for."""
    options = Options(**values)
    check(options)
    gradings = chosen(options)
    if not gradings:
        raise UsageError(_("there is nothing to export: grade first, or ask for less exactly"))
    export = export_singly if options.format in OF_ONE else export_together
    left_out = export(gradings, options)
    for one in left_out:
        tell(_("{student} is left out: {reason}").format(student=one.student, reason=one.reason))
    return ExitCode.BELOW_MINIMUM if left_out else ExitCode.DONE


def check(options: Options) -> None:
    """Raise UsageError where options do not go together."""
    if options.grade and (options.gradebook or options.exercise or options.student):
        raise UsageError(_("--grade names one grade: leave the options that choose among several"))
    if options.roster and options.format not in OF_A_CLASS:
        raise UsageError(_("--roster goes with the formats canvas and moodle"))
    if options.attempts == "all" and options.format in OF_A_CLASS:
        message = _("{format} has one attempt of each student: leave --attempts all")
        raise UsageError(message.format(format=options.format))


def chosen(options: Options) -> list[Graded]:
    """Return the gradings that the options ask for."""
    from grader.graded import of_entry, of_json  # noqa: PLC0415  completion need not wait for it

    if options.grade:
        return [of_json(read_grade(options.grade), options.grade)]
    return [of_entry(entry) for entry in entries(options)]


def read_grade(path: str) -> bytes:
    """Return what a file holds, or standard input for `-`."""
    if path == STREAM:
        return sys.stdin.buffer.read()
    try:
        return Path(path).read_bytes()
    except OSError as error:
        message = _("{path} cannot be read: {reason}")
        raise UsageError(message.format(path=path, reason=error.strerror)) from error


def entries(options: Options) -> Sequence[Entry]:
    """Return those entries of the gradebook."""
    course = course_or_none(options.gradebook)
    exercise, student = identifier(course, options.exercise), options.student
    with opened(course, options.gradebook) as book:
        match options.attempts:
            case "best":
                return book.best(exercise, student)
            case "last":
                return book.latest(exercise, student)
            case "all":
                return every(book, exercise, student)
        last = course.with_last_attempt if course else ()
        return book.counting(last, exercise, student)


def every(book: Gradebook, exercise: str | None, student: str | None) -> list[Entry]:
    """Return all gradings, in the order of their batches."""
    return [
        entry
        for batch in book.batches()
        for entry in book.entries(batch.identifier)
        if exercise in (None, entry.exercise) and student in (None, entry.student)
    ]


def export_together(gradings: Sequence[Graded], options: Options) -> Sequence[LeftOut]:
    """Write one file of all gradings; return who does not stand in it."""
    from grader.cli.delivery import deliver_file  # noqa: PLC0415  completion need not wait for it
    from grader.exports.formats import export  # noqa: PLC0415
    from grader.exports.roster import read_roster  # noqa: PLC0415

    roster = read_roster(options.roster) if options.roster else None
    exported = export(options.format, gradings, roster)
    deliver_file(options.output, lambda path: write_bytes(path, exported.content))
    return exported.left_out


def export_singly(gradings: Sequence[Graded], options: Options) -> Sequence[LeftOut]:
    """Write a file for each grading; return whose could not be made."""
    from grader.cli.delivery import deliver_file  # noqa: PLC0415
    from grader.exports.formats import single  # noqa: PLC0415

    make = single(options.format, os.environ)
    if len(gradings) == 1:
        content = make(gradings[0])
        deliver_file(options.output, lambda path: write_bytes(path, content))
        return ()
    demand_folder(options)
    return export_into(Path(options.output), gradings, make)


def demand_folder(options: Options) -> None:
    """Raise UsageError where several gradings cannot be exported."""
    if options.format == "classroom50":
        raise UsageError(_("classroom50 is about one grading: give it with --grade"))
    if options.output == STREAM or Path(options.output).is_file():
        raise UsageError(_("several gradings make several files: name a folder with --output"))


def export_into(
    folder: Path, gradings: Sequence[Graded], make: Callable[[Graded], bytes]
) -> Sequence[LeftOut]:
    """Write the file of each grading, with a name that no other one's has."""
    from grader.exports.roster import LeftOut  # noqa: PLC0415

    left_out = []
    for graded in gradings:
        try:
            write_into(folder, graded, make(graded))
        except UsageError:
            raise
        except GraderError as error:
            left_out.append(LeftOut(graded.student, str(error)))
    return left_out


def write_into(folder: Path, graded: Graded, content: bytes) -> None:
    """Write the file of one grading where its report would lie."""
    from grader.report.classroom import report_path  # noqa: PLC0415

    report = report_path(graded.student, graded.exercise, graded.attempt)
    path = folder.joinpath(*report.with_suffix(".json").parts[1:])
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_bytes(path, content)
    except OSError as error:
        message = _("{path} cannot be written: {reason}")
        raise UsageError(message.format(path=path, reason=error.strerror)) from error
