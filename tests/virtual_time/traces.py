"""The trace of a run, so that two runs can be compared event for event."""

from typing import Any

from grader.runs.trace import Run


def trace_of(run: Run) -> tuple[Any, ...]:
    """Return all that a run showed; a pid is told by its place among the run's processes."""
    place = {process.pid: number for number, process in enumerate(run.processes)}
    return (
        run.ending,
        run.exit_code,
        run.duration,
        run.leftovers,
        [
            (one.order, one.time, place[one.pid], one.process, one.text)
            for one in (*run.lines, *run.errors)
        ],
        [
            (one.order, one.time, place[one.pid], one.process, one.action, one.channel, one.summary)
            for one in run.messages
        ],
        [
            (
                one.order, one.end_order, one.began, one.ended, place[one.pid], one.call,
                one.target, one.thread, one.place,
            )
            for one in run.spans
        ],
        [
            (one.order, one.time, place[one.pid], one.action, one.target, one.value)
            for one in run.acts
        ],
        [
            (
                one.order, one.started, one.ended, place.get(one.parent), one.name,
                one.daemon, one.start_method, one.exit_code,
            )
            for one in run.processes
        ],
    )  # fmt: skip
