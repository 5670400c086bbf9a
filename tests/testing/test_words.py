"""What a student reads for each way in which a run can go wrong."""

from dataclasses import replace

import pytest

from grader.runs.ending import Ending
from grader.runs.supervision import Told
from grader.runs.trace import Line, Message, Place, ProcessRecord, Raised, Run, Stuck
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


@pytest.mark.parametrize(
    "changes",
    [{"ending": Ending.DEADLOCKED, "exit_code": None}, {"exit_code": 3}, {"exit_code": 0}],
)
def test_failure_of_an_import_names_the_missing_guard(changes):
    done, broken = told(**changes), replace(told(**changes), imported=False)
    guard = 'call `main()` only under `if __name__ == "__main__":`.'
    assert words.unanswered(broken, "exercise05.py", 10.0).summary.endswith(guard)
    assert guard not in words.unanswered(done, "exercise05.py", 10.0).summary


@pytest.mark.parametrize(
    "changes", [{"ending": Ending.NOT_RUN}, {"raised": raised("KeyError", "5", PLACE)}]
)
def test_what_was_not_run_or_says_where_it_failed_is_left_as_it_is(changes):
    failed = replace(told(**changes), stage="import", imported=False)
    assert words.unanswered(failed, "x.py", 10.0) == words.failure_of(failed, "x.py", 10.0)


def deadlock(*stuck, **changes):
    return summary(told(ending=Ending.DEADLOCKED, stuck=stuck, **changes))


def passed(action, order, channel="pipe:1"):
    return Message(action, channel, "5", order, "Process-1", 0.0, order)


def child(name, ended=1.0, exit_code=0, pid=9):
    return ProcessRecord(pid, name, 1, False, "fork", 0.0, ended, exit_code, 1)


READER = Stuck("reader", 5, "Queue.get", (PLACE,))
RECEIVER = Stuck("receiver", 5, "Connection.recv", (PLACE,))


def test_queue_that_nobody_put_anything_into_may_be_one_of_threads():
    assert "queue.Queue is for the threads" in deadlock(READER)
    assert "queue.Queue" not in deadlock(READER, messages=(passed("put", 1),))


def test_message_that_nobody_received_tells_of_a_wrong_end():
    assert "use the same end" in deadlock(RECEIVER, messages=(passed("send", 1),))
    both = (passed("send", 1), passed("recv", 2))
    assert "use the same end" not in deadlock(RECEIVER, messages=both)
    other_pipe = (passed("send", 1), passed("recv", 2, "pipe:2"))
    assert "use the same end" in deadlock(RECEIVER, messages=other_pipe)


def test_lock_that_an_ended_process_holds_was_not_released():
    waiter = Stuck("waiter", 5, "Lock.acquire", (PLACE,), target="holder")
    text = "holder has ended without releasing the lock"
    assert text in deadlock(waiter, processes=(child("holder"),))
    assert text not in deadlock(waiter, processes=(child("holder", ended=None),))


def test_deadlock_in_which_only_the_test_waits_says_so():
    assert "the test itself that waits" in deadlock()


def test_exception_of_a_child_is_told_with_a_deadlock():
    death = "Traceback (most recent call last):", "KeyError: 5"
    errors = tuple(Line(text, 9, "maker", 0.0, n) for n, text in enumerate(death))
    text = deadlock(READER, errors=errors, processes=(child("maker", exit_code=1),))
    assert "'maker' was ended by an exception: KeyError: 5" in text
    assert "had ended before" not in text


def test_child_that_failed_otherwise_is_told_with_its_exit_code():
    text = deadlock(READER, processes=(child("maker", exit_code=3),))
    assert "maker had ended before, with exit code 3" in text


def test_exception_of_a_child_is_told_with_that_of_the_main_process():
    death = "Traceback (most recent call last):", "OSError: handle is closed"
    errors = tuple(Line(text, 9, "server", 0.0, n) for n, text in enumerate(death))
    text = summary(
        told(
            raised=raised("BrokenPipeError", "", PLACE),
            stage="main",
            exit_code=1,
            errors=errors,
            processes=(child("server", exit_code=1),),
        )
    )
    assert "BrokenPipeError. The process 'server' was ended by an exception: OSError" in text


def test_what_is_behind_an_exception_is_told():
    error = raised("TypeError", "'int' object is not iterable", PLACE)
    text = summary(told(raised=error, stage="main", exit_code=1))
    assert "'int' object is not iterable. If this line builds a process" in text


def test_text_that_cannot_be_decoded_is_no_unreadable_program():
    error = raised("UnicodeDecodeError", "'utf-8' codec can't decode", PLACE)
    assert "raised an exception" in summary(told(raised=error, stage="main", exit_code=1))
