"""What the page shows of one test: its outcome, why points were lost, and its runs."""

from dataclasses import dataclass

from grader.grade import TestResult
from grader.language import translate, translate_plural
from grader.report.comparison import Value, build_values
from grader.report.contents import Row, build_rows
from grader.report.excerpt import excerpt, shorten
from grader.report.place import Anchors, Link
from grader.report.quantity import points
from grader.report.run import RunView, run_view
from grader.report.strip import Strip, build_strip
from grader.report.words import Phrase, outcome_phrase
from grader.runs.trace import Run

_RUNS = (20, 5)


@dataclass(frozen=True, slots=True)
class Loss:
    """Why points were lost."""

    summary: str
    values: tuple[Value, ...]
    """What was expected and what was seen, where a test says it."""
    rows: tuple[Row, ...]
    """The same item by item, of values that have such; else none."""
    hint: str | None
    places: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """One test."""

    anchor: str
    title: str
    outcome: Phrase
    points: str
    max_points: str
    loss: Loss | None
    """None for a passed test."""
    strip: Strip | None
    """None for a test without schedules."""
    runs: tuple[RunView, ...]
    left_out: str
    """What the page says of runs it leaves out; empty where it shows all."""


def build_card(number: int, test: TestResult, anchors: Anchors, exercise: str) -> Card:
    """The `number`-th card of the page; `exercise` is what a student types for it."""
    anchor = f"test-{number}"
    runs = excerpt(tuple(enumerate(test.runs, 1)), *_RUNS)
    return Card(
        anchor=anchor,
        title=test.title,
        outcome=outcome_phrase(test.outcome),
        points=points(test.points),
        max_points=points(test.max_points),
        loss=_loss(test, anchors),
        strip=build_strip(test, exercise),
        runs=tuple(
            _run(run, f"{anchor}-run-{order}", order, test, anchors)
            for order, run in (*runs.first, *runs.last)
        ),
        left_out=runs_left_out(runs.left_out),
    )


def _run(run: Run, anchor: str, order: int, test: TestResult, anchors: Anchors) -> RunView:
    """One of a test's runs."""
    count = len(test.runs)
    title = translate("What your program did")
    if count > 1:
        title = translate("What your program did, run {order} of {count}")
    # The last run is the one after which a failed test had seen enough.
    wanted = test.explanation is not None and order == count
    return run_view(run, anchor, title.format(order=order, count=count), anchors, wanted=wanted)


def _loss(test: TestResult, anchors: Anchors) -> Loss | None:
    """Why a test's points were lost."""
    if (why := test.explanation) is None:
        return None
    return Loss(
        summary=shorten(why.summary),
        values=build_values(why),
        rows=build_rows(why.expected, why.seen),
        hint=test.hint,
        places=anchors.links(why.places),
    )


def runs_left_out(count: int) -> str:
    """The note below runs that are not all shown; empty where they are."""
    if not count:
        return ""
    words = translate_plural(
        "{count} run of this test is left out.", "{count} runs of this test are left out.", count
    )
    return words.format(count=count)
