"""Passing descriptors on where the kernel refuses for a while."""

import errno

import pytest

from grader.inside import passing, session


@pytest.fixture
def told(monkeypatch):
    kinds = []
    monkeypatch.setattr(session, "report", kinds.append)
    monkeypatch.setattr(passing, "sleep", lambda _seconds: kinds.append("slept"))
    return kinds


def refusing(*numbers):
    left = list(numbers)

    def send(socket, descriptors):
        if left:
            raise OSError(left.pop(0), "refused")
        return socket, descriptors

    return send


def test_what_finds_room_is_sent_once_and_told_nobody(told):
    assert passing.persistent(refusing())(1, [2]) == (1, [2])
    assert told == []


def test_what_finds_no_room_is_sent_again_and_told_once(told):
    send = passing.persistent(refusing(errno.ETOOMANYREFS, errno.ETOOMANYREFS))
    assert send(1, [2]) == (1, [2])
    assert told == ["crowded", "slept", "slept"]


def test_any_other_error_is_the_programs_own(told):
    with pytest.raises(BrokenPipeError):
        passing.persistent(refusing(errno.EPIPE))(1, [2])
    assert told == []
