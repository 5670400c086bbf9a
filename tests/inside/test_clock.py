"""Virtual time as one process sees it; the judge is a fake."""

# ruff: noqa: ARG001 - a fake takes what the real one takes

import pytest

from grader.inside.clock import READING, SECOND, to_nanoseconds


def test_each_reading_takes_a_microsecond(clock):
    assert [clock.now() for _ in range(3)] == [READING, 2 * READING, 3 * READING]


def test_clock_follows_the_judge(clock, page):
    clock.now()
    page.set(5 * SECOND)
    assert clock.now() == 5 * SECOND + READING


def test_clock_never_goes_back(clock, page):
    page.set(5 * SECOND)
    before = clock.now()
    page.set(0)
    assert clock.now() > before


def test_time_of_day_counts_from_the_epoch(clock, page):
    page.set(SECOND)
    assert clock.since_epoch() == 1_000_000_000_000 + SECOND + READING


def test_sleeper_tells_its_deadline_and_wakes_on_the_judges_word(clock, wire):
    wire.answers = [(True, 2 * SECOND)]
    clock.sleep(2 * SECOND)
    ((kind, fields),) = wire.sent
    assert (kind, fields["deadline"]) == ("sleep", 2 * SECOND + READING)
    assert clock.now() == 2 * SECOND + READING


def test_second_sleep_has_a_token_of_its_own(clock, wire):
    wire.answers = [(True,), (True,)]
    clock.sleep(1)
    clock.sleep(1)
    assert [fields["token"] for _, fields in wire.sent] == [1, 2]


def test_wake_up_that_nobody_read_does_not_end_the_next_wait(clock, wire):
    sleeper = clock.sleeper()
    sleeper.register("sleep", 5)
    wire.wake(1, True)
    sleeper.cancel()
    wire.answers = [(True, SECOND)]
    clock.sleep(SECOND)
    assert clock.now() > SECOND


def test_stale_token_is_passed_over(clock, wire):
    sleeper = clock.sleeper()
    sleeper.register("sleep", 5)
    wire.wake(99, True)
    wire.wake(1, False)
    assert sleeper.wait() is False


def test_attempt_that_succeeds_at_once_tells_nobody(clock, wire):
    assert clock.attempt(lambda: True, SECOND)
    assert wire.sent == []


def test_attempt_tries_again_when_let(clock, wire):
    tries = iter([False, False, True])
    wire.answers = [(False,), (False,)]
    assert clock.attempt(lambda: next(tries), SECOND)
    assert wire.kinds() == ["retry", "retry"]
    assert len({fields["deadline"] for _, fields in wire.sent}) == 1


def test_attempt_tries_a_last_time_when_its_time_is_up(clock, wire):
    tries = iter([False, True])
    wire.answers = [(True,)]
    assert clock.attempt(lambda: next(tries), SECOND)


def test_attempt_gives_up_when_its_time_is_up(clock, wire):
    wire.answers = [(False,), (True,)]
    assert not clock.attempt(lambda: False, SECOND)


@pytest.mark.parametrize("limit", [0, -SECOND])
def test_attempt_without_time_tries_once(clock, wire, limit):
    assert not clock.attempt(lambda: False, limit)
    assert wire.sent == []


def test_interrupted_sleep_is_taken_back(clock, wire, monkeypatch):
    def interrupted(self):
        raise KeyboardInterrupt

    monkeypatch.setattr("grader.inside.clock.Sleeper.wait", interrupted)
    with pytest.raises(KeyboardInterrupt):
        clock.sleep(SECOND)
    assert wire.kinds() == ["sleep", "cancel"]


@pytest.mark.parametrize(("seconds", "expected"), [(1, SECOND), (0.5, SECOND // 2), (1e-9, 1)])
def test_seconds_become_nanoseconds(seconds, expected):
    assert to_nanoseconds(seconds) == expected


@pytest.mark.parametrize("seconds", [float("inf"), 1e300])
def test_endless_duration_is_no_surprise(seconds):
    """What a real wait does with these is an OverflowError, never another deadline."""
    with pytest.raises(OverflowError):
        to_nanoseconds(seconds)
