"""Children that an exception ended, read from what they wrote to standard error."""

from grader.runs.ending import Ending
from grader.runs.trace import Line, Place, ProcessRecord, Run
from grader.testing.casualties import Casualty, casualties, told

FILE = "exercise01.py"
DEATH = """\
Process process 0:
Traceback (most recent call last):
  File "/usr/lib/python3.11/multiprocessing/process.py", line 314, in _bootstrap
    self.run()
  File "/work/exercise01.py", line 12, in worker
    work(count)
  File "/work/exercise01.py", line 7, in work
    return 1 / 0
           ~~^~~
  File "/usr/lib/python3.11/other_exercise01.py", line 99, in elsewhere
ZeroDivisionError: division by zero"""


def record(pid, *, exit_code=1, parent=1):
    return ProcessRecord(pid, f"process {pid}", parent, False, "fork", 0.0, 1.0, exit_code, pid)


def run(*deaths, exit_code=1, parent=1):
    """A run whose children 10, 11, … wrote these texts, a line of each in turn."""
    lines = [
        (row, pid, text)
        for pid, death in enumerate(deaths, start=10)
        for row, text in enumerate(death.splitlines())
    ]
    errors = tuple(
        Line(text, pid, "?", 0.0, order) for order, (_, pid, text) in enumerate(sorted(lines))
    )
    children = [
        record(pid, exit_code=exit_code, parent=parent) for pid in range(10, 10 + len(deaths))
    ]
    return Run(Ending.FINISHED, 0, errors=errors, processes=(record(1, parent=None), *children))


def test_exception_is_told_with_the_students_innermost_line():
    assert casualties(run(DEATH), FILE) == (
        Casualty("process 10", "ZeroDivisionError: division by zero", Place(FILE, 7, "work")),
    )


def test_exception_outside_the_students_code_has_no_place():
    (found,) = casualties(run(DEATH.replace("/work/exercise01.py", "/usr/lib/thing.py")), FILE)
    assert found.place is None


def test_line_of_more_digits_than_python_reads_is_no_place():
    (found,) = casualties(run(DEATH.replace("line 7", f"line {'7' * 5000}")), FILE)
    assert found.place == Place(FILE, 12, "worker")


def test_interleaved_tracebacks_are_told_apart():
    found = casualties(run(DEATH, DEATH.replace("ZeroDivisionError", "KeyError")), FILE)
    assert [one.said.partition(":")[0] for one in found] == ["ZeroDivisionError", "KeyError"]


def test_last_of_several_exceptions_is_the_one_that_ended_the_process():
    while_handling = "\nDuring handling of the above exception, another exception occurred:\n"
    twice = f"{DEATH}\n{while_handling}\n{DEATH.replace('ZeroDivisionError', 'KeyError')}"
    assert [one.said for one in casualties(run(twice), FILE)] == ["KeyError: division by zero"]


def test_message_of_several_lines_is_one_text():
    long = DEATH.replace("division by zero", "\n        An attempt was made\n\n        too early.")
    assert [one.said for one in casualties(run(long), FILE)] == [
        "ZeroDivisionError: An attempt was made too early."
    ]


def test_process_that_failed_otherwise_is_no_casualty():
    assert casualties(run(DEATH, exit_code=0), FILE) == ()
    assert casualties(run(DEATH, exit_code=-9), FILE) == ()
    assert casualties(run("Traceback (most recent call last):\n  cut off"), FILE) == ()
    assert casualties(run("sys.exit said this"), FILE) == ()


def test_main_process_is_no_casualty():
    assert casualties(run(DEATH, parent=None), FILE) == ()


def test_one_is_told_by_name_with_its_line():
    assert told(run(DEATH), FILE) == (
        " The process 'process 10' was ended by an exception (exercise01.py, line 7): "
        "ZeroDivisionError: division by zero."
    )


def test_of_many_one_with_a_line_is_told():
    elsewhere = DEATH.replace("/work/exercise01.py", "/usr/lib/thing.py")
    text = told(run(elsewhere, DEATH, elsewhere), FILE)
    assert "'process 11' and others" in text
    assert "line 7" in text


def test_what_is_behind_an_exception_is_told_as_well():
    text = told(run(DEATH.replace("division by zero", "handle is closed")), FILE)
    assert "closed its end of the pipe" in text


def test_nothing_is_told_where_nobody_died():
    assert told(run(), FILE) == ""
