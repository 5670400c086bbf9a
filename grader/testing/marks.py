"""What a hidden test says of itself: its points, its title, and a hint for who loses them."""

import math
import types
from dataclasses import dataclass

import pytest

from grader.errors import CourseError
from grader.grade import Visibility

LEFT_OUT = "GRADED_LATER"
"""Name of a constant in a test file that students have got: points of the tests that they have not."""


@dataclass(frozen=True, slots=True)
class Worth:
    """What a hidden test is worth, and how it is called."""

    points: float
    title: str
    hint: str | None
    schedules: int
    """Schedules that it must hold under; 0 for an ordinary run."""
    visibility: Visibility = Visibility.VISIBLE


def points(number: float, title: str) -> pytest.MarkDecorator:
    """Give a hidden test its points and its title, a sentence about the program's behaviour."""
    return pytest.mark.points(number, title)


def hint(text: str) -> pytest.MarkDecorator:
    """Tell a student who loses the points what to look at next."""
    return pytest.mark.hint(text)


def schedules(number: int) -> pytest.MarkDecorator:
    """Have a test hold under so many schedules: orders of events that its seed fixes.

    The test is run once for each. Its `rng` draws from the schedule's seed, so that the seed alone
    repeats everything.
    """
    return pytest.mark.schedules(number)


def visibility(name: str) -> pytest.MarkDecorator:
    """Say from when on students may run a test; a test without this mark they may always run.

    `hidden` is never, `after_due_date` and `after_published` are told by the exercise's
    exercise.toml. Whoever grades for the instructor runs them all.
    """
    return pytest.mark.visibility(name)


def worth(item: pytest.Item) -> Worth:
    """Return what a collected test says of itself; raise CourseError where it says nothing."""
    mark = item.get_closest_marker("points")
    if mark is None:
        raise CourseError(
            f"{item.path.name}: {item.name} has no points: "
            'put @points(10, "what it shows") before it'
        )
    try:
        number, title = float(mark.args[0]), str(mark.args[1])
    except (IndexError, TypeError, ValueError):
        number, title = math.nan, ""
    if not (0 <= number < math.inf and title):
        raise CourseError(
            f"{item.path.name}: {item.name}: @points takes a number of 0 or more and a title: "
            'write e.g. @points(10, "what it shows")'
        )
    hinted = item.get_closest_marker("hint")
    scheduled = item.get_closest_marker("schedules")
    return Worth(
        number,
        title,
        str(hinted.args[0]) if hinted else None,
        int(scheduled.args[0]) if scheduled else 0,
        _visibility(item),
    )


def points_left_out(module: types.ModuleType) -> float:
    """Return the points of the tests that `grade release` has left out of a test file.

    Raises CourseError where the file tells no number.
    """
    points = getattr(module, LEFT_OUT, 0)
    if type(points) not in (int, float) or not 0 <= points < math.inf:
        raise CourseError(
            f"{module.__name__}.py: {LEFT_OUT} must be a number of 0 or more: "
            "get the file anew with `grade release`"
        )
    return float(points)


def _visibility(item: pytest.Item) -> Visibility:
    mark = item.get_closest_marker("visibility")
    if mark is None:
        return Visibility.VISIBLE
    try:
        (name,) = mark.args
        return Visibility(name)
    except ValueError:
        names = ", ".join(Visibility)
        raise CourseError(
            f"{item.path.name}: {item.name}: @visibility takes one of {names}: "
            'write e.g. @visibility("hidden")'
        ) from None
