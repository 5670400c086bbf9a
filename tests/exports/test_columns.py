"""Exercises as columns of a platform's gradebook."""

import pytest
from gradings import entry, grade

from grader.exports.columns import columns, decimal
from grader.exports.roster import Roster
from grader.graded import of_entry

ADA = of_entry(entry())


@pytest.mark.parametrize(
    "heading",
    [
        *("Exit codes", "exit codes (123456)", "Assignment: Exit codes (Real)", "exercise05"),
        *("exercise05_exit_codes (7)", "exercise05: Exit codes (7)", "Exercise05 Exit Codes"),
    ],
)
def test_a_platform_s_own_column_is_known_by_its_heading(heading):
    (column,) = columns([ADA], Roster(("Student", heading), ()), ())
    assert (column.place, column.heading) == (1, heading)


@pytest.mark.parametrize("heading", ["Exit codes 2", "Exit", "Codes", "exercise06"])
def test_another_heading_is_another_column(heading):
    (column,) = columns([ADA], Roster(("Student", heading), ()), ())
    assert (column.place, column.heading) == (None, "Exit codes")


@pytest.mark.parametrize(("points", "cell"), [("10", 6), ("30,0", 18), ("", 60), ("0", 60)])
def test_a_score_is_scaled_to_the_points_of_the_platform(points, cell):
    (column,) = columns([ADA], Roster(("Student", "Exit codes"), ()), ("", points))
    assert column.cell({"exercise05_exit_codes": ADA}, ("ada", "7")) == cell


def test_an_exercise_without_points_is_not_scaled():
    empty = of_entry(entry(grade(score=0, max_score=0)))
    (column,) = columns([empty], Roster(("Student", "Exit codes"), ()), ("", "10"))
    assert column.cell({"exercise05_exit_codes": empty}, ("ada", "")) == 0


@pytest.mark.parametrize(
    ("text", "number"), [("1,5", 1.5), (" 10 ", 10), ("", None), ("(read only)", None)]
)
def test_numbers_are_read_with_a_point_or_a_comma(text, number):
    assert decimal(text) == number
