"""What went wrong with a run, in a student's words."""

import signal
from collections import Counter
from dataclasses import replace

from grader.grade import Explanation
from grader.language import translate as _
from grader.runs.ending import Ending
from grader.runs.standing import stands, where
from grader.runs.supervision import Told
from grader.runs.trace import Place, ProcessRecord, Raised, Run
from grader.testing import casualties
from grader.testing.causes import cause_of

UNREADABLE = frozenset({"SyntaxError", "IndentationError", "TabError"})
SHOWN = 8
"""Processes that a message names at most."""


def failure_of(told: Told, file: str, wall: float) -> Explanation | None:
    """Explain why a run did not come to its normal end; None where it did."""
    run = told.run
    if run.ending not in (Ending.FINISHED, Ending.KILLED):
        return _ended_from_outside(run, file, wall)
    if told.missing:
        return Explanation(_("{file} defines no `{name}`.").format(file=file, name=told.missing))
    if run.raised is not None:
        return _raised(run, run.raised, told.stage, file)
    if run.ending is Ending.KILLED:
        return Explanation(
            _("Your program was ended by a signal ({signal}) before it was done.").format(
                signal=_signal(-(run.exit_code or 0))
            )
        )
    if run.exit_code != 0:
        text = _("Your program ended with exit code {code}; a program that went well ends with 0.")
        return Explanation(text.format(code=run.exit_code))
    return None


def unanswered(told: Told, file: str, wall: float) -> Explanation:
    """Explain why a probe brought no answer back."""
    failure = failure_of(told, file, wall) or Explanation(
        _(
            "The program ended before it had done what the test asked for. "
            "Look for os._exit() or exit() in {file}."
        ).format(file=file)
    )
    # An exception tells itself where it was raised.
    if told.imported or told.run.raised is not None or told.run.ending is Ending.NOT_RUN:
        return failure
    text = _(
        "This happened while your file was being imported. Importing must start nothing: call "
        '`main()` only under `if __name__ == "__main__":`.'
    )
    return replace(failure, summary=f"{failure.summary} {text}")


def _signal(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return str(number)


def _ended_from_outside(run: Run, file: str, wall: float) -> Explanation:
    places = tuple(stuck.places[-1] for stuck in run.stuck if stuck.places)
    text = _ENDED[run.ending]().format(wall=f"{wall:g}")
    told = [stands(stuck, run.ending) for stuck in run.stuck[:SHOWN]]
    dead = {one.process for one in casualties.casualties(run, file)}
    failed = [p for p in run.processes if p.exit_code and p.name not in dead]
    told += map(_failed, failed[:SHOWN])
    summary = f"{text} {'; '.join(told)}." if told else text
    return Explanation(summary + casualties.told(run, file) + _in_vain(run), places=places)


def _in_vain(run: Run) -> str:
    """Say, after a space, why those who wait in a deadlock do so in vain, where that is known."""
    waiting = {stuck.waiting for stuck in run.stuck}
    actions = Counter((message.action, message.channel) for message in run.messages)
    if run.ending is not Ending.DEADLOCKED:
        return ""
    if not run.stuck:
        return " " + _(
            "It is the test itself that waits, for something that your code has not done and never "
            "will: for an answer, or for a lock that was not released."
        )
    ended = {record.name for record in run.processes if record.ended is not None}
    gone = [stuck.target for stuck in run.stuck if stuck.waiting == "Lock.acquire"]
    if set(gone) & ended:
        text = _("{process} has ended without releasing the lock; a `with` would have released it.")
        return " " + text.format(process=min(set(gone) & ended))
    if "Queue.get" in waiting and not any(action == "put" for action, _channel in actions):
        return " " + _(
            "Nothing was put into a queue of multiprocessing. (A queue.Queue is for the threads of "
            "one process: a child has a copy of its own.)"
        )
    if "Connection.recv" in waiting and any(
        count > actions["recv", channel]
        for (action, channel), count in actions.items()
        if action == "send"
    ):
        return " " + _(
            "Something was sent through a pipe and never received: it comes out at the other end. "
            "Two processes that use the same end can't hear each other."
        )
    return ""


def _failed(process: ProcessRecord) -> str:
    """Say that a process had failed before: others may wait for it in vain."""
    text = _("{process} had ended before, with exit code {code}")
    return text.format(process=process.name, code=process.exit_code)


_ENDED = {
    Ending.DEADLOCKED: lambda: _(
        "Deadlock: every process waits, and nothing can ever wake one of them."
    ),
    Ending.TIMED_OUT: lambda: _(
        "Your program was still busy after {wall} seconds of real time and was stopped."
    ),
    Ending.NOT_RUN: lambda: _(
        "Not tried: your program has used up its time in several tests before this one."
    ),
    Ending.OUT_OF_CPU: lambda: _(
        "Your program used up its processor time: is there an endless loop?"
    ),
    Ending.OUT_OF_MEMORY: lambda: _("Your program used more memory than it may."),
    Ending.TOO_MANY_PROCESSES: lambda: _(
        "Your program had more processes at once than it may. Does each process start new ones? "
        'Starting must stand under `if __name__ == "__main__":`.'
    ),
    Ending.TOO_MUCH_OUTPUT: lambda: _("Your program printed more than it may and was stopped."),
    Ending.TOO_MUCH_DISK: lambda: _("Your program wrote more to files than it may."),
    Ending.BROKEN: lambda: _(
        "Your program interfered with what runs it, so that its result can't be trusted."
    ),
}


def _raised(run: Run, raised: Raised, stage: str, file: str) -> Explanation:
    place = raised.places[-1] if raised.places else None
    text = _raised_text(raised, stage, file, place)
    return Explanation(text + casualties.told(run, file), places=raised.places[-1:])


def _raised_text(raised: Raised, stage: str, file: str, place: Place | None) -> str:
    at = f" ({where(place)})" if place else ""
    said = f"{raised.type}: {raised.message}" if raised.message else raised.type
    if raised.type in UNREADABLE:
        return _("Python can't read your program{at}: {said}").format(at=at, said=said)
    if raised.type == "NotImplementedError" and place:
        text = _("`{function}` is not written yet{at}.")
        return text.format(function=place.function, at=at)
    if raised.type == "SystemExit":
        return _(
            "{file} called exit(){at}, which ended the program before the test was done."
        ).format(file=file, at=at)
    if stage == "import":
        text = _("Importing {file} failed{at}: {said}").format(file=file, at=at, said=said)
    elif place is None:
        text = _("Calling your code as the brief says failed: {said}").format(said=said)
    else:
        text = _("Your program raised an exception{at}: {said}").format(at=at, said=said)
    return f"{text.rstrip('.')}.{cause_of(said)}"
