"""A grade in the terminal: its tests, its score, and what each lost point was lost for."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from grader.cli.loss import OUTCOME_STYLE, heading, loss, points
from grader.cli.terminal import INDENT, plain_table, text
from grader.cli.text import number
from grader.grade import Grade, Outcome, TestResult, Verdict
from grader.language import translate as _
from grader.language import translate_plural

VERDICT_STYLE = {
    Verdict.ACCEPTED: "bold green",
    Verdict.PARTIAL: "bold yellow",
    Verdict.REJECTED: "bold red",
    Verdict.GRADER_ERROR: "bold magenta",
}


def print_grade(terminal: Console, grade: Grade, report: Path | None, *, verbose: bool) -> None:
    """Print all that a student needs of a grade."""
    terminal.print(text(f"{grade.exercise} · {grade.title}", "bold"))
    if grade.tests:
        terminal.print(tests_table(grade.tests))
    terminal.print(score_line(grade))
    if grade.graded_later:
        terminal.print(text(graded_later(grade.graded_later), "bold"))
    for part in remarks(grade, terminal.width):
        terminal.print(part)
    if verbose and any(test.runs for test in grade.tests):
        print_runs(terminal, grade)
    terminal.print()
    terminal.print(text(circumstances(grade), "dim"))
    if report is not None:
        terminal.print(text(_("Report: {path}").format(path=report)), soft_wrap=True)
    terminal.print()


def print_runs(terminal: Console, grade: Grade) -> None:
    """Print what each run did."""
    from grader.cli.runs import runs  # noqa: PLC0415  few calls need it

    terminal.print()
    for part in runs(grade, terminal.width):
        terminal.print(part)


def print_summary(terminal: Console, grades: Sequence[Grade]) -> None:
    """Print the scores of several grades below one another."""
    table = plain_table(_("exercise"), _("score"), _("verdict"))
    for grade in grades:
        verdict = text(verdict_word(grade.verdict), VERDICT_STYLE[grade.verdict])
        table.add_row(
            text(f"{grade.exercise} · {grade.title}"), text(points_so_far(grade)), verdict
        )
    terminal.print(table)


def tests_table(tests: Sequence[TestResult]) -> Table:
    """The table of the tests with their points."""
    table = plain_table(_("test"), _("points"), _("outcome"))
    for test in tests:
        outcome = text(outcome_word(test.outcome), OUTCOME_STYLE[test.outcome])
        table.add_row(text(test.title), text(points(test)), outcome)
    return table


def score_line(grade: Grade) -> Text:
    """The score and the verdict."""
    line = _("Score: {score}, {verdict}").format(
        score=score(grade), verdict=verdict_word(grade.verdict)
    )
    return text(line, VERDICT_STYLE[grade.verdict])


def remarks(grade: Grade, width: int) -> Iterator[RenderableType]:
    """What kept the submission from being graded, what grading changed, and each lost point.

    Nothing is wider than `width`.
    """
    if grade.problem:
        yield text(grade.problem, "bold")
    for note in grade.notes:
        yield text(_("Note: {note}").format(note=note))
    for test in grade.tests:
        if test.explanation is not None and test.explanation.summary != grade.problem:
            yield Text()
            yield heading(test)
            yield from (Padding(part, INDENT) for part in loss(test, width - INDENT[3]))


def circumstances(grade: Grade) -> str:
    """How it was graded: what repeats it exactly."""
    made = grade.provenance
    facts = _("Seed {seed}, isolation {isolation}, {clock} clock, Python {python}, {seconds} s")
    return facts.format(
        seed=grade.seed,
        isolation=made.isolation,
        clock=made.clock,
        python=made.python,
        seconds=number(grade.duration),
    )


def score(grade: Grade) -> str:
    """The score in words."""
    if grade.score is None:
        return _("none")
    return _("{score} of {most}").format(score=number(grade.score), most=number(grade.max_score))


def points_so_far(grade: Grade) -> str:
    """The score in words, with what may still come."""
    if not grade.graded_later:
        return score(grade)
    words = _("{score} (+ {points} later)")
    return words.format(score=score(grade), points=number(grade.graded_later))


def graded_later(points: float) -> str:
    """What a student is told of the tests that were not run yet."""
    words = translate_plural(
        "{points} more point is graded later.",
        "{points} more points are graded later.",
        1 if points == 1 else 2,  # fractions take the plural
    )
    return words.format(points=number(points))


def outcome_word(outcome: Outcome) -> str:
    """An outcome in a student's language."""
    words = {
        Outcome.PASSED: _("passed"),
        Outcome.FAILED: _("failed"),
        Outcome.ERROR: _("grader error"),
    }
    return words[outcome]


def verdict_word(verdict: Verdict) -> str:
    """A verdict in a student's language."""
    words = {
        Verdict.ACCEPTED: _("accepted"),
        Verdict.PARTIAL: _("partial"),
        Verdict.REJECTED: _("rejected"),
        Verdict.GRADER_ERROR: _("grader error"),
    }
    return words[verdict]
