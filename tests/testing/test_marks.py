"""What a hidden test says of itself."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from grader.errors import CourseError
from grader.grade import Visibility
from grader.testing.marks import Worth, hint, points, points_left_out, visibility, worth


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


def test_tests_are_visible_unless_they_say_otherwise():
    assert worth(item(points(1, "It works"))).visibility is Visibility.VISIBLE


@pytest.mark.parametrize("name", ["visible", "hidden", "after_due_date", "after_published"])
def test_visibility_has_gradescope_s_four_names(name):
    assert worth(item(points(1, "It works"), visibility(name))).visibility == name


@pytest.mark.parametrize("name", ["secret", "", None, 5])
def test_unknown_visibility_is_the_courses_mistake(name):
    with pytest.raises(
        CourseError, match=r"test_x.py: test_it: @visibility takes one of visible, "
    ):
        worth(item(points(1, "It works"), visibility(name)))


def test_visibility_without_a_name_is_the_courses_mistake():
    with pytest.raises(CourseError, match=r"write e\.g\. "):
        worth(item(points(1, "It works"), pytest.mark.visibility))


def test_file_that_lacks_no_test_has_no_points_left_out():
    assert points_left_out(SimpleNamespace(__name__="test_x")) == 0


def test_file_tells_the_points_of_the_tests_that_it_lacks():
    assert points_left_out(SimpleNamespace(GRADED_LATER=12.5)) == 12.5


@pytest.mark.parametrize("number", ["ten", None, -5, float("nan"), True])
def test_points_left_out_that_are_no_number_are_told(number):
    with pytest.raises(CourseError, match="GRADED_LATER must be a number of 0 or more"):
        points_left_out(SimpleNamespace(__name__="test_x", GRADED_LATER=number))
