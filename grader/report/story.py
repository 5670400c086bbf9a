"""The story of a run: what happened, one thing after another, each in a sentence."""

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby

from grader.language import translate, translate_plural
from grader.report.excerpt import cut
from grader.report.finale import ends
from grader.report.happening import INSTANT, NAME, WORDS, Happening, Kind, position
from grader.report.quantity import short_seconds
from grader.runs.trace import Act, Line, Message, ProcessRecord, Run, Span


def happenings(run: Run) -> tuple[Happening, ...]:
    """All that happened in a run, in order."""
    names = {process.pid: cut(process.name, NAME) for process in run.processes}
    found = [
        *_starts(run.processes, names),
        *_prints(run.lines, names, Kind.PRINT),
        *_prints(run.errors, names, Kind.ERROR),
        *map(_message, run.messages),
        *map(_span, (span for span in run.spans if not span.thread)),
        *map(_act, run.acts),
        *ends(run, names),
    ]
    return tuple(sorted(found, key=position))


def _starts(processes: Iterable[ProcessRecord], names: dict[int, str]) -> Iterator[Happening]:
    """The starts of processes by others."""
    for process in processes:
        if process.parent in names:
            text = translate("{process} starts {other}").format(
                process=names[process.parent], other=names[process.pid]
            )
            yield Happening(
                Kind.START, process.pid, process.started, process.order, text, other=process.parent
            )


def _prints(lines: Iterable[Line], names: dict[int, str], kind: Kind) -> Iterator[Happening]:
    """What was printed: lines that one process wrote at one moment are one thing."""
    ordered = sorted(lines, key=lambda line: line.order)
    for (pid, _), group in groupby(ordered, key=lambda line: (line.pid, _moment(line.time))):
        written = list(group)
        first, last = written[0], written[-1]
        shown = first if kind is Kind.PRINT else last
        yield Happening(
            kind,
            pid,
            first.time,
            first.order,
            _printed(names.get(pid, first.process), shown, len(written), kind),
            cut(shown.text, WORDS),
            last.place,
            end_order=last.order,
        )


def _moment(time: float) -> int:
    return round(time / INSTANT)


def _printed(process: str, line: Line, count: int, kind: Kind) -> str:
    """What a process wrote, in a sentence."""
    if kind is Kind.ERROR:
        one, many = (
            "{process} writes to standard error: {text}",
            "{process} writes {count} lines to standard error, the last one: {text}",
        )
    else:
        one, many = (
            "{process} prints: {text}",
            "{process} prints {count} lines, the first one: {text}",
        )
    words = translate_plural(one, many, count)
    return words.format(process=process, count=count, text=cut(line.text, WORDS))


# Functions, because the language is known only when they are called.
_PASSED: dict[str, Callable[[], str]] = {
    "put": lambda: translate("{process} puts {value} into {thing}"),
    "get": lambda: translate("{process} gets {value} from {thing}"),
    "send": lambda: translate("{process} sends {value} through {thing}"),
    "recv": lambda: translate("{process} receives {value} from {thing}"),
}


def _message(message: Message) -> Happening:
    """Something that goes into a queue or pipe, or comes out of it."""
    value, thing = cut(message.summary, WORDS), cut(message.channel, NAME)
    words = _PASSED[message.action]()
    text = words.format(process=cut(message.process, NAME), value=value, thing=thing)
    return Happening(
        Kind.TAKE if message.action in ("get", "recv") else Kind.GIVE,
        message.pid,
        message.time,
        message.order,
        text,
        value,
        message.place,
        thing=message.channel,
        value=message.summary,
    )


def _span(span: Span) -> Happening:
    """A sleep or a wait."""
    kind = Kind.SLEEP if span.call == "time.sleep" else Kind.WAIT
    label, length = _span_label(span), short_seconds(span.ended - span.began)
    words = translate("{process} {waits}")
    if kind is Kind.WAIT and span.ended - span.began > INSTANT:
        words = translate("{process} {waits}, {length}")
    text = words.format(process=cut(span.process, NAME), waits=label, length=length)
    return Happening(
        kind,
        span.pid,
        span.began,
        span.order,
        text,
        label,
        span.place,
        span.ended,
        span.end_order,
        thing=span.target,
        brief=length if kind is Kind.SLEEP else cut(span.target, NAME),
    )


def _span_label(span: Span) -> str:
    """What a thread does with its time."""
    target = cut(span.target, NAME)
    if span.call == "time.sleep":
        return translate("sleeps {length}").format(length=short_seconds(span.ended - span.began))
    if span.call == "Lock.acquire" and target:
        return translate("waits for a lock of {target}").format(target=target)
    if target:
        return translate("waits for {target}").format(target=target)
    return translate("waits in {call}").format(call=span.call) if span.call else translate("waits")


_ACTS = {"set": Kind.SET, "read": Kind.READ, "write": Kind.WRITE}


_DONE: dict[str, Callable[[], str]] = {
    "set": lambda: translate("{process} sets {target}"),
    "terminate": lambda: translate("{process} terminates {target}"),
    "kill": lambda: translate("{process} kills {target}"),
    "read": lambda: translate("{process} reads {value} from {target}"),
    "write": lambda: translate("{process} writes {value} to {target}"),
}


def _act(act: Act) -> Happening:
    """What a process does to another, or to an event."""
    value, target = cut(act.value, WORDS), cut(act.target, NAME)
    return Happening(
        _ACTS.get(act.action, Kind.STOP),
        act.pid,
        act.time,
        act.order,
        _DONE[act.action]().format(process=cut(act.process, NAME), target=target, value=value),
        value,
        act.place,
        other=act.target_pid,
        thing=act.target,
    )
