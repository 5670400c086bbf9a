"""The policy: moments and points exactly, at every edge, and why in a student's words."""

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.policy import Adjusted, Extension, Policy

BERLIN = ZoneInfo("Europe/Berlin")
DUE = datetime(2026, 12, 1, 23, 59, tzinfo=timezone(timedelta(hours=1)))
INSTANT = timedelta(microseconds=1)
DAY = timedelta(days=1)
TEN = Policy(due=DUE, late_penalty=10)


def score(policy, late, before=80.0, student="ada"):
    """What is left of 80 of 100 points, handed in that much after the due date."""
    return policy.adjust(before, 100.0, policy.due + late, student).score


# When it is late


def test_the_last_moment_is_on_time_and_the_next_one_is_late():
    assert score(TEN, timedelta(0)) == 80
    assert score(TEN, INSTANT) == 70


@pytest.mark.parametrize(
    ("late", "left"),
    [(DAY, 70), (DAY + INSTANT, 60), (2 * DAY, 60), (2 * DAY + INSTANT, 50), (5 * DAY, 30)],
)
def test_every_day_that_has_begun_costs(late, left):
    assert score(TEN, late) == left


def test_moments_are_compared_whatever_their_time_zones():
    there = timezone(timedelta(hours=-10))
    assert score(TEN, timedelta(0)) == TEN.adjust(80, 100, DUE.astimezone(there), "ada").score
    late = (DUE + INSTANT).astimezone(there)
    assert TEN.adjust(80, 100, late, "ada").score == 70


def test_grace_forgives_and_moves_nothing():
    policy = Policy(due=DUE, late_penalty=10, grace=timedelta(minutes=15))
    assert score(policy, timedelta(minutes=15)) == 80
    assert score(policy, timedelta(minutes=15) + INSTANT) == 70
    assert score(policy, DAY) == 70
    assert score(policy, DAY + INSTANT) == 60


def test_without_a_due_date_nothing_is_late():
    policy = Policy(late_penalty=10)
    assert policy.adjust(80, 100, datetime.max.replace(tzinfo=UTC), "ada") == Adjusted(80, "")


@pytest.mark.parametrize(
    ("policy", "submitted", "late", "overlooked"),
    [
        (TEN, None, True, True),
        (Policy(due=DUE, late_days=0), None, True, True),
        (TEN, None, False, False),
        (TEN, DUE + DAY, True, False),
        (Policy(due=DUE), None, True, False),
        (Policy(late_penalty=10), None, True, False),
    ],
    ids=["penalty", "last day", "no mark", "time is told", "lateness is free", "nothing is due"],
)
def test_a_mark_of_lateness_is_overlooked_where_it_would_cost_and_tells_no_time(
    policy, submitted, late, overlooked
):
    assert policy.overlooks(submitted, late=late) is overlooked


def test_what_nobody_knows_the_time_of_is_on_time():
    assert TEN.adjust(80, 100, None, "ada") == Adjusted(80, "")


def test_where_the_grader_failed_there_is_no_score_to_lose_from():
    assert TEN.adjust(None, 100, DUE + DAY, "ada") == Adjusted(None, "")


# Time zones that change their clocks


@pytest.mark.parametrize(
    ("due", "hours"),
    [
        pytest.param(datetime(2026, 3, 28, 23, 59, tzinfo=BERLIN), 23, id="spring"),
        pytest.param(datetime(2026, 10, 24, 23, 59, tzinfo=BERLIN), 25, id="autumn"),
        pytest.param(datetime(2026, 6, 1, 23, 59, tzinfo=BERLIN), 24, id="summer"),
        pytest.param(
            datetime(2026, 3, 29, 0, 30, tzinfo=timezone(timedelta(hours=1))), 24, id="offset"
        ),
    ],
)
def test_a_day_ends_at_the_time_of_day_of_the_due_date(due, hours):
    policy = Policy(due=due, late_penalty=10)
    end = due.astimezone(UTC) + timedelta(hours=hours)
    assert policy.adjust(80, 100, end, "ada").score == 70
    assert policy.adjust(80, 100, end + INSTANT, "ada").score == 60


def test_an_hour_that_comes_twice_is_late_the_second_time():
    due = datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN)
    policy = Policy(due=due, late_penalty=10)
    assert policy.adjust(80, 100, due, "ada").score == 80
    assert policy.adjust(80, 100, due.replace(fold=1), "ada").score == 70


