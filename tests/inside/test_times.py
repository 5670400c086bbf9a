"""Durations, and a datetime that real ones count as; nothing is installed here."""

# ruff: noqa: ARG001, ARG005 - fixtures asked for their effect; a fake takes what the real one takes

import datetime as dt

import pytest

from grader.inside import session, times
from grader.inside.clock import SECOND


@pytest.fixture
def joined(clock, monkeypatch):
    monkeypatch.setattr(session, "clock", lambda: clock)
    return clock


def test_sleep_is_virtual_within_a_run(joined, wire):
    wire.answers = [(True, 3600 * SECOND)]
    times.sleep(3600)
    assert joined.now() > 3600 * SECOND


def test_negative_sleep_is_refused_as_the_real_one_does(joined, wire):
    with pytest.raises(ValueError, match="sleep length must be non-negative"):
        times.sleep(-1)
    assert wire.sent == []


def test_sleep_is_real_outside_of_a_run():
    with pytest.raises(ValueError, match="non-negative"):
        times.sleep(-1)


@pytest.mark.parametrize("bad", ["1", None, [1]])
def test_sleep_of_what_is_no_number_is_a_type_error(joined, bad):
    with pytest.raises(TypeError):
        times.sleep(bad)


def test_reader_asks_the_run_where_there_is_one(joined):
    read = times._reader(lambda: "real", lambda clock: clock.now())
    assert read() == 1_000


def test_reader_asks_the_machine_elsewhere():
    assert times._reader(lambda: "real", lambda clock: "virtual")() == "real"


def test_real_datetime_counts_as_one_of_ours():
    real = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    assert isinstance(real, times.VirtualDatetime)
    assert issubclass(dt.datetime, times.VirtualDatetime)
    assert not isinstance(dt.date(2026, 1, 1), times.VirtualDatetime)
