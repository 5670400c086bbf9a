"""What the page shows of one test: its outcome, why points were lost, and its runs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from grader.grade import TestResult
from grader.language import translate, translate_plural
from grader.report.comparison import Value, build_values
from grader.report.contents import Row, build_rows
from grader.report.excerpt import excerpt, shorten
from grader.report.place import Anchors, Link
from grader.report.quantity import points
from grader.report.run import RunView, run_view
from grader.report.stories import build_stories
from grader.report.strip import Strip, build_strip
from grader.report.timeline import Timeline
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
    stories: Timeline | None
    """The same as a picture, of values that tell what happened when; else None."""
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
    moments: Mapping[str, str]
    """For the id of a line of code, the link to where a timeline tells of it last."""
    folded: bool
    """Whether no more than its head is shown until it is asked for: that of a passed test."""
    left_out: str
    """What the page says of runs it leaves out; empty where it shows all."""
    shown: bool = True
    """False where what kept the whole program from being graded is all that there is to say."""


def build_card(number: int, test: TestResult, anchors: Anchors, exercise: str) -> Card:
    """The `number`-th card of the page; `exercise` is what a student types for it."""
    anchor = f"test-{number}"
    shown = excerpt(tuple(enumerate(test.runs, 1)), *_RUNS)
    runs = tuple(
        _run(run, f"{anchor}-run-{order}", order, test, anchors)
        for order, run in (*shown.first, *shown.last)
    )
    moments = _moments(runs, anchors)
    loss = _loss(test, anchor, anchors, moments)
    return Card(
        anchor=anchor,
        title=test.title,
        outcome=outcome_phrase(test.outcome),
        points=points(test.points),
        max_points=points(test.max_points),
        loss=loss,
        strip=build_strip(test, exercise, runs[0].anchor if runs else ""),
        runs=runs,
        moments=moments,
        folded=loss is None and bool(runs),
        left_out=runs_left_out(shown.left_out),
    )


def _run(run: Run, anchor: str, order: int, test: TestResult, anchors: Anchors) -> RunView:
    """One of a test's runs."""
    count = len(test.runs)
    # The last run is the one after which a failed test had seen enough.
    told = test.explanation.summary if test.explanation and order == count else ""
    view = run_view(run, anchor, _title(run, order, count), anchors, told)
    return replace(view, opened=view.opened or (count == 1 and view.pictured))


def _title(run: Run, order: int, count: int) -> str:
    """What a run is called: by its number where there are several, and by its schedule."""
    title = translate("What your program did")
    if count > 1:
        title = translate("What your program did, run {order} of {count}")
    if run.schedule is not None:
        title = translate("What your program did under schedule {schedule}")
        if count > 1:
            title = translate(
                "What your program did under schedule {schedule}, run {order} of {count}"
            )
    return title.format(order=order, count=count, schedule=run.schedule)


def _moments(runs: Iterable[RunView], anchors: Anchors) -> dict[str, str]:
    """For the id of a line, the link to where the timelines of runs tell of it last."""
    timelines = [run.timeline for run in runs if run.timeline]
    marks = [mark for timeline in timelines for mark in timeline.marks]
    return {anchors.anchor(place) or "": f"#{entry}" for place, entry in marks}


def _loss(
    test: TestResult, anchor: str, anchors: Anchors, moments: Mapping[str, str]
) -> Loss | None:
    """Why a test's points were lost."""
    if (why := test.explanation) is None:
        return None
    stories = build_stories(why.expected, why.seen, f"{anchor}-stories")
    return Loss(
        summary=shorten(why.summary),
        values=build_values(why),
        rows=() if stories else build_rows(why.expected, why.seen),
        stories=stories,
        hint=test.hint,
        places=tuple(
            replace(link, moment=moments.get((link.href or "#")[1:], ""))
            for link in anchors.links(why.places)
        ),
    )


def runs_left_out(count: int) -> str:
    """The note below runs that are not all shown; empty where they are."""
    if not count:
        return ""
    words = translate_plural(
        "{count} run of this test is left out.", "{count} runs of this test are left out.", count
    )
    return words.format(count=count)
