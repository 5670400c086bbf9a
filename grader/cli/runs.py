"""The runs of a grade in the terminal, which `--verbose` adds: what the report tells, in short."""

from collections.abc import Iterator

from rich.columns import Columns
from rich.console import RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.text import Text

from grader.cli.loss import heading
from grader.cli.story import LITTLE, MUCH, build_story, tell
from grader.cli.terminal import INDENT, TONE_STYLE, phrase, spaced
from grader.grade import Grade, Outcome, TestResult
from grader.language import translate as _
from grader.report.card import runs_left_out
from grader.report.excerpt import excerpt
from grader.report.place import Anchors, anchors
from grader.report.quantity import short_seconds
from grader.report.strip import build_strip
from grader.report.words import Tone, ending_phrase
from grader.runs.trace import Run

RUNS = (20, 5)
"""What is told of the runs of a test: the first and the last."""
FIRST = (1, 0)
"""What is told whole of the runs of a passed test."""
WHOLE = (3, 1)
"""What is told whole of those of a lost test: after the last one it had seen enough."""

Told = dict[tuple[object, ...], str]
"""The tests under which stories were told."""


def runs(grade: Grade, width: int) -> Iterator[RenderableType]:
    """What each run did, test by test, no wider than `width`."""
    places, told = anchors(grade.sources), Told()
    yield Rule(_("What your program did"), style="dim")
    for test in grade.tests:
        yield Text()
        yield heading(test)
        for part in (*schedules(test, grade.exercise), *runs_of(test, places, told, width)):
            yield Padding(part, INDENT)


def schedules(test: TestResult, exercise: str) -> Iterator[RenderableType]:
    """The schedules of a test: which seeds it held under."""
    strip = build_strip(test, exercise, "")
    if strip is None:
        return
    yield phrase(strip.summary)
    cells = [
        Text(f"{'✗' if cell.tone is Tone.BAD else '✓'} {cell.seed}", TONE_STYLE[cell.tone])
        for cell in strip.cells
    ]
    yield Columns(cells, padding=(0, 2), equal=True)


def runs_of(test: TestResult, places: Anchors, told: Told, width: int) -> Iterator[RenderableType]:
    """The runs of a test; of a lost one the story of each, of a passed one that of the first."""
    shown, whole = excerpt(tuple(enumerate(test.runs, 1)), *RUNS), told_whole(test)
    parted = False
    for number, run in (*shown.first, *shown.last):
        parts = [*story(run, test, places, told, width)] if number in whole else []
        yield from [Text()] if parted else []
        yield headline(run, number, len(test.runs))
        yield from parts
        parted = bool(parts)
    if shown.left_out:
        yield phrase(runs_left_out(shown.left_out), "dim")


def told_whole(test: TestResult) -> frozenset[int]:
    """The numbers of the runs whose stories are told."""
    most = FIRST if test.outcome is Outcome.PASSED else WHOLE
    shown = excerpt(range(1, len(test.runs) + 1), *most)
    return frozenset((*shown.first, *shown.last))


def headline(run: Run, number: int, count: int) -> Text:
    """How a run ended, how long it took, and under which schedule it was."""
    ending = ending_phrase(run)
    title = _("run {number} of {count}").format(number=number, count=count)
    facts = [duration(run)]
    if run.schedule is not None:
        facts.append(_("schedule {seed}").format(seed=run.schedule))
    return Text.assemble(
        phrase(f"{title} · " if count > 1 else "", "dim"),
        phrase(ending.short, TONE_STYLE[ending.tone]),
        phrase("".join(f" · {fact}" for fact in facts), "dim"),
    )


def duration(run: Run) -> str:
    """How long a run took: in its own time, too, unless that was real."""
    real = spaced(short_seconds(run.real_duration))
    if run.clock == "real":
        return real
    return _("{time}, really {real}").format(time=spaced(short_seconds(run.duration)), real=real)


def story(
    run: Run, test: TestResult, places: Anchors, told: Told, width: int
) -> Iterator[RenderableType]:
    """What happened in a run; what was told before is not told again, unless a timeline shows a loss."""
    passed = test.outcome is Outcome.PASSED
    found = build_story(run, places, LITTLE if passed else MUCH)
    before = told.setdefault(found.substance, test.title)
    if before != test.title and (passed or found.timeline is None):
        yield phrase(_("The same happened as above, in: {title}").format(title=before), "dim")
    else:
        yield from tell(found, width - INDENT[3])
