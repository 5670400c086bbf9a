"""`grade list`: the exercises, their points, and the last score of each."""

import click

from grader.cli.boundary import ExitCode
from grader.cli.target import course_of
from grader.cli.text import as_written, columns, number, visible
from grader.course import Course, Exercise
from grader.language import translate as _
from grader.records import last_score

POINTS = 100
"""Of every exercise, by contract; an exercise that was graded tells its own."""
HELP = _("""List the exercises of the course, their points, and the last score of each.""")
SHORT = _("The exercises, their points, the last scores.")
EXAMPLES = as_written(_("Examples:\n  grade list    anywhere in the course"))


@click.command("list", help=HELP, short_help=SHORT, epilog=EXAMPLES)
def command() -> int:
    """List the exercises of the course that one is in."""
    course = course_of(())
    click.echo(visible(course.title))
    head = (_("exercise"), _("title"), _("points"), _("last score"))
    for line in columns([head, *(row(course, exercise) for exercise in course.exercises)]):
        click.echo(line)
    return ExitCode.DONE


def row(course: Course, exercise: Exercise) -> tuple[str, str, str, str]:
    """The line of one exercise."""
    last = last_score(course, exercise)
    points = number(last.max_score) if last else str(POINTS)
    score = number(last.score) if last else "-"
    return exercise.short, visible(exercise.title), points, score
