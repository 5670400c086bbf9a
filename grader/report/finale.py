"""How the processes of a run ended, or where they stood when the run was ended."""

from collections.abc import Iterator
from dataclasses import replace

from grader.language import translate
from grader.report.excerpt import cut
from grader.report.happening import NAME, WAKING, WORDS, Happening, Kind
from grader.report.quantity import signal_name
from grader.runs.ending import Ending
from grader.runs.standing import awaited, stands
from grader.runs.trace import Line, Message, ProcessRecord, Raised, Run, Stuck


def ends(run: Run, names: dict[int, str]) -> Iterator[Happening]:
    """How each process ended; `names` are what the processes are called, by pid."""
    stuck = {stood.pid: stood for stood in reversed(run.stuck) if not stood.thread}
    orders = [one.order for one in _said(run)] + [one.order for one in run.processes]
    last = run.duration, max(orders, default=0)
    for process in run.processes:
        if process.ended is not None:
            order = _last_order(process, run)
            if process.parent is None and run.raised is not None:
                yield _raise(process, run.raised, names[process.pid], order)
            end = _end(process, names[process.pid], order)
            yield replace(end, rank=WAKING) if _is_waited_for(process, order, run) else end
        else:
            stood = stuck.get(process.pid)
            yield _left(process, stood, run.ending, last)


def _is_waited_for(process: ProcessRecord, order: int, run: Run) -> bool:
    """Whether others may be woken by an end: it stands before the ends of their waits."""
    acts = any(act.pid == process.pid and act.order == order for act in run.acts)
    return process.parent is not None and (process.exit_code or 0) >= 0 and not acts


def _said(run: Run) -> list[Line | Message]:
    """All that processes wrote and sent."""
    return [*run.lines, *run.errors, *run.messages]


def _last_order(process: ProcessRecord, run: Run) -> int:
    """The position of the last event before the end of a process."""
    said = _said(run)
    done_to_it = [act.order for act in run.acts if act.target_pid == process.pid]
    if process.parent is None or ((process.exit_code or 0) < 0 and not done_to_it):
        # Nobody told of this end: it came after all else of its moment.
        told = [(one.time, one.order) for one in (*said, *run.acts)]
        told += [(one.started, one.order) for one in run.processes]
        told += [(span.ended, span.end_order) for span in run.spans]
        last = process.ended or 0.0
        return max((order for time, order in told if time <= last), default=0)
    own = [one.order for one in said if one.pid == process.pid]
    own += [act.order for act in run.acts if act.pid == process.pid]
    started = [one.order for one in run.processes if one.parent == process.pid]
    waited = [span.end_order for span in run.spans if span.pid == process.pid]
    return max([process.order, *own, *started, *waited, *done_to_it])


def _raise(process: ProcessRecord, raised: Raised, name: str, order: int) -> Happening:
    """The exception that ended the main program."""
    text = translate("{process} raises {exception}").format(
        process=name, exception=cut(raised.said, WORDS)
    )
    place = raised.places[-1] if raised.places else None
    return Happening(Kind.RAISE, process.pid, process.ended or 0.0, order, text, raised.type, place)


def _end(process: ProcessRecord, name: str, order: int) -> Happening:
    """The end of one process."""
    code = process.exit_code
    if code is not None and code < 0:
        kind, label = Kind.KILL, translate("ended by {signal}").format(signal=signal_name(-code))
    elif code:
        kind, label = Kind.FAILURE, translate("exit code {code}").format(code=code)
    else:
        kind = Kind.END
        label = translate("ended") if code is None else translate("exit code {code}").format(code=0)
    words = {
        Kind.KILL: translate("{process} is {end}"),
        Kind.FAILURE: translate("{process} ends with {end}"),
        Kind.END: translate("{process} has {end}")
        if code is None
        else translate("{process} ends with {end}"),
    }[kind]
    text = words.format(process=name, end=label)
    return Happening(kind, process.pid, process.ended or 0.0, order, text, label)


def _left(
    process: ProcessRecord, stood: Stuck | None, ending: Ending, last: tuple[float, int]
) -> Happening:
    """What became of a process that never ended by itself."""
    name = cut(process.name, NAME)
    label = translate("still running at the end")
    text = translate("{process} was still running at the end and was stopped").format(process=name)
    place, value, kind, brief = None, "", Kind.CUT, ""
    if stood is not None:
        text, value = stands(stood, ending), awaited(stood)
        place = stood.places[-1] if stood.places else None
    if stood is not None and ending is Ending.DEADLOCKED:
        kind, label, brief = Kind.STUCK, translate("waits for ever"), translate("for ever")
    return Happening(kind, process.pid, *last, text, label, place, value=value, brief=brief)
