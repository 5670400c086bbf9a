"""`grade [EXERCISE ...]`: grade submissions and show what was found."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from grader.cli.boundary import ExitCode, tell_failure
from grader.cli.engine import Engine
from grader.cli.target import Target, complete_exercise, course_of, find_targets
from grader.cli.text import as_written
from grader.course import Course
from grader.language import translate as _
from grader.settings import Settings

if TYPE_CHECKING:
    from grader.grade import Grade
    from grader.submission import Submission

ISOLATION = ("auto", "strict", "namespaces", "landlock", "limits")
CLOCKS = ("virtual", "real")
LARGEST_SEED = 2**32 - 1
ROUNDING = 1e-9
"""Points are fractions: thirds that add up to all must count as all."""

HELP = _(
    """Grade your work and show what was found.

    EXERCISE is exercise05, 05, 5 or exercise05_exit_codes, or the path of a file or folder whose
    name tells the exercise. Without one, all exercises are graded.

    The exit code is 0 at or above the minimum score, 1 below it, 2 for wrong usage, 3 where the
    grader itself failed."""
)
EXAMPLES = as_written(
    _(
        "Examples:\n"
        "  grade exercise05                            your file in exercises/\n"
        "  grade 5 --submission ~/attempts/second.py   another file, or a folder\n"
        "  grade work/exercise05.ipynb                 a notebook\n"
        "  grade --min-score 60                        all, content with 60 percent\n"
        "  grade 5 --json - --seed 7 > grade.json      repeatable, for a program to read\n"
        "\n"
        'Names complete after: eval "$(_GRADE_COMPLETE=bash_source grade)"\n'
        "(zsh_source, fish_source for other shells)"
    )
)


@dataclass(frozen=True, slots=True)
class Options:
    """What was given on the command line."""

    names: tuple[str, ...]
    submission: Path | None
    report: str | None
    json: str | None
    open_report: bool
    seed: int | None
    isolation: str
    clock: str
    schedule: int | None
    min_score: float
    student: str | None
    verbose: bool
    all_tests: bool

    def settings(self) -> Settings:
        """How to grade; a seed is drawn where none was given."""
        from secrets import randbelow  # noqa: PLC0415  only grading needs it

        seed = randbelow(LARGEST_SEED + 1) if self.seed is None else self.seed
        audience = "instructor" if self.all_tests else "student"
        return Settings(seed, self.isolation, self.clock, self.schedule, audience=audience)


@click.command("grade", help=HELP, epilog=EXAMPLES, hidden=True)
@click.argument("names", nargs=-1, metavar="[EXERCISE]...", shell_complete=complete_exercise)
@click.option(
    "--submission",
    metavar="PATH",
    type=click.Path(path_type=Path),
    help=_("Grade this file or folder rather than the one in exercises/."),
)
@click.option(
    "--report",
    metavar="PATH",
    type=click.Path(dir_okay=False, allow_dash=True),
    help=_("Write the HTML report there; - is standard output."),
)
@click.option(
    "--json",
    metavar="PATH",
    type=click.Path(dir_okay=False, allow_dash=True),
    help=_("Write the grade as JSON there; - is standard output."),
)
@click.option("--open", "open_report", is_flag=True, help=_("Open the report in a browser."))
@click.option(
    "--seed",
    type=click.IntRange(0, LARGEST_SEED),
    metavar="N",
    help=_("Draw all that is random from this seed; by lot otherwise."),
)
@click.option(
    "--isolation",
    type=click.Choice(ISOLATION),
    default="auto",
    show_default=True,
    help=_("How your program is kept apart; strict refuses any level but the strongest."),
)
@click.option(
    "--min-score",
    type=click.FloatRange(0, 100),
    default=100,
    show_default=True,
    metavar="PERCENT",
    help=_("What counts as success."),
)
@click.option(
    "--clock",
    type=click.Choice(CLOCKS),
    default="virtual",
    show_default=True,
    help=_("Whether your program's sleeps take real time."),
)
@click.option(
    "--schedule",
    type=click.IntRange(1, LARGEST_SEED),
    metavar="SEED",
    help=_("Run your program in the order of events that a message named, to see it again."),
)
@click.option("--student", metavar="NAME", help=_("Your name in the grade; your login otherwise."))
@click.option(
    "--verbose",
    is_flag=True,
    help=_("Show each run, too: its processes along a timeline, and what they did."),
)
@click.option(
    "--all-tests",
    is_flag=True,
    help=_("For instructors: run the tests that students may not run yet, too."),
)
@click.pass_obj
def command(engine: Engine, /, **values: Any) -> int:
    """Grade what the arguments name."""
    options = Options(**values)
    course = course_of(options.names)
    targets = find_targets(course, options.names, options.submission)
    return grade_targets(course, targets, options, engine)


def grade_targets(
    course: Course, targets: Sequence[Target], options: Options, engine: Engine
) -> int:
    """Grade every target, print each grade and a summary of several, and return the exit code."""
    from grader.cli.delivery import Delivery  # noqa: PLC0415  completion need not wait for these
    from grader.cli.table import print_grade, print_summary  # noqa: PLC0415
    from grader.cli.terminal import console  # noqa: PLC0415

    delivery = Delivery(options.report, options.json, options.open_report)
    delivery.check(len(targets))
    terminal = console(to_errors=delivery.takes_output)
    settings = options.settings()
    grades = []
    for target, submission in zip(targets, read_all(targets, options), strict=True):
        grades.append(engine.grade(target.exercise, submission, settings))
        report = delivery.deliver(grades[-1], course, target.exercise, engine)
        print_grade(terminal, grades[-1], report, verbose=options.verbose)
    if len(grades) > 1:
        print_summary(terminal, grades)
    return exit_code(grades, options.min_score)


def read_all(targets: Sequence[Target], options: Options) -> "list[Submission]":
    """Return all submissions; wrong usage shows before anything is graded."""
    from grader.intake import read_submission  # noqa: PLC0415

    student = options.student or login_name()
    return [read_submission(target.path, target.exercise, student) for target in targets]


def login_name() -> str:
    """Return the name of whoever calls, `student` where the system doesn't know it."""
    from getpass import getuser  # noqa: PLC0415

    try:
        return getuser()
    except (KeyError, OSError, ImportError):
        return "student"


def exit_code(grades: "Sequence[Grade]", minimum: float) -> int:
    """Return the code of the worst grade; `minimum` is in percent."""
    from grader.grade import Verdict  # noqa: PLC0415

    failures = [grade for grade in grades if grade.verdict is Verdict.GRADER_ERROR]
    for grade in failures:
        tell_grader_error(grade)
    if failures:
        return ExitCode.GRADER_FAILED
    reached = all(percent(grade) >= minimum - ROUNDING for grade in grades)
    return ExitCode.DONE if reached else ExitCode.BELOW_MINIMUM


def percent(grade: "Grade") -> float:
    """Return how much of what could be had was had."""
    if grade.score is None:
        return 0.0
    return 100 * grade.score / grade.max_score if grade.max_score else 100.0


def tell_grader_error(grade: "Grade") -> None:
    """Tell that the grader failed on an exercise, and keep the grade in a log."""
    from grader.grade import Outcome  # noqa: PLC0415

    broken = [test.name for test in grade.tests if test.outcome is Outcome.ERROR]
    reason = grade.problem or ", ".join(broken) or _("no reason was given")
    tell_failure(f"{grade.exercise}: {reason}", "\n".join(grade.details))
