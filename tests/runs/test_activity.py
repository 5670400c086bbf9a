"""What threads spend virtual time on, from what they say of it; and what they do to each other."""

# ruff: noqa: ARG002 - a fake takes what the real one takes

import pytest

from grader.runs import activity, packets
from grader.runs.activity import Activity
from grader.runs.clock import SECOND
from grader.runs.trace import Place, ProcessRecord
from grader.runs.waiting import Waiting

MAIN, CHILD = 70, 80
"""As the judge knows them; the program itself sees them as 7 and 8."""
THREAD, OTHER = 1111, 2222
HERE = ("a.py", 3, "f")


class FakeRecorder:
    """Knows two processes and one queue."""

    order = 9

    def __init__(self, ended=None, orders=None):
        self._ended, self._orders = ended or {}, orders or {}

    def hooked(self):
        return {MAIN: 7, CHILD: 8}

    def name(self, pid):
        return {7: "MainProcess", 8: "child"}[pid]

    def channel(self, inode):
        return "queue 1" if inode == 99 else ""

    def orders(self):
        return {7: [1], 8: [2]} | self._orders

    def processes(self, main_code, ended):
        return [
            ProcessRecord(pid, "", None, False, None, 0.0, self._ended.get(pid), None, 1)
            for pid in (7, 8)
        ]


@pytest.fixture
def waiting():
    return Waiting()


@pytest.fixture
def told(waiting):
    return Activity(waiting, virtual=True)


def sleep(deadline, thread=THREAD):
    return packets.Sleep(1, thread, int(deadline * SECOND), 0, HERE)


def waits(call, target="", identity="", thread=THREAD):
    return packets.Waits(thread, call, target, identity, HERE)


def spans(told, recorder=None, duration=10.0):
    found = told.spans(recorder or FakeRecorder(), duration)
    return [(span.process, span.call, span.target, span.began, span.ended) for span in found]


def test_sleeper_sleeps_until_its_deadline_whenever_it_is_heard_of_again(told):
    told.take(sleep(2.0), CHILD, 0.0, 1)
    told.take(packets.Output(1), CHILD, 5.0, 2)
    assert spans(told) == [("child", "time.sleep", "", 0.0, 2.0)]


def test_sleep_says_which_line_sleeps(told):
    told.take(sleep(2.0), CHILD, 0.0, 1)
    (span,) = told.spans(FakeRecorder(), 3.0)
    assert span.place == Place(*HERE)


def test_sleep_that_an_exception_ends_is_over_then(told):
    told.take(sleep(2.0), CHILD, 0.0, 1)
    told.take(packets.Cancel(1, THREAD), CHILD, 0.5, 1)
    assert spans(told) == [("child", "time.sleep", "", 0.0, 0.5)]


def test_sleep_ends_with_its_process(told):
    told.take(sleep(5.0), CHILD, 0.0, 1)
    assert spans(told, FakeRecorder(ended={8: 3.0})) == [("child", "time.sleep", "", 0.0, 3.0)]


def test_sleep_ends_with_the_run(told):
    told.take(sleep(50.0), CHILD, 0.0, 1)
    assert spans(told, duration=4.0) == [("child", "time.sleep", "", 0.0, 4.0)]


def test_announced_wait_lasts_until_its_thread_is_back(told):
    told.take(waits("Process.join", "child"), MAIN, 1.0, 1)
    told.take(packets.Resumed(THREAD), MAIN, 3.0, 4)
    assert spans(told) == [("MainProcess", "Process.join", "child", 1.0, 3.0)]


def test_limit_of_an_announced_wait_is_part_of_it(told):
    told.take(waits("Event.wait", identity="/mp-1"), MAIN, 0.0, 1)
    told.take(packets.Watch(1, THREAD, 2 * SECOND, 0), MAIN, 0.0, 1)
    told.take(packets.Cancel(1, THREAD), MAIN, 1.0, 1)
    told.take(packets.Retry(2, THREAD, 2 * SECOND, 0), MAIN, 1.0, 1)
    told.take(packets.Resumed(THREAD), MAIN, 1.5, 1)
    assert spans(told) == [("MainProcess", "Event.wait", "event 1", 0.0, 1.5)]


def test_who_waits_for_a_lock_waits_for_its_holder(told, waiting):
    waiting.take(packets.Took("lock"), MAIN)
    told.take(waits("Lock.acquire", "lock"), CHILD, 0.0, 1)
    told.take(packets.Resumed(THREAD), CHILD, 2.0, 2)
    assert spans(told) == [("child", "Lock.acquire", "MainProcess", 0.0, 2.0)]


def test_who_gets_a_message_has_waited_since_it_was_last_heard_of(told):
    told.take(packets.Output(1), CHILD, 1.0, 2)
    told.take(packets.Message("get", 99, "'x'", HERE), CHILD, 4.0, 3)
    assert spans(told) == [("child", "Queue.get", "queue 1", 1.0, 4.0)]


def test_sleep_before_a_message_is_no_wait_for_it(told):
    told.take(sleep(2.0), CHILD, 0.0, 2)
    told.take(packets.Message("get", 99, "'x'"), CHILD, 3.0, 3)
    assert spans(told) == [
        ("child", "time.sleep", "", 0.0, 2.0),
        ("child", "Queue.get", "queue 1", 2.0, 3.0),
    ]


def test_message_that_was_there_already_is_not_waited_for(told):
    told.take(packets.Output(1), CHILD, 1.0, 2)
    told.take(packets.Message("recv", 99, "'x'"), CHILD, 1.0, 3)
    assert spans(told) == []


