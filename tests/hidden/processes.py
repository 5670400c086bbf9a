"""What hidden tests of several exercises ask of a run: which processes there were, who said what."""

import types

from texts import tidy

from grader.language import translate as _
from grader.runs.trace import Line, ProcessRecord, Run
from grader.testing import Student, probe


@probe
def import_only(submission: types.ModuleType) -> str:
    """Nothing but what importing does."""
    return submission.__name__


def children(run: Run) -> list[ProcessRecord]:
    """Return the processes that the program started once the file was imported."""
    return [
        record
        for record in run.processes
        if record.parent is not None and record.order > run.call_order
    ]


def main_pid(run: Run) -> int:
    """Return the pid of the process that the program began as."""
    return next(record.pid for record in run.processes if record.parent is None)


def lines(run: Run) -> list[Line]:
    """Return what the main process and its children printed once the file was imported.

    What importing the file started may go on printing: that is left out.
    """
    pids = {main_pid(run)} | {record.pid for record in children(run)}
    return [line for line in run.lines if line.order > run.call_order and line.pid in pids]


def lines_of_main(run: Run) -> list[Line]:
    """Return what the main process printed once the file was imported."""
    main = main_pid(run)
    return [line for line in lines(run) if line.pid == main]


def lines_of_children(run: Run) -> list[Line]:
    """Return what other processes than the main one printed once the file was imported."""
    main = main_pid(run)
    return [line for line in lines(run) if line.pid != main]


def said_by_main(run: Run) -> list[str]:
    """Return the same as text, white space evened out."""
    return [tidy(line.text) for line in lines_of_main(run)]


def said_by_children(run: Run) -> list[str]:
    """Return what the children printed as text, white space evened out."""
    return [tidy(line.text) for line in lines_of_children(run)]


def check_quiet_import(student: Student) -> None:
    """Fail where importing the student's file prints something or starts a process."""
    imported = student.call(import_only).run
    assert list(imported.output) == [], _(
        "Importing your file printed this. What stands at the top level of a file runs each time "
        "that anybody imports it: put it into a function."
    )
    started = [record.name for record in imported.processes if record.parent is not None]
    assert started == [], _(
        "Importing your file started these processes. What stands at the top level of a file runs "
        "each time that anybody imports it, also in each spawned child: put it into a function."
    )


def check_nothing_left(run: Run) -> None:
    """Fail where a process outlived the program."""
    assert list(run.leftovers) == [], _("These processes were still running when `main` ended.")
