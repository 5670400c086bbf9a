"""The judge's clock: whom it wakes, in which order, and when it moves."""

# ruff: noqa: PTH208 - open descriptors are counted, no files listed

import mmap
import os
import select
import struct

import pytest

from grader.inside.doorbell import Doorbell
from grader.runs import clock as clocks
from grader.runs.clock import PAGE, Clock
from grader.runs.doorbell import ring
from grader.runs.packets import MalformedError, Retry, Sleep
from grader.sandbox.tree import Thread


class Sleeper:
    """A thread of the program, with its doorbell."""

    def __init__(self, clock, pid, thread=1):
        self.clock, self.pid, self.thread, self.turns = clock, pid, thread, 0
        self.doorbell = Doorbell()

    @property
    def token(self):
        return self.doorbell.token

    def sleep(self, deadline, kind=Sleep):
        packet = kind(self.doorbell.renew(), self.thread, deadline, self.doorbell.number)
        self.clock.register(self.pid, packet)

    def retry(self, deadline):
        self.sleep(deadline, Retry)

    def cancel(self, token=None):
        self.clock.cancel(self.pid, self.thread, self.token if token is None else token)

    def heard(self):
        """What it was woken with: whether its time was up; None while it sleeps."""
        if not select.select([self.doorbell.number], [], [], 0)[0]:
            return None
        expired = self.doorbell.wait()
        self.turns += 1
        return bool(expired)


@pytest.fixture
def clock(monkeypatch):
    def ring_here(_pid, *word):
        ring(os.getpid(), *word)

    monkeypatch.setattr(clocks, "ring", ring_here)
    made = Clock()
    yield made
    made.close()


@pytest.fixture
def sleepers(clock):
    made = [Sleeper(clock, pid) for pid in (11, 12, 13)]
    yield made
    for sleeper in made:
        sleeper.doorbell.close()


def at_rest(*sleepers):
    return {(one.pid, one.pid): Thread(b"S", one.turns, b"") for one in sleepers}


def test_nobody_sleeps_in_the_beginning(clock):
    assert not clock.step({})
    assert (clock.now, clock.seconds) == (0, 0.0)


def test_time_moves_to_the_earliest_deadline_and_wakes_one(clock, sleepers):
    one, two, _ = sleepers
    one.sleep(7_000_000_000)
    two.sleep(5_000_000_000)
    assert clock.step(at_rest(*sleepers))
    assert (clock.now, clock.seconds) == (5_000_000_000, 5.0)
    assert (one.heard(), two.heard()) == (None, True)


def test_sleepers_with_one_deadline_are_woken_one_at_a_time_oldest_process_first(clock, sleepers):
    woken = []
    for sleeper in reversed(sleepers):
        sleeper.sleep(5)
    for _ in sleepers:
        assert clock.step(at_rest(*sleepers))
        woken += [sleeper.pid for sleeper in sleepers if sleeper.heard()]
    assert woken == [11, 12, 13]
    assert not clock.step(at_rest(*sleepers))


def test_time_never_goes_back(clock, sleepers):
    one, two, _ = sleepers
    one.sleep(9)
    clock.step(at_rest(*sleepers))
    two.sleep(4)
    assert clock.step(at_rest(*sleepers))
    assert (two.heard(), clock.now) == (True, 9)


def test_page_shows_the_time(clock, sleepers):
    sleepers[0].sleep(123)
    clock.step(at_rest(*sleepers))
    with mmap.mmap(clock.descriptor, PAGE, prot=mmap.PROT_READ) as page:
        assert struct.unpack_from("<q", page)[0] == 123


def test_nobody_else_can_write_the_time(clock):
    with pytest.raises(PermissionError):
        mmap.mmap(clock.descriptor, PAGE)
    with pytest.raises(OSError, match="not permitted"):
        os.pwrite(clock.descriptor, b"x", 0)
    with pytest.raises(OSError, match="not permitted"):
        os.ftruncate(clock.descriptor, 0)


def test_cancelled_sleeper_is_not_woken(clock, sleepers):
    one, two, _ = sleepers
    one.sleep(5)
    two.sleep(6)
    one.cancel()
    assert clock.step(at_rest(*sleepers))
    assert (one.heard(), two.heard(), clock.now) == (None, True, 6)


def test_old_cancellation_does_not_end_a_new_wait(clock, sleepers):
    one = sleepers[0]
    one.sleep(5)
    one.sleep(6)
    one.cancel(token=1)
    assert clock.step(at_rest(*sleepers))
    assert (one.heard(), clock.now) == (True, 6)


