"""The table of students by exercises, and the scores in it that the course's policy changed."""

from collections.abc import Sequence
from dataclasses import dataclass

from grader.grade import Verdict
from grader.language import translate_plural
from grader.report.classroom.roll import Result, Roll, Sheet
from grader.report.quantity import points
from grader.report.words import Tone

CHANGES = 300
"""Rows of changed scores on the page."""
UNKNOWN = "?"
"""A score that nobody knows, since grading itself failed."""


@dataclass(frozen=True, slots=True)
class Heading:
    """The head of an exercise's column."""

    short: str
    title: str


@dataclass(frozen=True, slots=True)
class Cell:
    """One student in one exercise."""

    text: str
    """The score that counts; empty where nothing was handed in."""
    tone: Tone | None
    href: str | None
    before: str
    """The score as the tests gave it, where it is another one; else empty."""


@dataclass(frozen=True, slots=True)
class Row:
    """One student."""

    student: str
    total: str
    """The sum of the scores, e.g. `100 + ?` where one is not known."""
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """A score that the policy changed."""

    student: str
    exercise: str
    before: str
    after: str
    reason: str


@dataclass(frozen=True, slots=True)
class Table:
    """All students."""

    headings: tuple[Heading, ...]
    most: str
    """The points that all exercises together can give."""
    rows: tuple[Row, ...]
    changes: tuple[Change, ...]
    changes_left_out: str
    """Empty where all are shown."""


def build_table(roll: Roll) -> Table:
    """Return the table of a class."""
    changes = [change for sheet in roll.sheets for change in _changes(sheet)]
    return Table(
        headings=tuple(Heading(sheet.number, sheet.title) for sheet in roll.sheets),
        most=points(sum(sheet.most for sheet in roll.sheets)),
        rows=tuple(_row(student, roll.sheets) for student in roll.students),
        changes=tuple(changes[:CHANGES]),
        changes_left_out=_left_out(len(changes) - CHANGES),
    )


def _row(student: str, sheets: Sequence[Sheet]) -> Row:
    results = [sheet.results.get(student) for sheet in sheets]
    scores = [result.graded.final for result in results if result]
    return Row(student, _total(scores), tuple(map(_cell, results)))


def _total(scores: Sequence[float | None]) -> str:
    known = [score for score in scores if score is not None]
    total = [points(sum(known))] if known else []
    rest = [UNKNOWN] if len(known) < len(scores) else []
    return " + ".join(total + rest)


def _cell(result: Result | None) -> Cell:
    if result is None:
        return Cell("", None, None, "")
    graded = result.graded
    if graded.final is None:
        return Cell(UNKNOWN, Tone.UNKNOWN, result.href, "")
    before = points(graded.score or 0.0) if _changed(result) else ""
    return Cell(points(graded.final), _tone(result), result.href, before)


def _tone(result: Result) -> Tone:
    if result.graded.verdict is Verdict.ACCEPTED and not _changed(result):
        return Tone.GOOD
    return Tone.PARTIAL if result.graded.final else Tone.BAD


def _changed(result: Result) -> bool:
    return result.graded.final != result.graded.score


def _changes(sheet: Sheet) -> list[Change]:
    return [
        Change(
            student,
            sheet.title,
            points(result.graded.score or 0.0),
            points(result.graded.final or 0.0),
            result.graded.reason,
        )
        for student, result in sheet.results.items()
        if _changed(result)
    ]


def _left_out(count: int) -> str:
    if count <= 0:
        return ""
    words = translate_plural(
        "{count} more changed score is not shown: `grade export csv` has all.",
        "{count} more changed scores are not shown: `grade export csv` has all.",
        count,
    )
    return words.format(count=count)