def test_wait_with_a_limit_belongs_to_the_message_that_it_brings(told):
    told.take(packets.Watch(1, THREAD, 5 * SECOND, 0), CHILD, 1.0, 2)
    told.take(packets.Cancel(1, THREAD), CHILD, 3.0, 2)
    told.take(packets.Message("get", 99, "'x'"), CHILD, 3.0, 2)
    assert spans(told) == [("child", "Queue.get", "queue 1", 1.0, 3.0)]


def test_wait_with_a_limit_that_brings_nothing_has_no_name(told):
    told.take(packets.Watch(1, THREAD, 2 * SECOND, 0), CHILD, 1.0, 2)
    told.take(packets.Cancel(1, THREAD), CHILD, 2.0, 2)
    told.take(packets.Output(1), CHILD, 2.0, 2)
    assert spans(told) == [("child", "", "", 1.0, 2.0)]


def test_threads_of_a_process_sleep_apart(told, waiting):
    waiting.take(packets.ThreadBorn(OTHER, "helper"), CHILD)
    told.take(sleep(2.0), CHILD, 0.0, 2)
    told.take(sleep(3.0, OTHER), CHILD, 0.0, 2)
    found = told.spans(FakeRecorder(), 9.0)
    assert sorted((span.thread, span.ended) for span in found) == [("", 2.0), ("helper", 3.0)]


def test_pauses_of_a_schedule_are_no_sleep(told):
    told.take(packets.Pause(1, THREAD, SECOND, 0), CHILD, 0.0, 1)
    assert spans(told) == []


def test_under_a_real_clock_nothing_is_known_of_time():
    told = Activity(Waiting(), virtual=False)
    told.take(waits("Process.join", "child"), MAIN, 0.0, 1)
    told.take(packets.Resumed(THREAD), MAIN, 3.0, 1)
    assert spans(told) == []


def test_span_begins_after_what_its_own_process_did_before(told):
    """Others' events of that moment may be heard before or after it."""
    told.take(sleep(2.0), CHILD, 0.0, 5)
    (span,) = told.spans(FakeRecorder(orders={8: [2, 3, 7]}), 9.0)
    assert span.order == 3


def test_second_span_does_not_begin_before_the_first_is_over(told):
    told.take(waits("Process.join", "a"), MAIN, 0.0, 4)
    told.take(packets.Resumed(THREAD), MAIN, 1.0, 6)
    told.take(waits("Process.join", "b"), MAIN, 1.0, 6)
    first, second = told.spans(FakeRecorder(), 9.0)
    assert (first.order, first.end_order, second.order) == (1, 6, 6)


def test_wait_for_a_message_begins_after_what_its_own_process_sent_before(told):
    told.take(packets.Message("send", 99, "'x'"), CHILD, 0.0, 2)
    told.take(packets.Message("recv", 99, "'y'"), CHILD, 1.0, 4)
    (span,) = told.spans(FakeRecorder(orders={8: [2, 3, 5]}), 9.0)
    assert (span.order, span.end_order) == (3, 4)


def test_acts_name_whom_they_are_done_to(told):
    told.take(packets.Act("terminate", "8", "", HERE), MAIN, 1.0, 3)
    told.take(packets.Act("set", "/mp-1", ""), MAIN, 2.0, 4)
    told.take(packets.Act("write", "/mp-2 0", "18"), CHILD, 3.0, 5)
    told.take(packets.Act("read", "/mp-2 0", "18"), CHILD, 3.0, 5)
    acts = told.acts(FakeRecorder())
    assert [(act.action, act.target, act.target_pid, act.value) for act in acts] == [
        ("terminate", "child", 8, ""),
        ("set", "event 1", None, ""),
        ("write", "shared value 1", None, "18"),
        ("read", "shared value 1", None, "18"),
    ]


@pytest.mark.parametrize("target", ["", "-1", "x", "1e3", "٣٣", "9" * 200])
def test_act_upon_nonsense_is_upon_nobody(told, target):
    told.take(packets.Act("kill", target, ""), MAIN, 1.0, 3)
    (act,) = told.acts(FakeRecorder())
    assert (act.target, act.target_pid) == ("", None)


def test_what_one_says_without_end_is_bounded(told, monkeypatch):
    monkeypatch.setattr(activity, "SPANS", 3)
    monkeypatch.setattr(activity, "ACTS", 3)
    for moment in range(9):
        told.take(sleep(moment + 0.5), MAIN, float(moment), 1)
        told.take(packets.Act("set", f"event {moment}", ""), MAIN, float(moment), 1)
    assert len(told.acts(FakeRecorder())) == 3
    assert len(spans(told)) <= 4


class TestRealPrograms:
    def test_program_that_sleeps_is_told_with_its_line(self, stage):
        (span,) = [one for one in stage.run("sleeps_five.py").spans if one.call == "time.sleep"]
        assert span.ended - span.began == pytest.approx(5, abs=0.001)
        assert (span.process, span.place.file) == ("MainProcess", "sleeps_five.py")

    def test_who_waits_for_whom_and_who_ends_whom(self, stage):
        run = stage.run("exit_codes.py")
        joined = {span.target for span in run.spans if span.call == "Process.join"}
        assert joined <= {process.name for process in run.processes}
        pids = {process.name: process.pid for process in run.processes}
        assert [(act.action, act.target, act.target_pid) for act in run.acts] == [
            ("terminate", "stays", pids["stays"])
        ]
