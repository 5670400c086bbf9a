"""`grade verify [EXERCISE ...]`: whether exercises and their hidden tests hold what they promise."""

import os
from typing import TYPE_CHECKING, Any

import click

from grader.cli.boundary import ExitCode
from grader.cli.grade import ISOLATION, LARGEST_SEED
from grader.cli.target import complete_exercise, course_of
from grader.cli.text import as_written
from grader.course import Course, Exercise
from grader.errors import UsageError
from grader.language import translate as _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from grader.verification.crew import Done
    from grader.verification.plan import Errand, Options

HELP = _(
    """Verify exercises: their stub, reference, wrong answers, brief and hidden tests.

    The stub must score 0, with a hint for each loss. The reference must get all points, under every
    start method and under many schedules. Each wrong answer must lose exactly the tests that it
    names. The brief must name what the tests use, and its examples must be true. Mutants of the
    reference, programs with one mistake in them, must lose points.

    The exit code is 0 where all is well, 1 where something is not, 2 for wrong usage, 3 where the
    grader itself failed."""
)
SHORT = _("For authors: test the exercises and their hidden tests.")
EXAMPLES = as_written(
    _(
        "Examples:\n"
        "  grade verify                     all exercises\n"
        "  grade verify 5 --no-mutants      one, without mutation tests\n"
        "  grade verify 5 --flaky 20        does anything depend on the machine's load?"
    )
)


@click.command("verify", help=HELP, short_help=SHORT, epilog=EXAMPLES)
@click.argument("names", nargs=-1, metavar="[EXERCISE]...", shell_complete=complete_exercise)
@click.option(
    "--schedules",
    type=click.IntRange(0, 1000),
    default=20,
    show_default=True,
    metavar="N",
    help=_("Schedules that the reference must hold under."),
)
@click.option(
    "--flaky",
    type=click.IntRange(0, 1000),
    default=0,
    metavar="N",
    help=_("Repeat reference and wrong answers N times on a busy machine."),
)
@click.option("--mutants/--no-mutants", default=True, help=_("Whether mutants are graded."))
@click.option(
    "-j",
    "--jobs",
    type=click.IntRange(1, 256),
    metavar="N",
    help=_("Exercises are verified by N processes; as many as there are processors otherwise."),
)
@click.option(
    "--seed",
    type=click.IntRange(0, LARGEST_SEED),
    default=1,
    show_default=True,
    metavar="N",
    help=_("What is drawn at random is drawn from it."),
)
@click.option(
    "--isolation",
    type=click.Choice(ISOLATION),
    default="auto",
    show_default=True,
    help=_("How programs are kept apart."),
)
def command(names: tuple[str, ...], jobs: int | None, **values: Any) -> int:
    """Verify what the arguments name."""
    from grader.verification.plan import Options  # noqa: PLC0415  `grade --help` need not wait

    course = course_of(names)
    exercises = named(course, names)
    return verify_exercises(course, exercises, Options(**values), jobs or os.cpu_count() or 1)


def named(course: Course, names: tuple[str, ...]) -> list[Exercise]:
    """Return the exercises that `names` mean, all where there are none."""
    found = [course.exercise(name) for name in names] or list(course.exercises)
    if not found:
        raise UsageError(_("the course has no exercises yet: add one to exercises/"))
    return list(dict.fromkeys(found))


def verify_exercises(
    course: Course, exercises: "Sequence[Exercise]", options: "Options", jobs: int
) -> int:
    """Verify exercises, print what was found, and return the exit code."""
    from grader.cli.accounts import print_accounts  # noqa: PLC0415  the same
    from grader.verification.burners import burners  # noqa: PLC0415
    from grader.verification.inspection import inspect, verify  # noqa: PLC0415

    def once(errands: "Sequence[Errand]") -> "list[Done]":
        return watched(errands, jobs)

    def again(errands: "Sequence[Errand]") -> "list[Done]":
        with burners(os.cpu_count() or 1):
            return watched(errands, jobs)

    inspections = [inspect(course, exercise, options) for exercise in exercises]
    accounts = verify(inspections, once, again)
    print_accounts(accounts)
    wrong = any(account.findings for account in accounts)
    return ExitCode.BELOW_MINIMUM if wrong else ExitCode.DONE


def watched(errands: "Sequence[Errand]", jobs: int) -> "list[Done]":
    """Have errands done, and show how far they are where somebody is looking."""
    from rich.progress import Progress  # noqa: PLC0415  `grade --help` need not wait for these

    from grader.cli.terminal import console  # noqa: PLC0415
    from grader.verification.crew import work  # noqa: PLC0415

    terminal = console(to_errors=True)
    with Progress(console=terminal, disable=not terminal.is_terminal, transient=True) as progress:
        task = progress.add_task(_("Verifying"), total=len(errands))
        return work(errands, jobs, lambda _errand: progress.advance(task))
