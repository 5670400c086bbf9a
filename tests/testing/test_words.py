"""What a student reads for each way in which a run can go wrong."""

from dataclasses import replace

import pytest

from grader.runs.ending import Ending
from grader.runs.supervision import Told
from grader.runs.trace import Place, Raised, Run, Stuck
from grader.testing import words

FINE = Run(Ending.FINISHED, 0)
PLACE = Place("exercise05.py", 7, "work")


def told(run=FINE, stage="", missing="", **changes):
    return Told(replace(run, **changes), stage, missing, imported=True)


def summary(what):
    found = words.failure_of(what, "exercise05.py", 10.0)
    assert found is not None
    return found.summary


def raised(kind, message="no", *places):
    return Raised(kind, message, places)


def test_run_that_went_well_needs_no_words():
    assert words.failure_of(told(), "exercise05.py", 10.0) is None


@pytest.mark.parametrize(
    ("ending", "part"),
    [
        (Ending.DEADLOCKED, "Deadlock"),
        (Ending.TIMED_OUT, "10 seconds of real time"),
        (Ending.OUT_OF_CPU, "endless loop"),
        (Ending.OUT_OF_MEMORY, "more memory"),
        (Ending.TOO_MANY_PROCESSES, "more processes"),
        (Ending.TOO_MUCH_OUTPUT, "printed more"),
        (Ending.TOO_MUCH_DISK, "to files"),
        (Ending.BROKEN, "can't be trusted"),
    ],
)
def test_run_that_was_ended_is_explained(ending, part):
    assert part in summary(told(ending=ending, exit_code=None))


def test_every_ending_has_its_words():
    for ending in set(Ending) - {Ending.FINISHED, Ending.KILLED}:
        assert summary(told(ending=ending, exit_code=None)).endswith((".", "?"))


def test_stuck_processes_are_named_with_their_lines():
    stuck = (Stuck("reader", 5, "Queue.get", (PLACE,)), Stuck("writer", 6, "", ()))
    found = words.failure_of(told(ending=Ending.DEADLOCKED, stuck=stuck), "exercise05.py", 10.0)
    assert "reader" in found.summary
    assert "Queue.get" in found.summary
    assert "exercise05.py, line 7" in found.summary
    assert "writer" in found.summary
    assert PLACE in found.places


def test_crowd_of_stuck_processes_is_cut():
    stuck = tuple(Stuck(f"worker-{n}.", n, "Queue.get", (PLACE,)) for n in range(50))
    text = summary(told(ending=Ending.DEADLOCKED, stuck=stuck))
    assert text.count("worker-") <= words.SHOWN


def test_exit_code_is_told():
    assert "exit code 3" in summary(told(exit_code=3))


@pytest.mark.parametrize(("code", "name"), [(-9, "SIGKILL"), (-15, "SIGTERM"), (-99, "99")])
def test_signal_goes_by_its_name(code, name):
    assert name in summary(told(ending=Ending.KILLED, exit_code=code))


def test_missing_function_is_named():
    error = raised("AttributeError")
    assert summary(told(raised=error, stage="call", missing="supervise")) == (
        "exercise05.py defines no `supervise`."
    )


@pytest.mark.parametrize("kind", sorted(words.UNREADABLE))
def test_unreadable_program_is_told_with_its_line(kind):
    text = summary(told(raised=raised(kind, "invalid syntax", PLACE), stage="import", exit_code=1))
    assert "Python can't read your program" in text
    assert "line 7" in text
    assert "invalid syntax" in text


def test_stub_is_told_what_is_to_be_written():
    text = summary(told(raised=raised("NotImplementedError", "", PLACE), exit_code=1))
    assert text == "`work` is not written yet (exercise05.py, line 7)."


def test_failing_import_is_told_as_one():
    error = raised("ModuleNotFoundError", "No module named 'x'", PLACE)
    text = summary(told(raised=error, stage="import", exit_code=1))
    assert text.startswith("Importing exercise05.py failed")
    assert "No module named 'x'" in text


def test_exit_at_import_is_told():
    assert "exit()" in summary(told(raised=raised("SystemExit", "0"), stage="import"))


def test_exception_is_told_with_its_line():
    error = raised("ValueError", "bad", Place("exercise05.py", 1, "<module>"), PLACE)
    found = words.failure_of(told(raised=error, stage="main", exit_code=1), "exercise05.py", 10)
    assert "line 7" in found.summary
    assert "ValueError: bad" in found.summary
    assert found.places == (PLACE,)


def test_exception_without_a_line_of_the_students_is_a_wrong_call():
    text = summary(told(raised=raised("TypeError", "takes 1"), stage="call", exit_code=1))
    assert "as the brief says" in text


def test_exception_without_a_message_is_told_by_its_type():
    text = summary(told(raised=raised("KeyError", "", PLACE), stage="main", exit_code=1))
    assert text.endswith(": KeyError.")


def test_probe_that_never_answered_is_told():
    text = words.unanswered(told(), "exercise05.py", 10.0).summary
    assert "os._exit()" in text


def test_probe_that_failed_is_told_as_its_run():
    assert "exit code 3" in words.unanswered(told(exit_code=3), "exercise05.py", 10.0).summary
