"""Which tests students may run, by the tests' own marks and the exercise's dates."""

from dataclasses import replace
from datetime import timedelta

import pytest

from grader.authoring.parting import part_tests
from grader.errors import CourseError
from grader.policy import Policy

from .conftest import HELD_BACK, NOW, hold_back, replace_in


def test_tests_are_parted_by_their_marks(exercise):
    parting = part_tests(exercise, NOW)
    assert parting.held_back == set(HELD_BACK)
    assert "test_main_prints_the_result" in parting.visible
    assert parting.points == 35


def test_tests_are_let_go_when_the_exercise_was_due(exercise):
    due = replace(exercise, policy=Policy(due=NOW - timedelta(seconds=1)))
    assert part_tests(due, NOW).held_back == {"test_worker_runs_in_a_process_of_its_own"}


def test_tests_are_let_go_when_the_exercise_is_published(root, course):
    hold_back_again = {"test_program_works_under_spawn": "after_published"}
    replace_in(course.exercises[0].hidden_tests, (", visibility", ""))
    hold_back(root, hold_back_again)
    published = replace(course.exercises[0], published=True)
    assert part_tests(published, NOW).held_back == set(HELD_BACK)
    assert part_tests(course.exercises[0], NOW).held_back == {*HELD_BACK, *hold_back_again}


def test_function_with_tests_of_both_kinds_is_the_courses_mistake(exercise):
    exercise.hidden_tests.write_text("""
import pytest
from grader.testing import points, visibility

@points(50, "Both")
@pytest.mark.parametrize("n", [1, pytest.param(2, marks=visibility("hidden"))])
def test_both(n): ...
""")
    with pytest.raises(CourseError, match="test_both has tests that students may run and others"):
        part_tests(exercise, NOW)


def test_class_with_tests_of_both_kinds_is_the_courses_mistake(exercise):
    exercise.hidden_tests.write_text("""
from grader.testing import points, visibility

class TestBoth:
    @points(50, "One")
    def test_one(self): ...

    @points(50, "Other")
    @visibility("hidden")
    def test_other(self): ...
""")
    with pytest.raises(CourseError, match="TestBoth has tests that students may run and others"):
        part_tests(exercise, NOW)
