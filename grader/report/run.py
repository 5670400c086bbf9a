"""What the page shows of one run."""

from dataclasses import dataclass

from grader.language import translate, translate_plural
from grader.report.excerpt import cut, excerpt, shorten
from grader.report.output import Output, build_output
from grader.report.place import Anchors, Link
from grader.report.quantity import exit_code, seconds
from grader.report.steps import StepTable, build_steps
from grader.report.timeline import Timeline, build_timeline
from grader.report.words import Phrase, ending_phrase
from grader.runs.ending import Ending
from grader.runs.standing import stands
from grader.runs.trace import Message, ProcessRecord, Raised, Run, Stuck

_PROCESSES = (60, 20)
_MESSAGES = (100, 50)
_STUCK = (20, 5)
_NAME_WIDTH = 60


@dataclass(frozen=True, slots=True)
class Fact:
    """A name and a value."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells under their headings; the first cell of a row names it."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    left_out: str
    """What the page says of rows it leaves out; empty where it shows all."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that happened at lines of the student's."""

    text: str
    places: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class RunView:
    """One run, as the page shows it."""

    anchor: str
    title: str
    ending: Phrase
    facts: tuple[Fact, ...]
    raised: Fault | None
    stuck: tuple[Fault, ...]
    leftovers: str
    """Empty where no process was left."""
    answer: str | None
    """What the student's function gave back, where one was called."""
    output: Output
    errors: Output
    processes: Table
    messages: Table
    notes: tuple[str, ...]
    timeline: Timeline | None
    """None where there is nothing to draw."""
    tables: bool
    """Whether the timeline leaves anything of processes and messages to be told."""
    steps: StepTable | None
    """None where no generator was watched, or none was resumed."""
    opened: bool
    """Whether it is shown without being asked for."""


def run_view(
    run: Run, anchor: str, title: str, anchors: Anchors, *, wanted: bool = False
) -> RunView:
    """One run; one that is `wanted` is shown opened, if there is a picture of it."""
    stuck = excerpt(run.stuck, *_STUCK)
    timeline = build_timeline(run, anchor, anchors)
    steps = build_steps(run, anchor, anchors)
    return RunView(
        anchor=anchor,
        title=title,
        ending=ending_phrase(run),
        facts=_facts(run),
        raised=None if run.raised is None else _raised(run.raised, anchors),
        stuck=tuple(_stuck(one, run.ending, anchors) for one in (*stuck.first, *stuck.last)),
        leftovers=_leftovers(run.leftovers),
        answer=shorten(repr(run.value)) if run.answered else None,
        output=build_output(run.lines),
        errors=build_output(run.errors),
        processes=_processes(run.processes),
        messages=_messages(run.messages),
        notes=tuple(map(shorten, run.notes)),
        timeline=timeline,
        tables=timeline is None or bool(timeline.notes),
        steps=steps,
        opened=wanted and bool(timeline or steps),
    )


def _facts(run: Run) -> tuple[Fact, ...]:
    """The numbers of a run."""
    facts = []
    if run.exit_code is not None:
        facts.append(Fact(translate("Exit code"), exit_code(run.exit_code)))
    if run.clock != "real":
        facts.append(Fact(translate("Time that passed for the program"), seconds(run.duration)))
    facts.append(Fact(translate("Time it really took"), seconds(run.real_duration)))
    facts.append(Fact(translate("Start method"), run.start_method))
    if run.schedule is not None:
        facts.append(Fact(translate("Schedule"), str(run.schedule)))
    return tuple(facts)


def _raised(raised: Raised, anchors: Anchors) -> Fault:
    """The exception that ended the program."""
    return Fault(shorten(raised.said), anchors.links(raised.places))


def _stuck(stuck: Stuck, ending: Ending, anchors: Anchors) -> Fault:
    """Where one thread stood."""
    return Fault(shorten(stands(stuck, ending)), anchors.links(stuck.places))


def _leftovers(names: tuple[str, ...]) -> str:
    """The processes that outlived the program, in a sentence."""
    if not names:
        return ""
    words = translate_plural(
        "One process was still running when the program ended, and was then stopped: {names}.",
        "{count} processes were still running when the program ended, and were then stopped: "
        "{names}.",
        len(names),
    )
    return words.format(count=len(names), names=cut(", ".join(names)))


def _processes(records: tuple[ProcessRecord, ...]) -> Table:
    """The processes of the program."""
    shown = excerpt(sorted(records, key=lambda record: record.order), *_PROCESSES)
    return Table(
        headings=(
            translate("Process"),
            translate("Pid"),
            translate("Daemon"),
            translate("Start method"),
            translate("Started"),
            translate("Ended"),
            translate("Exit code"),
        ),
        rows=tuple(map(_process, (*shown.first, *shown.last))),
        left_out=_rows_left_out(shown.left_out),
    )


def _process(record: ProcessRecord) -> tuple[str, ...]:
    """One process as a row."""
    ended = translate("still running at the end")
    return (
        cut(record.name, _NAME_WIDTH),
        str(record.pid),
        translate("yes") if record.daemon else translate("no"),
        record.start_method or translate("main program"),
        seconds(record.started),
        ended if record.ended is None else seconds(record.ended),
        exit_code(record.exit_code),
    )


def _messages(messages: tuple[Message, ...]) -> Table:
    """What went through queues and pipes."""
    shown = excerpt(sorted(messages, key=lambda message: message.order), *_MESSAGES)
    return Table(
        headings=(
            translate("Time"),
            translate("Process"),
            translate("Did"),
            translate("Queue or pipe"),
            translate("Value"),
        ),
        rows=tuple(map(_message, (*shown.first, *shown.last))),
        left_out=_rows_left_out(shown.left_out),
    )


def _message(message: Message) -> tuple[str, ...]:
    """One message as a row."""
    return (
        seconds(message.time),
        f"{cut(message.process, _NAME_WIDTH)} ({message.pid})",
        message.action,
        cut(message.channel, _NAME_WIDTH),
        cut(message.summary),
    )


def _rows_left_out(count: int) -> str:
    """The note below a table that is not whole; empty where it is."""
    if not count:
        return ""
    words = translate_plural(
        "{count} row from the middle of this table is left out.",
        "{count} rows from the middle of this table are left out.",
        count,
    )
    return words.format(count=count)
