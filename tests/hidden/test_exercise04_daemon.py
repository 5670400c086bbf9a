"""Hidden tests of exercise 04: who printed what and when, and how the kernel saw the daemon end."""

import multiprocessing
import random
import time
import types

from processes import (
    check_nothing_left,
    check_quiet_import,
    children,
    lines,
    lines_of_main,
    main_pid,
    said_by_main,
)
from texts import tidy, word

from grader.language import translate as _
from grader.runs.trace import Line, ProcessRecord, Run
from grader.testing import Student, hint, points, probe

SLEEP = 5
PATIENCE = 3
"""What `main` lets pass before it ends."""
TOLERANCE = 0.05
"""Each reading of the virtual clock takes a microsecond."""
FAREWELL = "Main process terminated"


class Helper:
    """Stands in for the student's `daemon`: two lines, and some time between them."""

    def __init__(self, first: str, seconds: float, last: str) -> None:
        self.__name__ = self.__qualname__ = "daemon"
        self.first, self.seconds, self.last = first, seconds, last

    def __call__(self) -> None:
        print(self.first, flush=True)
        time.sleep(self.seconds)
        print(self.last, flush=True)


@probe
def call_main(submission: types.ModuleType, options: dict) -> None:
    """Run the student's `main` as it is."""
    submission.main(**options)


@probe
def call_main_with(
    submission: types.ModuleType, options: dict, first: str, seconds: float, last: str
) -> None:
    """Run the student's `main` with a daemon of ours."""
    submission.daemon = Helper(first, seconds, last)
    submission.main(**options)


@probe
def left_by_main(submission: types.ModuleType, seconds: float) -> int:
    """How many processes are alive one second after `main`, whose daemon needs so many seconds."""
    submission.daemon = Helper("begun", seconds, "ended")
    submission.main()
    time.sleep(1)
    return len(multiprocessing.active_children())


@probe
def run_daemon(submission: types.ModuleType, name: str) -> int | None:
    """Run the student's `daemon` in an ordinary process called `name`."""
    process = multiprocessing.Process(target=submission.daemon, name=name)
    process.start()
    process.join()
    return process.exitcode


def only_child(run: Run) -> ProcessRecord:
    """Return the process that runs the daemon."""
    found = children(run)
    assert len(found) >= 1, _(
        "`main` must start a process that runs `daemon` (a thread is none); shown is how many "
        "processes it started."
    )
    assert len(found) == 1, _(
        "Only one process is to be started, the daemon; shown is how many there were. Does `main` "
        "start another one beside it?"
    )
    return found[0]


def made_by_multiprocessing(run: Run) -> ProcessRecord:
    """Return the process that runs the daemon, which must be one of multiprocessing's."""
    child = only_child(run)
    known = child.start_method is not None
    assert known, _(
        "The process that `main` started is not one of multiprocessing's: it was made with os.fork "
        "or the like. Start a multiprocessing.Process."
    )
    return child


def story(run: Run) -> list[str]:
    """Return who printed what and when, counted from the start of the child."""
    start = only_child(run).started
    return [
        told(writer(run, line), max(0.0, line.time - start), tidy(line.text)) for line in lines(run)
    ]


def story_of_daemon(run: Run) -> list[str]:
    """Return those lines of the story that the main process did not print."""
    return [text for text in story(run) if "  daemon: " in text]


def writer(run: Run, line: Line) -> str:
    """Return which kind of process wrote a line."""
    return "main process" if line.pid == main_pid(run) else "daemon"


def told(who: str, second: float, text: str) -> str:
    """Write one line of a story."""
    return f"{second:.1f} s  {who}: {text}"


def by_main() -> str:
    """Return the word on a main process that does the daemon's work."""
    return _(
        "The main process printed the daemon's lines: it called the function itself. Give Process "
        "the function, target=daemon, and not what it returns, target=daemon()."
    )


