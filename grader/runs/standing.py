"""Where a thread stood when its run was ended, in a student's words."""

from grader.language import translate as _
from grader.runs.ending import Ending
from grader.runs.trace import Place, Stuck


def where(place: Place) -> str:
    """Name a line of the student's."""
    return _("{file}, line {line}").format(file=place.file, line=place.line)


def stands(stuck: Stuck, ending: Ending) -> str:
    """Say where a thread stands: «reader waits in Queue.get() (exercise07.py, line 5)»."""
    place = f" ({where(stuck.places[-1])})" if stuck.places else ""
    process = f"{stuck.process}/{stuck.thread}" if stuck.thread else stuck.process
    if not stuck.waiting and ending is Ending.DEADLOCKED:
        return _("{process} waits{place}").format(process=process, place=place)
    if not stuck.waiting:
        return _("{process} was at work{place}").format(process=process, place=place)
    if " " in stuck.waiting:
        text = _("{process} waits for {reason}{place}")
        return text.format(process=process, reason=_(stuck.waiting), place=place)
    return _("{process} waits in {call}(){target}{place}{never}").format(
        process=process,
        call=stuck.waiting,
        target=_target(stuck),
        place=place,
        never=_never(stuck) if ending is Ending.DEADLOCKED else "",
    )


def awaited(stuck: Stuck) -> str:
    """Say what a thread waits for, in a few words; empty where that is not known."""
    if " " in stuck.waiting:
        return _("for {reason}").format(reason=_(stuck.waiting))
    if not stuck.waiting:
        return ""
    return _("in {call}(){target}").format(call=stuck.waiting, target=_target(stuck))


def _target(stuck: Stuck) -> str:
    """Say what a thread waits for, where that is known."""
    if not stuck.target:
        return ""
    if stuck.waiting != "Lock.acquire":
        return _(" for {process}").format(process=stuck.target)
    if stuck.target == stuck.process:
        return _(" for a lock that it holds itself")
    return _(" for a lock held by {process}").format(process=stuck.target)


def _never(stuck: Stuck) -> str:
    """Say what would have to happen, and never will."""
    never = {
        "Queue.get": _(", and nobody will ever put anything"),
        "Queue.put": _(", and nobody will ever take anything out"),
        "JoinableQueue.join": _(", and task_done() was not called for every item"),
        "Event.wait": _(", and nobody will ever set it"),
        "Condition.wait": _(", and nobody will ever notify it"),
        "Barrier.wait": _(", and the others will never come"),
        "Connection.recv": _(", and nobody will ever send: some process keeps the other end open"),
        "Connection.send": _(", and nobody will ever receive"),
    }
    return never.get(stuck.waiting, "")
