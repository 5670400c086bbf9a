"""`grade doctor`: what this machine has of what grading needs, and how to get the rest."""

import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from grader import __version__
from grader.cli.boundary import ExitCode
from grader.cli.engine import Engine
from grader.cli.target import course_of
from grader.cli.text import as_written, visible
from grader.errors import UsageError
from grader.language import translate as _

if TYPE_CHECKING:
    from grader.cli.engine import Level

HELP = _(
    """Show what this machine has of what grading needs, and how to get what is missing.

    The exit code is 0 where some isolation level is available, 1 where none is."""
)
SHORT = _("What this machine has of what grading needs.")
EXAMPLES = as_written(_("Examples:\n  grade doctor\n  grade doctor && grade exercise05"))


@click.command("doctor", help=HELP, short_help=SHORT, epilog=EXAMPLES)
@click.pass_obj
def command(engine: Engine) -> int:
    """Examine this machine."""
    levels = engine.survey()
    for line in (*machine(), *isolation(levels), *clock(engine), course()):
        click.echo(visible(line))
    if any(level.available for level in levels):
        return ExitCode.DONE
    click.echo(_("Nothing can be graded here: no isolation level is available."), err=True)
    return ExitCode.BELOW_MINIMUM


def machine() -> Iterator[str]:
    """The versions that a bug report should name."""
    import platform  # noqa: PLC0415  the other verbs don't need it

    yield f"grader      {__version__}"
    yield f"Python      {platform.python_version()} ({sys.executable})"
    yield f"platform    {platform.platform()}"


def isolation(levels: "Sequence[Level]") -> Iterator[str]:
    """Each isolation level, the strongest first; the first that is available is used."""
    for level in levels:
        name = f"{level.level:<11} "
        if level.available:
            yield name + _("available")
            continue
        yield name + _("not available: {reason}").format(reason=level.reason)
        if level.remedy:
            yield " " * len(name) + _("to get it: {remedy}").format(remedy=level.remedy)


def clock(engine: Engine) -> Iterator[str]:
    """Whether sleeping programs are graded without waiting, which takes `/proc`."""
    if engine.tree_is_told():
        yield "/proc       " + _("available")
        yield "clock       " + _("virtual: programs that sleep are graded at once")
    else:
        yield "/proc       " + _("not available: mount it with mount -t proc proc /proc")
        yield "clock       " + _("real: programs that sleep are waited for")


def course() -> str:
    """The course that one is in."""
    try:
        return f"course      {course_of(()).root}"
    except UsageError as error:
        return f"course      {error}"