def explain_story(run: Run, first: str, last: str) -> str:
    """Return what is wrong with a run in which `main` does not wait; `last` must not be seen."""
    said = said_by_main(run)
    if first in said or last in said:
        return by_main()
    if last in [tidy(line.text) for line in lines(run)]:
        return explain_last(run, last)
    if any(writer(run, line) == "daemon" and tidy(line.text) == FAREWELL for line in lines(run)):
        return _("'{text}' is the main process's line, but the child printed it.").format(
            text=FAREWELL
        )
    others = [text for text in said if text != FAREWELL]
    if others:
        return _("The main process printed '{text}'; its only line is '{farewell}'.").format(
            text=others[0], farewell=FAREWELL
        )
    return _("The program did not print the lines that it should, by the right process, in time.")


def explain_last(run: Run, last: str) -> str:
    """Return why the daemon printed its last line in a run in which `main` does not wait."""
    texts = [tidy(line.text) for line in lines(run)]
    if not only_child(run).daemon:
        return _(
            "'{last}' was printed: the process that `main` started is no daemon, so Python waited "
            "at the end of the program until it was done."
        ).format(last=last)
    if FAREWELL in texts[: texts.index(last)]:
        return _(
            "'{last}' was printed when the daemon was ended, before its time: it has caught the "
            "SIGTERM with which Python ends daemons. Leave that signal as it is."
        ).format(last=last)
    return _(
        "'{last}' was printed: `main` waited until the daemon was done. Without wait=True it "
        "goes on after {seconds} seconds, and the daemon is cut off."
    ).format(last=last, seconds=PATIENCE)


@points(20, _("The daemon starts, `main` ends after 3 seconds, and `Exit` is never printed"))
@hint(
    _(
        "Start the daemon, sleep 3 seconds, print, and return: no join. When the main process "
        "ends, Python ends its daemons, wherever they are."
    )
)
def test_daemon_is_cut_off(student: Student) -> None:
    run = student.run_main()
    expected = [told("daemon", 0, "Start"), told("main process", PATIENCE, FAREWELL)]
    assert story(run) == expected, explain_story(run, "Start", "Exit")
    check_nothing_left(run)


@points(15, _("The process is a daemon, and Python ends it with the main process"))
@hint(
    _(
        "Say it when you build the process: Process(target=daemon, ..., daemon=True). Do not end "
        "the process yourself: that is what Python does with daemons."
    )
)
def test_process_is_a_daemon(student: Student) -> None:
    run = student.run_main()
    child = made_by_multiprocessing(run)
    assert child.daemon is True, _(
        "The process that `main` started is not a daemon; shown is its attribute `daemon`."
    )
    assert child.exit_code == -15, _(
        "The daemon was not ended by Python (with SIGTERM) when the main process ended; shown is "
        "its exit code."
    )
    printed = max((line.time for line in lines_of_main(run)), default=0.0)
    assert (child.ended or 0.0) >= printed, _(
        "The daemon was ended before the main process was done; shown is the second of its end."
    )
    left = student.call(left_by_main, PATIENCE * SLEEP).value
    assert left >= 1, _(
        "The program went on for a second after `main` had returned, and the daemon was gone: "
        "`main` has ended it. That is left to Python; shown is how many processes still ran."
    )


@points(20, _("With wait=True the daemon gets to its end, and only then `main` does"))
@hint(
    _(
        "A daemon can be joined like any other process: with wait=True, call process.join() before "
        "you print 'Main process terminated'."
    )
)
def test_main_waits_if_asked_to(student: Student) -> None:
    run = student.call(call_main, {"wait": True}).run
    assert "Start" not in said_by_main(run), by_main()
    expected = [told("daemon", 0, "Start"), told("daemon", SLEEP, "Exit")]
    assert story_of_daemon(run) == expected, _(
        "With wait=True, the daemon did not print both its lines in time."
    )
    order = [writer(run, line) for line in lines(run)]
    assert order == ["daemon", "daemon", "main process"], _(
        "With wait=True, the main process must print its line when the daemon has printed both of "
        "its own; shown is who printed each line."
    )
    assert made_by_multiprocessing(run).exit_code == 0, _(
        "With wait=True, the daemon must end by itself; shown is its exit code."
    )
    assert round(run.duration - only_child(run).started, 2) <= SLEEP + PATIENCE + TOLERANCE, _(
        "With wait=True, the program went on for too many seconds."
    )


