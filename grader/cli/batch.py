"""`grade batch SUBMISSIONS [EXERCISE ...] --out DIR`: grade a whole class."""

from __future__ import annotations

import os
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from grader.cli.boundary import ExitCode
from grader.cli.grade import CLOCKS, ISOLATION, LARGEST_SEED
from grader.cli.students import tell_lost_extensions, tell_namesakes
from grader.cli.summary import (
    tell_collection,
    tell_failures,
    tell_overlooked,
    tell_report,
    tell_result,
    tell_unread,
)
from grader.cli.target import complete_exercise, course_of
from grader.cli.text import as_written
from grader.errors import GraderError, UsageError
from grader.files import WriteError
from grader.language import translate as _
from grader.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from grader.batch.batch import Batch, Graders, Request
    from grader.course import Course
    from grader.intake.collection import Collection, Handed

LAYOUTS = ("auto", "folders", "flat", "canvas", "moodle", "gradescope", "classroom")
INDEX = "index.html"

HELP = _(
    """Grade the submissions of a class.

    SUBMISSIONS is a folder or a zip file: one folder a student, files such as
    alice_exercise05.py, or what a learning platform lets you download. Without an EXERCISE, the
    names of files tell which one they are for.

    Reports go to --out, grades to the gradebook. What is graded already is not graded again: after
    Ctrl-C, or a crash, the same command goes on where it stood.

    The exit code is 0 when all is graded, 2 for wrong usage, 3 where the grader itself failed,
    130 after Ctrl-C."""
)
SHORT = _("Grade the submissions of a class.")
EXAMPLES = as_written(
    _(
        "Examples:\n"
        "  grade batch submissions/ --out reports          one folder a student\n"
        "  grade batch canvas.zip exercise05 --out reports a download of one assignment\n"
        "  grade batch submissions --out reports --only alice --fresh\n"
        "  grade batch all/ --out reports --cluster tcp://head:8786"
    )
)


@dataclass(frozen=True, slots=True)
class Options:
    """What was given on the command line."""

    submissions: Path
    names: tuple[str, ...]
    out: Path
    layout: str
    seats: int | None
    cluster: str | None
    gradebook: str | None
    fresh: bool
    only: tuple[str, ...]
    fail_fast: bool
    seed: int | None
    isolation: str
    clock: str

    def settings(self) -> Settings:
        """How to grade; where no seed was given, the batch has its own."""
        from grader.batch.plan import settle_seed  # noqa: PLC0415  heavy for `grade --help`

        given = Settings(self.seed or 0, self.isolation, self.clock)
        return settle_seed(given, self.out, fixed=self.seed is not None)


@click.command("batch", help=HELP, short_help=SHORT, epilog=EXAMPLES)
@click.argument("submissions", type=click.Path(path_type=Path))
@click.argument("names", nargs=-1, metavar="[EXERCISE]...", shell_complete=complete_exercise)
@click.option(
    "--out",
    required=True,
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    help=_("Folder for index.html and one report per student; made where it is missing."),
)
@click.option(
    "--layout",
    type=click.Choice(LAYOUTS),
    default="auto",
    show_default=True,
    help=_("How the submissions lie there."),
)
@click.option(
    "-j",
    "--jobs",
    "seats",
    type=click.IntRange(1, 1024),
    metavar="N",
    help=_("Submissions graded side by side; as many as there are processors otherwise."),
)
@click.option("--cluster", metavar="URL", help=_("Grade on the Dask cluster of this scheduler."))
@click.option(
    "--gradebook",
    metavar="URL",
    help=_("Gradebook: a file, or postgresql://...; the course's own otherwise."),
)
@click.option(
    "--resume/--fresh",
    "resume",
    default=True,
    help=_("Go on where the last call stood (the default), or grade everything again."),
)
@click.option(
    "--only", multiple=True, metavar="STUDENT", help=_("Only this student; may be repeated.")
)
@click.option("--fail-fast", is_flag=True, help=_("Stop where the grader itself first fails."))
@click.option(
    "--seed",
    type=click.IntRange(0, LARGEST_SEED),
    metavar="N",
    help=_("Draw the inputs of tests from this seed; drawn by lot and kept in DIR otherwise."),
)
@click.option("--isolation", type=click.Choice(ISOLATION), default="auto", show_default=True)
@click.option("--clock", type=click.Choice(CLOCKS), default="virtual", show_default=True)
def command(*, resume: bool, **values: Any) -> int:
    """Grade what the arguments name."""
    options = Options(**values, fresh=not resume)
    course = course_of(())
    collection = collect(course, options)
    tell_collection(collection, options.out / INDEX)
    demand_students(collection, options.only)
    demand_tests(course, chosen(collection, options.only))
    make_folder(options.out)
    code = grade_class(course, collection, options)
    return tell_unread(collection) or code


