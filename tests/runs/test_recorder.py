"""The trace that packets make, whatever order they come in."""

# ruff: noqa: ARG005 - a fake takes what the real one takes

import itertools

import pytest

from grader.inside import plain
from grader.runs import packets, recorder
from grader.runs.recorder import Recorder
from grader.runs.trace import Place

MAIN, CHILD, OTHER = 4_194_001, 4_194_002, 4_194_003
"""Pids above any that the kernel gives (the largest is 4194304, and these are free in tests)."""


@pytest.fixture(autouse=True)
def _same_pids(monkeypatch):
    """The program sees its processes under the pids that the judge sees."""
    monkeypatch.setattr("grader.sandbox.tree.own_pid", lambda pid: pid)
    monkeypatch.setattr("grader.sandbox.tree.descendants", lambda root: [MAIN, CHILD])


class Kernel:
    """What the kernel says of processes' ends."""

    def __init__(self, codes=(), alive=()):
        self.codes, self.alive, self.watched = dict(codes), alive, []

    def watch(self, pid):
        self.watched.append(pid)

    def has_ended(self, pid):
        return pid not in self.alive

    def code(self, pid, claimed):
        return self.codes.get(pid, claimed)


@pytest.fixture
def kernel():
    return Kernel()


@pytest.fixture
def told(kernel):
    made = Recorder(1, MAIN, kernel)
    made.take(packets.Born(MAIN, "MainProcess", False, None), b"", MAIN, 0.0)
    return made


def texts(told, stream=1):
    return [(line.pid, line.text) for line in told.lines(stream)]


def test_line_is_kept_once_it_is_whole(told):
    told.write(1, b"half ", MAIN, 0.1)
    assert texts(told) == []
    told.write(1, b"a line\nnext", MAIN, 0.2)
    assert texts(told) == [(MAIN, "half a line")]
    assert told.lines(1)[0].time == 0.2


def test_lines_of_several_processes_are_put_together_apart(told):
    for data, sender in ((b"a", MAIN), (b"1", CHILD), (b"b\n", MAIN), (b"2\n", CHILD)):
        told.write(1, data, sender, 0.0)
    assert texts(told) == [(MAIN, "ab"), (CHILD, "12")]


def test_streams_are_kept_apart(told):
    told.write(1, b"o", MAIN, 0)
    told.write(2, b"e\n", MAIN, 0)
    told.write(1, b"k\n", MAIN, 0)
    assert (texts(told), texts(told, 2)) == ([(MAIN, "ok")], [(MAIN, "e")])


def test_character_split_over_packets_is_whole(told):
    for byte in "ü𝄞\n".encode():
        told.write(1, bytes([byte]), MAIN, 0)
    assert texts(told) == [(MAIN, "ü𝄞")]


def test_bytes_that_are_no_text_are_replaced(told):
    told.write(1, b"a\xffb\n", MAIN, 0)
    assert texts(told) == [(MAIN, "a\ufffdb")]


def test_line_end_of_another_system_is_taken_off(told):
    told.write(1, b"line\r\n", MAIN, 0)
    assert texts(told) == [(MAIN, "line")]


def test_line_that_never_ends_is_kept_at_the_end(told):
    told.write(1, b"no end", MAIN, 0)
    told.finish(3.0)
    assert [(line.text, line.time) for line in told.lines(1)] == [("no end", 3.0)]


def test_character_that_never_ends_is_replaced_at_the_end(told):
    told.write(1, "ab ü".encode()[:-1], MAIN, 0)
    told.finish(0)
    assert texts(told) == [(MAIN, "ab \ufffd")]


def test_long_line_is_cut(told):
    for _ in range(10):
        told.write(1, b"x" * recorder.LINE, MAIN, 0)
    told.write(1, b"\nnext\n", MAIN, 0)
    long, following = (text for _, text in texts(told))
    assert (len(long), long[-1], following) == (recorder.LINE + 1, "…", "next")


def test_bytes_of_both_streams_are_counted(told):
    told.write(1, b"abc", MAIN, 0)
    told.take(packets.Output(2), b"de", MAIN, 0)
    assert told.bytes == 5


def test_line_has_the_name_that_its_writer_gets_later(told):
    told.write(1, b"early\n", CHILD, 0)
    told.take(packets.Born(CHILD, "child", False, MAIN), b"", CHILD, 0)
    assert told.lines(1)[0].process == "child"


def test_writer_that_never_says_who_it_is_goes_by_its_pid(told):
    told.write(1, b"hi\n", OTHER, 0)
    assert told.lines(1)[0].process == f"process {OTHER}"


