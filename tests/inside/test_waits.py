"""Waits with a limit, on a clock whose judge is the test."""

# ruff: noqa: ARG001 - fixtures asked for their effect

import os
import select
import threading

import pytest

from grader.inside import session, threads, waits
from grader.inside.clock import SECOND


@pytest.fixture
def joined(clock, monkeypatch):
    monkeypatch.setattr(session, "clock", lambda: clock)
    return clock


@pytest.fixture
def pipe():
    ends = os.pipe()
    yield ends
    for end in ends:
        os.close(end)


def test_select_gives_up_on_the_judges_word(joined, wire, pipe):
    wire.answers = [(True, SECOND)]
    assert waits.virtual_select([pipe[0]], [], [], 1) == ([], [], [])
    assert wire.kinds() == ["watch", "cancel"]


def test_select_tells_what_is_ready_and_takes_its_wait_back(joined, wire, pipe):
    os.write(pipe[1], b"x")
    assert waits.virtual_select([pipe[0]], [], [], 1) == ([pipe[0]], [], [])
    assert wire.kinds() == ["watch", "cancel"]


@pytest.mark.parametrize("timeout", [0, -1])
def test_select_without_time_tells_nobody(joined, wire, pipe, timeout):
    if timeout < 0:
        with pytest.raises(ValueError, match="non-negative"):
            waits.virtual_select([pipe[0]], [], [], timeout)
    else:
        assert waits.virtual_select([pipe[0]], [], [], timeout) == ([], [], [])
    assert wire.sent == []


@pytest.mark.parametrize("make", [waits.virtual_poll, waits.virtual_epoll], ids=["poll", "epoll"])
def test_poll_gives_up_on_the_judges_word(joined, wire, pipe, make):
    wire.answers = [(True, SECOND)]
    poll = make()
    poll.register(pipe[0], select.POLLIN)
    assert poll.poll(1) == []


@pytest.mark.parametrize("make", [waits.virtual_poll, waits.virtual_epoll], ids=["poll", "epoll"])
def test_poll_tells_what_is_ready(joined, pipe, make):
    os.write(pipe[1], b"x")
    poll = make()
    poll.register(pipe[0], select.POLLIN)
    assert poll.poll(1) == [(pipe[0], select.POLLIN)]


@pytest.mark.parametrize(
    ("make", "second"),
    [(waits.virtual_poll, 1000), (waits.virtual_epoll, 1)],
    ids=["poll", "epoll"],
)
def test_poll_counts_in_the_real_objects_unit(joined, wire, make, second):
    wire.answers = [(True, SECOND)]
    make().poll(second)
    assert wire.sent[0][1]["deadline"] == pytest.approx(SECOND, abs=10_000)


def test_condition_gives_up_and_holds_its_lock_again(joined, wire):
    condition = threading.Condition()
    wire.answers = [(True, SECOND)]
    with condition:
        assert threads._condition_wait(condition, 1) is False
        assert condition._is_owned()
        assert not condition._waiters


def test_condition_without_its_lock_is_refused_as_the_real_one_does(joined):
    with pytest.raises(RuntimeError, match="un-acquired lock"):
        threads._condition_wait(threading.Condition(), 1)