@given(
    st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1)),  # noqa: DTZ001  made aware below
    st.integers(1, 10 * 24 * 60),
)
def test_the_day_that_is_counted_is_the_one_it_was_handed_in_on(wall, minutes):
    due = wall.replace(tzinfo=BERLIN)
    submitted = due.astimezone(UTC) + timedelta(minutes=minutes)
    days = Policy(due=due).days_late(submitted, "ada")
    ends = [(due + day * DAY).astimezone(UTC) for day in (days - 1, days)]
    assert ends[0] < submitted <= ends[1]


# Extensions


def test_an_extension_moves_the_date_of_one_student():
    until = DUE + timedelta(days=2)
    policy = Policy(due=DUE, late_penalty=10, extensions=(Extension("ada", until),))
    assert policy.deadline("ada") == until
    assert policy.deadline("Ada") == DUE
    assert score(policy, 2 * DAY) == 80
    assert score(policy, 2 * DAY + INSTANT) == 70
    assert score(policy, 2 * DAY, student="bob") == 60


def test_an_extension_in_days_ends_at_the_same_time_of_day():
    due = datetime(2026, 3, 27, 23, 59, tzinfo=BERLIN)
    policy = Policy(due=due, extensions=(Extension("ada", 3),))
    deadline = policy.deadline("ada")
    assert deadline is not None
    assert deadline.astimezone(UTC) == datetime(2026, 3, 30, 21, 59, tzinfo=UTC)


def test_without_a_due_date_there_is_nothing_to_extend():
    assert Policy(extensions=(Extension("ada", 3),)).deadline("ada") is None


# What it costs


def test_no_lateness_costs_more_than_the_cap():
    policy = Policy(due=DUE, late_penalty=20, late_cap=50)
    assert [score(policy, days * DAY) for days in (1, 2, 3, 4, 400)] == [60, 40, 30, 30, 30]


def test_a_score_never_falls_below_nothing():
    assert score(TEN, 9 * DAY) == 0
    assert score(TEN, 9 * DAY, before=5.0) == 0


def test_after_the_last_of_the_late_days_nothing_counts_whatever_the_cap():
    policy = Policy(due=DUE, late_penalty=10, late_cap=20, late_days=3)
    assert score(policy, 3 * DAY) == 60
    assert score(policy, 3 * DAY + INSTANT) == 0


def test_with_no_late_day_nothing_late_counts():
    policy = Policy(due=DUE, late_days=0)
    adjusted = policy.adjust(80, 100, DUE + INSTANT, "ada")
    assert adjusted == Adjusted(0, "handed in after the deadline, when nothing counts any more")


def test_the_penalty_is_of_the_most_that_can_be_had():
    assert Policy(due=DUE, late_penalty=10).adjust(8, 20, DUE + DAY, "ada").score == 6


@pytest.mark.parametrize(
    ("before", "most", "percent", "left"),
    [(70.1, 100, 10, 60.1), (0.3, 1, 10, 0.2), (33.3, 100, 3.3, 30.0), (100 / 3, 100, 0.1, 100 / 3 - 0.1)],
)  # fmt: skip
def test_points_are_subtracted_as_the_decimals_that_they_are_written_as(
    before, most, percent, left
):
    policy = Policy(due=DUE, late_penalty=percent)
    assert policy.adjust(before, most, DUE + DAY, "ada").score == left


@given(
    st.floats(0, 1e6), st.floats(0, 100), st.floats(0, 100), st.timedeltas(timedelta(0), 100 * DAY)
)
def test_lateness_never_gains_points_and_never_costs_more_than_there_are(
    before, percent, cap, late
):
    policy = Policy(due=DUE, late_penalty=percent, late_cap=cap)
    adjusted = policy.adjust(before, 1e6, DUE + late, "ada")
    assert adjusted.score is not None
    assert 0 <= adjusted.score <= before
    assert (adjusted.reason == "") == (adjusted.score == before)


# Why


@pytest.mark.parametrize(
    ("late", "reason"),
    [
        (timedelta(0), ""),
        (INSTANT, "1 day late: 12.5 points lost"),
        (2 * DAY, "2 days late: 25 points lost"),
        (4 * DAY, "4 days late: 50 points lost"),
        (5 * DAY, "5 days late: 50 points lost, the most that lateness costs"),
        (8 * DAY, "more than 7 days late: nothing counts any more"),
    ],
)
def test_the_reason_tells_days_and_points(late, reason):
    policy = Policy(due=DUE, late_penalty=12.5, late_cap=50, late_days=7)
    assert policy.adjust(80, 100, DUE + late, "ada").reason == reason


def test_what_costs_nothing_has_no_reason():
    assert Policy(due=DUE).adjust(80, 100, DUE + DAY, "ada").reason == ""
    assert TEN.adjust(0.0, 100, DUE + DAY, "ada") == Adjusted(0, "")
