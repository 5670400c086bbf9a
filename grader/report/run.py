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
from grader.runs.trace import Message, ProcessRecord, Raised, Run

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
    sentence: str
    """The same at length; empty where it would only say once more what stands beside it."""
    facts: tuple[Fact, ...]
    raised: Fault | None
    stuck: tuple[Fault, ...]
    leftovers: str
    """Empty where no process was left."""
    answer: str | None
    """What the student's function gave back, where one was called."""
    output: Output
    errors: Output
    processes: Table | None
    """None where the timeline tells all of it, as of the messages."""
    messages: Table | None
    notes: tuple[str, ...]
    timeline: Timeline | None
    """None where there is nothing to draw."""
    steps: StepTable | None
    """None where no generator was watched, or none was resumed."""
    opened: bool
    """Whether it is shown without being asked for."""

    @property
    def pictured(self) -> bool:
        """Whether there is more to see than what was printed."""
        return bool(self.timeline or self.steps)


def run_view(run: Run, anchor: str, title: str, anchors: Anchors, told: str = "") -> RunView:
    """One run.

    `told` is what the test's explanation says of it: that is not said twice, and such a run is
    shown opened, if there is a picture of it.
    """
    timeline = build_timeline(run, anchor, anchors)
    steps = build_steps(run, anchor, anchors)
    partial = timeline is None or bool(timeline.notes)
    return RunView(
        anchor=anchor,
        title=title,
        ending=ending_phrase(run),
        sentence=_sentence(run, told),
        facts=_facts(run),
        raised=_raised(run.raised, anchors, told),
        stuck=_stuck(run, anchors, told),
        leftovers=_leftovers(run.leftovers),
        answer=shorten(repr(run.value)) if run.answered else None,
        output=build_output(run.lines),
        errors=build_output(run.errors),
        processes=_processes(run.processes) if partial and len(run.processes) > 1 else None,
        messages=_messages(run.messages) if partial and run.messages else None,
        notes=tuple(map(shorten, run.notes)),
        timeline=timeline,
        steps=steps,
        opened=bool(told) and bool(timeline or steps),
    )


def _sentence(run: Run, told: str) -> str:
    """How a run ended that did not end by itself."""
    if run.ending is Ending.FINISHED or any(stands(one, run.ending) in told for one in run.stuck):
        return ""
    return ending_phrase(run).sentence


def _facts(run: Run) -> tuple[Fact, ...]:
    """The numbers of a run."""
    facts = []
    if run.exit_code is not None:
        facts.append(Fact(translate("Exit code"), exit_code(run.exit_code)))
    if run.clock != "real":
        facts.append(Fact(translate("Time that passed for the program"), seconds(run.duration)))
    facts.append(Fact(translate("Time it really took"), seconds(run.real_duration)))
    facts.append(Fact(translate("Start method"), run.start_method))
    return tuple(facts)


def _raised(raised: Raised | None, anchors: Anchors, told: str) -> Fault | None:
    """The exception that ended the program, unless all of it is told already."""
    if raised is None:
        return None
    text = raised.said
    if text in told and len(raised.places) <= 1:
        return None
    return Fault(shorten(text), anchors.links(raised.places))


def _stuck(run: Run, anchors: Anchors, told: str) -> tuple[Fault, ...]:
    """Where each thread stood, unless all of it is told already."""
    said = [(stands(one, run.ending), one.places) for one in run.stuck]
    if all(text in told and len(places) <= 1 for text, places in said):
        return ()
    shown = excerpt(said, *_STUCK)
    return tuple(
        Fault(shorten(text), anchors.links(places)) for text, places in (*shown.first, *shown.last)
    )


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