def test_cancellation_by_another_process_is_passed_over(clock, sleepers):
    one = sleepers[0]
    one.sleep(5)
    clock.cancel(99, one.thread, one.token)
    assert clock.step(at_rest(*sleepers))
    assert one.heard()


def test_sleeper_that_died_is_forgotten(clock, sleepers):
    one, two, _ = sleepers
    one.sleep(5)
    two.sleep(6)
    assert clock.step(at_rest(two))
    assert (one.heard(), two.heard(), clock.now) == (None, True, 6)


def test_who_waits_for_a_lock_tries_before_time_moves(clock, sleepers):
    one, two, _ = sleepers
    two.sleep(3)
    one.retry(9)
    assert clock.step(at_rest(*sleepers))
    assert (one.heard(), two.heard(), clock.now) == (False, None, 0)


def test_attempt_in_vain_lets_time_move(clock, sleepers):
    one, two, _ = sleepers
    two.sleep(3)
    one.retry(9)
    clock.step(at_rest(*sleepers))
    one.heard()
    one.retry(9)
    assert clock.step(at_rest(*sleepers))
    assert (one.heard(), two.heard(), clock.now) == (None, True, 3)


def test_everyone_tries_once_before_time_moves(clock, sleepers):
    one, two, three = sleepers
    three.sleep(3)
    one.retry(9)
    two.retry(9)
    tried = []
    for _ in range(2):
        clock.step(at_rest(*sleepers))
        (woken,) = [sleeper for sleeper in (one, two) if sleeper.heard() is False]
        tried.append(woken.pid)
        woken.retry(9)
    assert tried == [11, 12]
    assert clock.step(at_rest(*sleepers))
    assert three.heard()


def test_everyone_tries_again_after_something_ran(clock, sleepers):
    one, two, _ = sleepers
    two.sleep(3)
    one.retry(9)
    clock.step(at_rest(*sleepers))
    one.heard()
    one.retry(9)
    clock.step(at_rest(*sleepers))
    two.heard()
    two.sleep(6)
    assert clock.step(at_rest(*sleepers))
    assert (one.heard(), clock.now) == (False, 3)


def test_who_waits_for_a_lock_gives_up_at_its_deadline(clock, sleepers):
    one = sleepers[0]
    one.retry(9)
    clock.step(at_rest(*sleepers))
    one.heard()
    one.retry(9)
    assert clock.step(at_rest(*sleepers))
    assert (one.heard(), clock.now) == (True, 9)


def test_two_threads_of_one_process_sleep_apart(clock, sleepers):
    first, second = sleepers[0], Sleeper(clock, 11, thread=2)
    first.sleep(5)
    second.sleep(6)
    clock.step(at_rest(first))
    assert (first.heard(), second.heard()) == (True, None)
    second.doorbell.close()


def test_new_doorbell_takes_the_place_of_the_old_one(clock, sleepers):
    one, other = sleepers[0], Sleeper(clock, 11)
    one.sleep(5)
    other.sleep(6)
    clock.step(at_rest(one))
    assert (one.heard(), other.heard()) == (None, True)
    other.doorbell.close()


def test_too_many_sleepers_are_refused(clock, monkeypatch):
    monkeypatch.setattr(clocks, "SLEEPERS", 1)
    one, two = Sleeper(clock, 11), Sleeper(clock, 12)
    one.sleep(5)
    one.sleep(6)
    with pytest.raises(MalformedError, match="too many"):
        two.sleep(5)
    for sleeper in (one, two):
        sleeper.doorbell.close()


@pytest.mark.parametrize("deadline", [-(2**62), -1, 0, 2**62])
def test_hostile_deadline_breaks_nothing(clock, sleepers, deadline):
    sleepers[0].sleep(deadline)
    assert clock.step(at_rest(*sleepers))
    assert sleepers[0].heard()
    assert clock.now == max(deadline, 0)


def test_sleeper_that_closed_its_doorbell_is_forgotten(clock, sleepers):
    one, two, _ = sleepers
    one.sleep(5)
    two.sleep(6)
    one.doorbell.close()
    assert clock.step(at_rest(*sleepers))
    assert clock.step(at_rest(*sleepers))
    assert two.heard()


def test_sleeper_that_never_reads_does_not_stop_the_judge(clock, sleepers):
    one = sleepers[0]
    for number in range(10_000):
        one.clock.register(one.pid, Sleep(number, 1, number, one.doorbell.number))
        assert clock.step(at_rest(*sleepers))


def test_closed_clock_leaves_no_descriptor():
    before = len(os.listdir("/proc/self/fd"))
    made = Clock()
    sleeper = Sleeper(made, 11)
    sleeper.sleep(5)
    made.close()
    sleeper.doorbell.close()
    assert len(os.listdir("/proc/self/fd")) == before
