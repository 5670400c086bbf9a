"""`grade new "Topic name"`: make the parts of a new exercise, as working examples to edit."""

import click

from grader.cli.boundary import ExitCode
from grader.cli.target import course_of
from grader.cli.text import as_written, visible
from grader.language import translate as _

LARGEST_NUMBER = 9999
HELP = _(
    """Make a new exercise: brief, stub, solution, wrong answers and hidden tests.

    They are examples that work, for you to edit. Nothing is overwritten. docs/authoring.md leads
    through the rest."""
)
SHORT = _("For authors: make a new exercise.")
EXAMPLES = as_written(
    _(
        "Examples:\n"
        '  grade new "Shared memory"                with the next free number\n'
        '  grade new "Shared memory" --number 30    with this one'
    )
)


@click.command("new", help=HELP, short_help=SHORT, epilog=EXAMPLES)
@click.argument("title", metavar="TITLE")
@click.option(
    "--number",
    type=click.IntRange(1, LARGEST_NUMBER),
    metavar="N",
    help=_("The exercise's number; the next free one otherwise."),
)
def command(title: str, number: int | None) -> int:
    """Make the parts of an exercise in the course that one is in."""
    from grader.authoring.skeleton import plan_skeleton, write_skeleton  # noqa: PLC0415

    course = course_of(())
    skeleton = plan_skeleton(course, title, number)
    for place in write_skeleton(course, skeleton):
        click.echo(visible(str(place)))
    message = _("Edit them, then type: grade verify exercise{number}")
    click.echo(message.format(number=skeleton.number))
    return ExitCode.DONE
