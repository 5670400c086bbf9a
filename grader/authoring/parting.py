"""Which of an exercise's hidden tests its students may run, and which are held back."""

from dataclasses import dataclass
from datetime import datetime

from grader.course import Exercise
from grader.errors import CourseError
from grader.grade import visible_at
from grader.testing.session import list_tests


@dataclass(frozen=True, slots=True)
class Parting:
    """The tests of one exercise, by their functions' names, e.g. `test_exit_codes`."""

    exercise: Exercise
    visible: frozenset[str]
    held_back: frozenset[str]
    points: float
    """Of the tests that are held back."""


def part_tests(exercise: Exercise, now: datetime) -> Parting:
    """Part the tests that students may run at `now` from the others.

    Raises GraderError where the tests can't be collected, CourseError where a function or a class
    has tests of both kinds.
    """
    listed = list_tests(exercise.hidden_tests)
    shown = visible_at(now, exercise.due, published=exercise.published)
    visible = [one for one in listed if one.worth.visibility in shown]
    held_back = [one for one in listed if one.worth.visibility not in shown]
    parting = Parting(
        exercise,
        frozenset(one.function.partition(".")[0] for one in visible),
        frozenset(one.function.partition(".")[0] for one in held_back),
        sum(one.worth.points for one in held_back),
    )
    for name in sorted(parting.visible & parting.held_back):
        raise CourseError(
            f"{exercise.hidden_tests.name}: {name} has tests that students may run and others that "
            "they may not: write them apart"
        )
    return parting
