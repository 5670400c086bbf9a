"""`grade release DIR`: make what students get of the course."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.cli.boundary import ExitCode
from grader.cli.engine import Engine
from grader.cli.target import complete_exercise, course_of
from grader.cli.text import as_written, number, visible
from grader.language import translate as _
from grader.language import translate_plural

if TYPE_CHECKING:
    from grader.authoring.release import Release
    from grader.authoring.trial import Trial

HELP = _(
    """Make what students get: briefs, stubs, and the tests that they may run.

    DIR must be empty or not exist yet. Without an EXERCISE, all are released. Solutions, wrong
    answers and the tests that students may not run yet stay behind; the release is searched for
    them, and graded with its own stubs and your solutions, before it takes its place.

    The exit code is 0 where DIR was made, 2 where something must be changed first."""
)
SHORT = _("Make what students get of the course.")
EXAMPLES = as_written(
    _(
        "Examples:\n"
        "  grade release ../for-students        all exercises\n"
        "  grade release ../week3 exercise05 6  two of them"
    )
)


@click.command("release", help=HELP, short_help=SHORT, epilog=EXAMPLES)
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.argument("names", nargs=-1, metavar="[EXERCISE]...", shell_complete=complete_exercise)
@click.pass_obj
def command(engine: Engine, folder: Path, names: tuple[str, ...]) -> int:
    """Make, inspect and try a release."""
    from grader.authoring.release import release  # noqa: PLC0415  other verbs don't need it

    course = course_of(())
    wanted = names or [exercise.identifier for exercise in course.exercises]
    chosen = replace(course, exercises=tuple(dict.fromkeys(map(course.exercise, wanted))))
    made = release(folder, chosen, datetime.now(UTC), engine.grade, tell_trial)
    tell_release(folder, made)
    return ExitCode.DONE


def tell_trial(trial: "Trial") -> None:
    """Print what students can earn in an exercise."""
    words = translate_plural(
        "{exercise}: {count} test, {points} points, {later} graded later",
        "{exercise}: {count} tests, {points} points, {later} graded later",
        trial.tests,
    )
    line = words.format(
        exercise=trial.exercise,
        count=trial.tests,
        points=number(trial.points),
        later=number(trial.graded_later),
    )
    click.echo(visible(line))


def tell_release(folder: Path, made: "Release") -> None:
    """Print what was made, what was left out, and what to type next."""
    for place in made.left_out:
        message = _("left out, since no brief links to it: {file}")
        click.echo(visible(message.format(file=place)))
    words = translate_plural(
        "Released {count} file to {folder}. Try it: cd {folder} && grade list",
        "Released {count} files to {folder}. Try it: cd {folder} && grade list",
        len(made.files),
    )
    click.echo(visible(words.format(count=len(made.files), folder=folder)))
