"""What a hidden test says of itself: its points, its title, and a hint for who loses them."""

from dataclasses import dataclass

import pytest

from grader.errors import CourseError


@dataclass(frozen=True, slots=True)
class Worth:
    """What a hidden test is worth, and how it is called."""

    points: float
    title: str
    hint: str | None


def points(number: float, title: str) -> pytest.MarkDecorator:
    """Give a hidden test its points and its title, a sentence about the program's behaviour."""
    return pytest.mark.points(number, title)


def hint(text: str) -> pytest.MarkDecorator:
    """Tell a student who loses the points what to look at next."""
    return pytest.mark.hint(text)


def worth(item: pytest.Item) -> Worth:
    """Return what a collected test says of itself; raise CourseError where it says nothing."""
    mark = item.get_closest_marker("points")
    if mark is None:
        raise CourseError(
            f"{item.path.name}: {item.name} has no points: "
            'put @points(10, "what it shows") before it'
        )
    number, title = mark.args
    hinted = item.get_closest_marker("hint")
    return Worth(float(number), str(title), str(hinted.args[0]) if hinted else None)
