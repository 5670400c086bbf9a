"""The story of a run in the terminal: a picture of its processes, what happened, and what it wrote."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from grader.cli.picture import picture
from grader.cli.strokes import SIGNS
from grader.cli.terminal import INDENT, TONE_STYLE, grid, phrase, spaced, text
from grader.language import translate as _
from grader.report.excerpt import cut, excerpt, lines_left_out
from grader.report.happening import NAME, Kind
from grader.report.place import Anchors
from grader.report.quantity import short_seconds
from grader.report.steps import Row, StepTable, build_steps
from grader.report.story import happenings
from grader.report.timeline import Entry, Timeline, build_timeline
from grader.report.words import Tone
from grader.runs.standing import stands
from grader.runs.trace import Line, Run

QUIET = frozenset({Kind.START, Kind.SLEEP, Kind.WAIT})
"""What the picture shows at a glance."""


@dataclass(frozen=True, slots=True)
class Measure:
    """How much is shown of what there may be much of: the first and the last."""

    happenings: tuple[int, int]
    steps: tuple[int, int]
    lines: tuple[int, int]


MUCH = Measure((14, 10), (12, 6), (12, 8))
LITTLE = Measure((8, 6), (6, 3), (6, 3))


@dataclass(frozen=True, slots=True)
class Story:
    """What is told of one run."""

    timeline: Timeline | None
    """None where one process did nothing but print."""
    steps: StepTable | None
    faults: tuple[Text, ...]
    """What ended the program, where no timeline tells it."""
    lines: tuple[RenderableType, ...]
    """What it wrote, where no timeline tells all of it."""
    notes: tuple[str, ...]
    substance: tuple[object, ...]
    """Equal for two runs in which the same happened."""


def build_story(run: Run, places: Anchors, measure: Measure) -> Story:
    """What there is to tell of a run."""
    timeline = build_timeline(run, "", places, measure.happenings)
    return Story(
        timeline=timeline,
        steps=build_steps(run, "", places, measure.steps),
        faults=() if timeline else tuple(faults(run, places)),
        lines=() if is_all_told(timeline, run) else tuple(output(run, measure.lines)),
        notes=run.notes,
        substance=tuple(substance(run)),
    )


def tell(story: Story, width: int) -> Iterator[RenderableType]:
    """A story, no wider than `width`."""
    if story.timeline is not None:
        yield from picture(story.timeline, width)
        yield from (phrase(note, "dim") for note in story.timeline.notes)
        yield Text()
        yield sentences(story.timeline.entries)
    yield from story.faults
    if story.steps is not None:
        yield steps(story.steps)
    yield from story.lines
    yield from (text(note, "dim") for note in story.notes)


def sentences(entries: Sequence[Entry]) -> Table:
    """What happened, a sentence each, beside the signs of the picture."""
    table = grid("right", "left")
    for entry in entries:
        sentence = phrase(spaced(entry.text), "dim" if entry.kind in QUIET else "")
        if entry.place and f"{entry.place})" not in entry.text:
            sentence.append_text(phrase(f"  {entry.place}", "dim"))
        table.add_row(phrase(spaced(entry.time), "dim"), Text(*SIGNS[entry.kind]), sentence)
    return table


def steps(table: StepTable) -> Table:
    """What the program's generators did, step by step."""
    found = grid("right")
    for row in table.first:
        found.add_row(phrase(row.number, "dim"), step(row))
    if table.left_out:
        found.add_row("", phrase(table.left_out, "dim"))
    for row in table.last:
        found.add_row(phrase(row.number, "dim"), step(row))
    return found


def step(row: Row) -> Text:
    """One step: what went in, what came out, and where the generator then waits."""
    waits = " ".join([row.waits, *(link.text for link in row.places), row.beyond]).rstrip()
    return Text.assemble(
        phrase(f"{row.generator}: {row.call} "),
        phrase(f"{row.outcome} {row.result}".rstrip(), TONE_STYLE[Tone.BAD] if row.bad else ""),
        phrase(f"  {waits}", "dim"),
    )


def faults(run: Run, places: Anchors) -> Iterator[Text]:
    """What ended a program from inside or from outside, and where."""
    if run.raised is not None:
        fault = phrase(cut(run.raised.said), TONE_STYLE[Tone.BAD])
        for link in places.links(run.raised.places[-1:]):
            fault.append_text(phrase(f"  {link.text}", "dim"))
        yield fault
    yield from (phrase(stands(one, run.ending)) for one in run.stuck)


def is_all_told(timeline: Timeline | None, run: Run) -> bool:
    """Whether the sentences of a timeline tell every line that was written."""
    if timeline is None:
        return False
    told = [entry for entry in timeline.entries if entry.kind in (Kind.PRINT, Kind.ERROR)]
    return len(told) == len(run.lines) + len(run.errors)


def written(run: Run) -> list[Line]:
    """All lines of a run, in order."""
    return sorted((*run.lines, *run.errors), key=lambda line: line.order)


def substance(run: Run) -> Iterator[object]:
    """All that happened in a run, without what differs each time: pids, and looks at the clock."""
    yield from ((short_seconds(one.time), one.text) for one in happenings(run))
    yield from ((line.process, line.text) for line in written(run))
    yield from (replace(step, pid=0, time=0.0, order=0) for step in run.steps)


def output(run: Run, most: tuple[int, int]) -> Iterator[RenderableType]:
    """What the processes of a run wrote, in order."""
    shown = excerpt(written(run), *most)
    if shown.first:
        yield phrase(_("Output"), "dim")
    yield from by_writer(shown.first)
    if shown.left_out:
        yield phrase(f"[{lines_left_out(shown.left_out)}]", "dim")
    yield from by_writer(shown.last)


def by_writer(lines: Sequence[Line]) -> Iterator[RenderableType]:
    """Lines, those that one process wrote one after another together."""
    for (_pid, process), group in groupby(lines, key=lambda line: (line.pid, line.process)):
        texts = [phrase(cut(line.text)) for line in group]
        writer = phrase(f"{cut(process, NAME)}:", "dim")
        if len(texts) == 1:
            yield Text.assemble(writer, " ", *texts)
        else:
            yield writer
            yield from (Padding(line, INDENT, expand=False) for line in texts)