SAID = (
    (packets.Forked(CHILD, MAIN), CHILD),
    (packets.Born(CHILD, "child", True, MAIN), CHILD),
    (packets.Started(CHILD, "child", True, "fork", 1, 0), MAIN),
    (packets.Ended(CHILD, 3), MAIN),
)


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_process_is_the_same_in_whatever_order_it_is_told(told, order):
    for index in (*order, 3):
        packet, sender = SAID[index]
        told.take(packet, b"", sender, 1.0)
    _, child = told.processes(0, 2.0)
    seen = (child.pid, child.name, child.parent, child.daemon, child.start_method, child.exit_code)
    assert seen == (CHILD, "child", MAIN, True, "fork", 3)


def test_process_that_the_kernel_does_not_know_was_never_started(told):
    told.take(packets.Started(OTHER, "invented", False, "fork", 1, 0), b"", MAIN, 0)
    told.take(packets.Ended(OTHER, -15), b"", MAIN, 0)
    assert [process.name for process in told.processes(0, 1.0)] == ["MainProcess"]


def test_end_of_a_process_that_is_still_there_is_not_believed(told, kernel):
    kernel.alive = (CHILD,)
    for packet, sender in SAID:
        told.take(packet, b"", sender, 1.0)
    assert told.processes(0, 2.0)[1].exit_code is None


def test_exit_code_of_the_kernel_beats_what_the_parent_says(told, kernel):
    kernel.codes = {CHILD: -9}
    for packet, sender in SAID:
        told.take(packet, b"", sender, 1.0)
    assert told.processes(0, 2.0)[1].exit_code == -9


@pytest.mark.parametrize(
    "packet", [packets.Forked(MAIN, CHILD), packets.Started(MAIN, "x", True, "fork", 1, 0)]
)
def test_main_process_stays_the_main_process(told, packet):
    told.take(packet, b"", MAIN, 0)
    told.take(packets.Born(CHILD, "MainProcess", False, None), b"", CHILD, 0)
    assert [p.parent for p in told.processes(0, 1.0)] == [None, 0]


def test_end_that_is_told_before_the_start_is_kept(told):
    """A parent's thread may wait for the child before `start` has told of it."""
    for index in (1, 3, 2):
        packet, sender = SAID[index]
        told.take(packet, b"", sender, 1.0)
    _, child = told.processes(0, 2.0)
    assert (child.start_method, child.exit_code, child.ended) == ("fork", 3, 1.0)


def test_end_of_an_unknown_process_is_passed_over(told):
    told.take(packets.Ended(OTHER, 1), b"", MAIN, 0)
    assert len(told.processes(0, 1.0)) == 1


def test_main_process_has_the_code_that_the_kernel_told(told):
    (main,) = told.processes(-9, 4.0)
    assert (main.name, main.parent, main.exit_code, main.ended) == ("MainProcess", None, -9, 4.0)


def test_second_main_process_is_none(told):
    """Whatever a child claims, there is one main process."""
    told.take(packets.Born(CHILD, "MainProcess", False, None), b"", CHILD, 0)
    assert [process.parent for process in told.processes(0, 1.0)] == [None, 0]


def test_process_that_the_kernel_no_longer_knows_has_ended(told):
    told.take(packets.Born(CHILD, "child", False, MAIN), b"", CHILD, 0)
    told.note_gone({MAIN, CHILD}, 1.0)
    assert told.processes(0, 9.0)[1].ended is None
    told.note_gone({MAIN}, 2.0)
    told.note_gone({MAIN}, 3.0)
    assert told.processes(0, 9.0)[1].ended == 2.0


def test_pid_that_the_kernel_vouches_for_beats_the_claimed_one(told):
    told.take(packets.Born(OTHER, "liar", False, MAIN), b"", CHILD, 0)
    assert told.processes(0, 1.0)[1].pid == CHILD


def test_claimed_pid_helps_where_the_kernel_knows_the_sender_no_more(monkeypatch):
    monkeypatch.setattr("grader.sandbox.tree.own_pid", lambda pid: None)
    told = Recorder(1, 2, Kernel())
    told.take(packets.Born(2, "MainProcess", False, None), b"", MAIN, 0)
    told.take(packets.Born(2, "thief", False, 2), b"", CHILD, 0)
    assert [(process.pid, process.name) for process in told.processes(0, 1)] == [
        (2, "MainProcess"), (CHILD, "thief"),
    ]  # fmt: skip
    assert told.hooked() == {MAIN: 2, CHILD: CHILD}


def test_queue_is_one_channel_for_both_ends(told):
    told.take(packets.Message("put", 70, "1"), b"", MAIN, 0)
    told.take(packets.Message("put", 71, "2"), b"", MAIN, 0)
    told.take(packets.Message("get", 70, "1"), b"", CHILD, 0)
    assert [m.channel for m in told.messages()] == ["queue 1", "queue 2", "queue 1"]


