"""What the page of a class shows: values in which all is decided, so that templates decide nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import mean, median

from grader.language import catalogue, translate
from grader.report.classroom.discrimination import FEWEST
from grader.report.classroom.histogram import Histogram, build_histogram
from grader.report.classroom.item import Item, build_items
from grader.report.classroom.messages import Message, build_messages
from grader.report.classroom.roll import Result, Roll, Sheet
from grader.report.classroom.runtime import build_runtime
from grader.report.classroom.table import Table, build_table
from grader.report.run import Fact

SHORT = 5
"""Lines of what was not graded that are shown unfolded."""


@dataclass(frozen=True, slots=True)
class Section:
    """One exercise."""

    anchor: str
    short: str
    title: str
    handed_in: str
    percent: str
    """The mean of the scores."""
    histogram: Histogram
    facts: tuple[Fact, ...]
    items: tuple[Item, ...]
    telling: bool
    """Whether the class is large enough to say how well tests tell strong from weak."""
    messages: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class Ignored:
    """What lay among the submissions and was not graded, each with its reason."""

    heading: str
    lines: tuple[str, ...]
    folded: bool


@dataclass(frozen=True, slots=True)
class ClassPage:
    """The whole page."""

    language: str
    title: str
    size: str
    """How many students and exercises there are."""
    facts: tuple[Fact, ...]
    histogram: Histogram
    table: Table
    ignored: Ignored
    sections: tuple[Section, ...]
    fewest: int
    """Students that it takes to say how well tests tell strong from weak."""


def build_class_page(roll: Roll, title: str, ignored: Sequence[str] = ()) -> ClassPage:
    """Return the page of a class; `title` is the course's, `ignored` what was not graded."""
    results = [result for sheet in roll.sheets for result in sheet.results.values()]
    shares = _shares(results)
    return ClassPage(
        language=str(catalogue().info().get("language", "en")).replace("_", "-"),
        title=title,
        size=translate("Students: {students}. Exercises: {exercises}.").format(
            students=len(roll.students), exercises=len(roll.sheets)
        ),
        facts=(*_spread(results), *build_runtime(results)),
        histogram=build_histogram(shares),
        table=build_table(roll),
        ignored=Ignored(
            translate("Not graded: {count}").format(count=len(ignored)),
            tuple(ignored),
            folded=len(ignored) > SHORT,
        ),
        sections=tuple(
            _section(sheet, number, len(roll.students))
            for number, sheet in enumerate(roll.sheets, 1)
        ),
        fewest=FEWEST,
    )


def _section(sheet: Sheet, number: int, students: int) -> Section:
    results = list(sheet.results.values())
    shares = _shares(results)
    gradings = [result.graded for result in sheet.scored]
    return Section(
        anchor=f"exercise-{number}",
        short=sheet.number,
        title=sheet.title,
        handed_in=translate("{count} of {students}").format(count=len(results), students=students),
        percent=_percent(mean(shares)) if shares else "",
        histogram=build_histogram(shares),
        facts=(*_spread(results), *build_runtime(results)),
        items=build_items(gradings),
        telling=len(gradings) >= FEWEST,
        messages=build_messages(sheet.scored),
    )


def _shares(results: Sequence[Result]) -> list[float]:
    return [share for result in results if (share := result.share) is not None]


def _spread(results: Sequence[Result]) -> tuple[Fact, ...]:
    """What a few numbers tell of the scores."""
    shares = _shares(results)
    facts = [Fact(translate("Gradings"), str(len(results)))]
    if shares:
        facts += [
            Fact(translate("Mean"), _percent(mean(shares))),
            Fact(translate("Median"), _percent(median(shares))),
            Fact(translate("All points"), str(sum(share >= 1 for share in shares))),
            Fact(translate("No points"), str(shares.count(0))),
        ]
    if failures := len(results) - len(shares):
        facts.append(Fact(translate("Not graded: the grader failed"), str(failures)))
    return tuple(facts)


def _percent(share: float) -> str:
    return f"{100 * share:.0f}\N{NO-BREAK SPACE}%"
