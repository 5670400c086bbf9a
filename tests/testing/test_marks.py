"""What a hidden test says of itself."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from grader.errors import CourseError
from grader.testing.marks import Worth, hint, points, worth


def item(*marks):
    """A collected test, as far as marks are concerned."""
    by_name = {mark.name: mark.mark for mark in marks}
    return SimpleNamespace(
        name="test_it", path=Path("/tests/test_x.py"), get_closest_marker=by_name.get
    )


def test_points_title_and_hint_are_told():
    assert worth(item(points(10, "It works"), hint("Look"))) == Worth(10.0, "It works", "Look", 0)


def test_hint_may_be_left_out():
    assert worth(item(points(2.5, "It works"))) == Worth(2.5, "It works", None, 0)


def test_test_without_points_is_the_courses_mistake():
    with pytest.raises(CourseError, match=r"test_x.py: test_it has no points: put @points\(10"):
        worth(item(hint("Look")))


@pytest.mark.parametrize("number", ["ten", None, -5, float("nan")])
def test_points_that_are_no_number_are_the_courses_mistake(number):
    with pytest.raises(CourseError):
        worth(item(points(number, "It works")))