def test_two_ends_of_a_pipe_are_one_channel(told):
    told.take(packets.Pipe([80, 81]), b"", MAIN, 0)
    told.take(packets.Pipe([82, 83]), b"", MAIN, 0)
    told.take(packets.Message("send", 80, "1"), b"", MAIN, 0)
    told.take(packets.Message("recv", 81, "1"), b"", CHILD, 0)
    told.take(packets.Message("send", 83, "1"), b"", CHILD, 0)
    assert [m.channel for m in told.messages()] == ["pipe 1", "pipe 1", "pipe 2"]


def test_events_stand_in_one_order(told):
    told.write(1, b"a\n", MAIN, 0)
    told.take(packets.Message("put", 70, "1"), b"", MAIN, 0)
    told.write(2, b"b\n", MAIN, 0)
    orders = [told.lines(1)[0].order, told.messages()[0].order, told.lines(2)[0].order]
    assert orders == sorted(set(orders))


def test_events_beyond_the_cap_are_counted_and_dropped(monkeypatch):
    monkeypatch.setattr(recorder, "EVENTS", 3)
    told = Recorder(1, MAIN, Kernel())
    told.take(packets.Born(MAIN, "MainProcess", False, None), b"", MAIN, 0)
    told.write(1, b"1\n2\n3\n4\n", MAIN, 0)
    told.take(packets.Message("put", 70, "1"), b"", MAIN, 0)
    told.take(packets.Born(CHILD, "child", False, MAIN), b"", CHILD, 0)
    assert [text for _, text in texts(told)] == ["1", "2"]
    assert (told.messages(), len(told.processes(0, 1)), told.dropped) == ((), 1, 4)


@pytest.fixture
def asked(told):
    """A recorder of a run whose probe has begun."""
    told.take(packets.Imported(), b"", MAIN, 0)
    return told


def test_only_before_a_probe_is_loaded_can_it_fail_to_load(told):
    failed = packets.Raised("probe", "E", "m", "", [])
    told.take(packets.Loaded(), b"", MAIN, 0)
    with pytest.raises(packets.MalformedError, match="can't fail to load"):
        told.take(failed, b"", MAIN, 0)
    assert (told.stage, told.raised) == ("", None)


def test_first_exception_is_the_one_that_counts(asked):
    asked.take(packets.Raised("call", "E", "m", "name", [("a.py", 3, "f")]), b"", MAIN, 0)
    asked.take(packets.Raised("main", "F", "n", "", []), b"", MAIN, 0)
    assert (asked.raised.type, asked.raised.places) == ("E", (Place("a.py", 3, "f"),))
    assert (asked.stage, asked.missing) == ("call", "name")


def test_answer_in_parts_is_put_together(asked):
    whole = plain.dumps([1, "ü"])
    asked.take(packets.Answer(True), whole[:5], MAIN, 0)
    assert asked.value() == (None, False)
    asked.take(packets.Answer(False), whole[5:], MAIN, 0)
    assert asked.value() == ([1, "ü"], True)


def test_first_answer_is_the_one_that_counts(asked):
    asked.take(packets.Answer(False), b"1", MAIN, 0)
    asked.take(packets.Answer(False), b"2", MAIN, 0)
    assert asked.value() == (1, True)


def test_answer_in_no_form_is_no_answer(asked):
    asked.take(packets.Answer(False), b"nonsense", MAIN, 0)
    assert asked.value() == (None, False)


def test_answer_that_is_too_long_is_malformed(asked, monkeypatch):
    monkeypatch.setattr(recorder, "ANSWER", 10)
    asked.take(packets.Answer(True), b"1" * 10, MAIN, 0)
    with pytest.raises(packets.MalformedError, match="too long"):
        asked.take(packets.Answer(True), b"1", MAIN, 0)


def test_answer_of_none_is_an_answer(asked):
    asked.take(packets.Answer(False), b"null", MAIN, 0)
    assert asked.value() == (None, True)


def test_only_the_main_process_can_answer(asked):
    asked.take(packets.Answer(False), b"1", CHILD, 0)
    assert asked.value() == (None, False)
    asked.take(packets.Answer(False), b"2", MAIN, 0)
    assert asked.value() == (2, True)


def test_answer_before_the_submission_is_imported_is_none(told):
    told.take(packets.Answer(False), b"1", MAIN, 0)
    assert told.value() == (None, False)


def test_only_the_main_process_tells_how_its_probe_went(told):
    told.take(packets.Imported(), b"", CHILD, 0)
    told.take(packets.Raised("call", "E", "m", "", []), b"", CHILD, 0)
    assert (told.imported, told.raised, told.stage) == (False, None, "")


def test_call_begins_once(asked):
    asked.write(1, b"printed in the call\n", MAIN, 0)
    asked.take(packets.Imported(), b"", MAIN, 0)
    assert asked.call_order < asked.lines(1)[0].order
