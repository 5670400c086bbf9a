from dataclasses import replace

from grader.report.happening import Kind
from grader.report.story import happenings
from grader.runs.ending import Ending
from grader.runs.trace import Act, Line, Message, Place, ProcessRecord, Raised, Run, Span, Stuck

from .samples import DEADLOCKED

MAIN = ProcessRecord(2, "MainProcess", None, False, None, 0.0, 3.0, 0, 1)
CHILD = ProcessRecord(3, "child", 2, False, "fork", 0.0, 2.0, 0, 2)


def _story(**parts):
    parts.setdefault("processes", (MAIN, CHILD))
    return happenings(Run(Ending.FINISHED, 0, duration=3.0, **parts))


def _texts(**parts):
    return [one.text for one in _story(**parts)]


def test_processes_start_and_end():
    assert _texts() == [
        "MainProcess starts child",
        "child ends with exit code 0",
        "MainProcess ends with exit code 0",
    ]


def test_an_end_by_a_signal_and_one_with_another_code_are_told_apart():
    killed, failed = replace(CHILD, exit_code=-15), replace(CHILD, exit_code=3)
    (kill,) = [one for one in _story(processes=(MAIN, killed)) if one.pid == 3 and one.time]
    (failure,) = [one for one in _story(processes=(MAIN, failed)) if one.pid == 3 and one.time]
    assert (kill.kind, kill.text) == (Kind.KILL, "child is ended by SIGTERM")
    assert (failure.kind, failure.text) == (Kind.FAILURE, "child ends with exit code 3")


def test_lines_of_one_moment_are_one_thing():
    place = Place("a.py", 7, "f")
    lines = (
        Line("first", 3, "child", 1.0, 4),
        Line("second", 3, "child", 1.000001, 5, place),
        Line("later", 3, "child", 1.5, 6),
    )
    told = [one for one in _story(lines=lines) if one.kind is Kind.PRINT]
    assert [one.text for one in told] == [
        "child prints 2 lines, the first one: first",
        "child prints: later",
    ]
    assert (told[0].label, told[0].place) == ("first", place)


def test_of_errors_the_last_line_tells_most():
    errors = (
        Line("Traceback (most recent call last):", 3, "child", 1.0, 4),
        Line("ValueError: no", 3, "child", 1.0, 5),
    )
    assert "child writes 2 lines to standard error, the last one: ValueError: no" in _texts(
        errors=errors
    )


def test_what_travels_is_told_with_its_channel():
    messages = tuple(
        Message(action, "queue 1", "'x'", 3, "child", 1.0, order)
        for order, action in enumerate(("put", "get", "send", "recv"), 4)
    )
    assert _texts(messages=messages)[1:5] == [
        "child puts 'x' into queue 1",
        "child gets 'x' from queue 1",
        "child sends 'x' through queue 1",
        "child receives 'x' from queue 1",
    ]


def _span(call, target="", ended=1.5):
    return Span(call, target, 3, "child", "", 0.5, ended, 2, 2)


def test_sleeps_and_waits_say_how_long_and_for_what():
    spans = (
        _span("time.sleep"),
        _span("Process.join", "grandchild"),
        _span("Lock.acquire", "MainProcess"),
        _span("Barrier.wait"),
        _span("", ended=0.5),
    )
    assert _texts(spans=spans)[1:6] == [
        "child sleeps 1\N{NO-BREAK SPACE}s",
        "child waits for grandchild, 1\N{NO-BREAK SPACE}s",
        "child waits for a lock of MainProcess, 1\N{NO-BREAK SPACE}s",
        "child waits in Barrier.wait, 1\N{NO-BREAK SPACE}s",
        "child waits",
    ]


def test_sleeps_of_other_threads_are_left_out():
    assert _texts(spans=(replace(_span("time.sleep"), thread="helper"),)) == _texts()


def test_acts_say_what_is_done_to_whom():
    acts = tuple(
        Act(action, target, pid, 2, "MainProcess", 1.0, 2, value=value)
        for action, target, pid, value in (
            ("terminate", "child", 3, ""),
            ("kill", "child", 3, ""),
            ("set", "event 1", None, ""),
            ("read", "shared value 1", None, "17"),
            ("write", "shared value 1", None, "18"),
        )
    )
    assert _texts(acts=acts)[1:6] == [
        "MainProcess terminates child",
        "MainProcess kills child",
        "MainProcess sets event 1",
        "MainProcess reads 17 from shared value 1",
        "MainProcess writes 18 to shared value 1",
    ]


def test_what_is_terminated_ends_after_that_and_before_what_its_parent_says_then():
    killed = replace(CHILD, exit_code=-15, ended=2.0)
    acts = (Act("terminate", "child", 3, 2, "MainProcess", 2.0, 2),)
    lines = (Line("it is gone", 2, "MainProcess", 2.0, 3),)
    assert _texts(processes=(MAIN, killed), acts=acts, lines=lines)[1:4] == [
        "MainProcess terminates child",
        "child is ended by SIGTERM",
        "MainProcess prints: it is gone",
    ]


def test_a_daemon_that_is_cut_off_ends_after_the_last_words_of_the_program():
    killed = replace(CHILD, exit_code=-15, ended=3.0)
    lines = (Line("over", 2, "MainProcess", 3.0, 3),)
    assert _texts(processes=(MAIN, killed), lines=lines)[1:] == [
        "MainProcess prints: over",
        "child is ended by SIGTERM",
        "MainProcess ends with exit code 0",
    ]


def test_an_exception_comes_before_the_end_of_the_program():
    raised = Raised("ValueError", "no", (Place("a.py", 3, "f"),))
    *_, before, _ = _story(raised=raised)
    assert (before.text, before.place) == ("MainProcess raises ValueError: no", raised.places[-1])


def test_what_waits_for_ever_says_in_what_and_where():
    told = happenings(DEADLOCKED)
    (stuck,) = [one for one in told if one.kind is Kind.STUCK]
    assert stuck.text.startswith("MainProcess waits in Queue.get() (exercise05.py, line 31)")
    assert stuck.place == Place("exercise05.py", 31, "main")
    assert stuck is told[-1]


def test_what_outlived_the_program_was_stopped():
    left = replace(CHILD, ended=None, exit_code=None)
    stood = Stuck("child", 3, "", ())
    for stuck in ((), (stood,)):
        *_, last = sorted(_story(processes=(MAIN, left), stuck=stuck), key=lambda one: one.pid)
        assert last.kind is Kind.CUT