@points(15, _("What takes longer than `main` is cut off, what is quicker ends by itself"))
@hint(
    _(
        "`main` must not know how long the daemon takes: with wait=True it waits with join(), "
        "without a time limit, otherwise 3 seconds and no longer."
    )
)
def test_any_daemon(student: Student, rng: random.Random) -> None:
    first, last = word(rng), word(rng)
    slow, quick, patient = rng.randint(10, 500), rng.randint(15, 25) / 10, rng.randint(10, 500)
    opening = told("daemon", 0, first)

    run = student.call(call_main_with, {}, first, slow, last).run
    assert story_of_daemon(run) == [opening], explain_story(run, first, last)
    check_nothing_left(run)

    run = student.call(call_main_with, {}, first, quick, last).run
    assert story_of_daemon(run) == [opening, told("daemon", quick, last)], _(
        "Without waiting, a daemon that needs {seconds:g} seconds is done before `main` is, and so "
        "prints its last line."
    ).format(seconds=quick)
    ends = [round(line.time - only_child(run).started, 1) for line in lines_of_main(run)]
    assert ends == [PATIENCE], _(
        "Without waiting, `main` prints its line after {patience} seconds, also where the daemon is "
        "done before; shown is after how many seconds it did. (join(3) waits for the daemon.)"
    ).format(patience=PATIENCE)

    run = student.call(call_main_with, {"wait": True}, first, patient, last).run
    assert story_of_daemon(run) == [opening, told("daemon", patient, last)], _(
        "With wait=True, a daemon that needs {seconds} seconds was cut off."
    ).format(seconds=patient)


@points(10, _("`daemon` prints Start, sleeps 5 seconds and prints Exit"))
@hint(_("Three lines: print, time.sleep(5), print. It knows nothing of who runs it."))
def test_daemon_alone(student: Student, rng: random.Random) -> None:
    result = student.call(run_daemon, word(rng))
    assert story(result.run) == [told("daemon", 0, "Start"), told("daemon", SLEEP, "Exit")], _(
        "Run alone in a process, `daemon` did not print its two lines in time."
    )
    assert only_child(result.run).exit_code == 0, _(
        "Run alone in a process, `daemon` did not end by itself; shown is its exit code."
    )


@points(5, _("The process is named `daemon`"))
@hint(_("A name is given when the process is built: Process(..., name='daemon')."))
def test_process_has_its_name(student: Student) -> None:
    assert made_by_multiprocessing(student.run_main()).name == "daemon", _(
        "The process that `main` started has another name than it should."
    )


@points(5, _("No process is left running when the program has ended"))
@hint(
    _(
        "Leave it to Python to end the daemon: one that is made with os.fork, or that ignores "
        "SIGTERM, lives on when the program has ended."
    )
)
def test_nothing_is_left(student: Student) -> None:
    run = student.run_main()
    only_child(run)
    check_nothing_left(run)


@points(10, _("The program works under spawn: importing the file starts and prints nothing"))
@hint(
    _(
        'A spawned child imports your file anew. Call `main()` only under if __name__ == "__main__"'
        ", and give Process a function it can import: no lambda, no function inside a function."
    )
)
def test_spawned_children_import_the_file_quietly(student: Student) -> None:
    check_quiet_import(student)
    run = student.run_main(start_method="spawn")
    assert [line.text.strip() for line in run.lines if writer(run, line) == "daemon"][:1] == [
        "Start"
    ], _("Under spawn, the daemon did not begin with the line 'Start'.")
    assert [line.text for line in run.errors] == [], _(
        "Under spawn, the program wrote this to standard error."
    )
