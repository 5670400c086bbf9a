"""The grade's own rules: from when on a student may run a test."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from grader.grade import Visibility, visible_at

DUE = datetime(2026, 12, 1, 23, 59, tzinfo=timezone(timedelta(hours=1)))
AFTER = DUE + timedelta(microseconds=1)


def visible(now=DUE, due=DUE, *, published=False):
    return {one.value for one in visible_at(now, due, published=published)}


def test_before_the_due_date_only_what_is_visible_is_run():
    assert visible(DUE - timedelta(days=1)) == {"visible"}


def test_at_the_due_date_an_exercise_can_still_be_handed_in():
    assert visible(DUE) == {"visible"}
    assert visible(AFTER) == {"visible", "after_due_date"}


def test_the_due_date_is_a_moment_whatever_the_time_zone():
    assert visible(AFTER.astimezone(UTC)) == {"visible", "after_due_date"}
    assert visible(datetime(2026, 12, 1, 23, 30, tzinfo=UTC)) == {"visible", "after_due_date"}


def test_an_exercise_without_a_due_date_is_never_past_it():
    assert visible(datetime.max.replace(tzinfo=UTC), None) == {"visible"}


def test_publishing_is_apart_from_the_due_date():
    assert visible(published=True) == {"visible", "after_published"}
    assert visible(AFTER, published=True) == {"visible", "after_due_date", "after_published"}


@pytest.mark.parametrize("published", [False, True])
def test_hidden_is_never_visible(published):
    assert Visibility.HIDDEN not in visible_at(AFTER, DUE, published=published)