def collect(course: Course, options: Options) -> Collection:
    """Return what was handed in."""
    from grader.intake.collection import read_collection  # noqa: PLC0415

    exercises = [course.exercise(name) for name in options.names]
    return read_collection(options.submissions, course, options.layout, exercises, options.out)


def demand_students(collection: Collection, only: tuple[str, ...]) -> None:
    """Raise UsageError where nobody handed anything in, or somebody of those asked for did not."""
    if not collection.handed:
        raise UsageError(_("nothing was handed in: see `grade batch --help` for the layouts"))
    students = {one.student for one in collection.handed}
    for name in only:
        if name not in students:
            message = _("no student is called '{name}': leave out --only to see all")
            raise UsageError(message.format(name=name))


def chosen(collection: Collection, only: tuple[str, ...]) -> tuple[Handed, ...]:
    """Return the hand-ins of the students who are asked for."""
    return tuple(one for one in collection.handed if not only or one.student in only)


def demand_tests(course: Course, handed: tuple[Handed, ...]) -> None:
    """Raise CourseError where an exercise has no hidden tests; hand-ins may be for any of them."""
    for exercise in sorted({one.exercise for one in handed}):
        course.exercise(exercise)


def make_folder(folder: Path) -> None:
    """Make the output folder, and see that it can be written to."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        writable = os.access(folder, os.W_OK | os.X_OK)
    except OSError as error:
        raise UsageError(cannot_write(folder, error)) from error
    if not writable:
        message = _("{folder} may not be written to: choose another one")
        raise UsageError(message.format(folder=folder))


def cannot_write(folder: Path, error: OSError) -> str:
    """Return the complaint about an output folder."""
    message = _("{path} cannot be written: {reason}")
    return message.format(
        path=error.filename or folder, reason=error.strerror or type(error).__name__
    )


def grade_class(course: Course, collection: Collection, options: Options) -> int:
    """Grade the hand-ins, write the class report, and return the exit code."""
    from grader.batch.batch import Batch, Request  # noqa: PLC0415
    from grader.cli.gradebook import address_of  # noqa: PLC0415
    from grader.gradebook import Gradebook  # noqa: PLC0415

    with saved(options.out), Gradebook(address_of(course, options.gradebook)) as gradebook:
        students = {one.student for one in collection.handed}
        graded = set(gradebook.students())
        tell_lost_extensions(course.exercises, students, graded)
        tell_namesakes(students, graded)
        handed = chosen(collection, options.only)
        tell_overlooked(course, handed)
        request = Request(
            course,
            handed,
            options.out,
            options.settings(),
            options.fresh,
            options.fail_fast,
        )
        batch = Batch(request, gradebook)
        run(batch, options)
        report = write_report(batch, request, collection.ignored)
    tell_result(batch.tally)
    tell_report(report, len(collection.ignored))
    return ExitCode.GRADER_FAILED if batch.tally.failed else ExitCode.DONE


@contextmanager
def saved(folder: Path) -> Iterator[None]:
    """Say that what was graded is kept where the batch is stopped, or can write no more."""
    try:
        yield
    except KeyboardInterrupt:
        words = _("stopped; what was graded is kept: the same command goes on from there")
        raise KeyboardInterrupt(words) from None
    except WriteError as error:
        remedy = _("what was graded is kept: see to it, and the same command goes on from there")
        raise GraderError(f"{cannot_write(folder, error)}: {remedy}") from error


def run(batch: Batch, options: Options) -> None:
    """Grade, and show how it goes; tell what the grader failed on, whatever ends it."""
    from rich.console import Console  # noqa: PLC0415

    from grader.cli.progress import BatchProgress  # noqa: PLC0415

    try:
        with BatchProgress(Console(stderr=True)) as progress:
            batch.run(graders(options), progress.show)
    finally:
        tell_failures(batch.failures)


def graders(options: Options) -> Callable[[bytes, Path], Graders]:
    """Return what makes those who grade."""
    if options.cluster is None:
        from grader.batch.crew import Crew, cores  # noqa: PLC0415

        return lambda _pack, course: Crew(course, options.seats or cores())
    from grader.batch.cluster import Cluster, connect  # noqa: PLC0415

    client = connect(options.cluster)
    return lambda pack, course: Cluster(client, pack, course)


def write_report(batch: Batch, request: Request, ignored: tuple[str, ...]) -> Path:
    """Write the report of the class, with what was not graded; return where it lies."""
    from grader.report.classroom import write_class_report  # noqa: PLC0415

    path = request.folder / INDEX
    write_class_report(batch.counting(), path, request.course.title, batch.link, ignored)
    return path
