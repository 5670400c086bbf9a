"""What a file for a learning platform says to a student."""

from dataclasses import replace

from gradings import entry, failed, grade, passed

from grader.exports.spoken import said_of_submission, said_of_test
from grader.graded import of_entry


def test_a_passed_test_says_nothing_not_even_its_hint():
    graded = of_entry(entry(grade(replace(passed(), hint="Never to be shown"))))
    assert said_of_test(graded.tests[0]) == ""


def test_a_lost_test_says_why_and_what_to_look_at():
    graded = of_entry(entry(grade(failed(summary="Too early."))))
    assert said_of_test(graded.tests[0]) == (
        "Too early.\nExpected: -15\nSeen: None\nHint: Join it before you read exitcode."
    )


def test_a_lost_test_without_a_hint_says_why():
    graded = of_entry(entry(grade(replace(failed(summary="Too early."), hint=None))))
    assert said_of_test(graded.tests[0]).endswith("Seen: None")


def test_of_the_submission_the_problem_comes_first_and_the_reason_last():
    made = grade(problem="Line 3 is no Python.", notes=("Cell 2 was left out.",))
    late = of_entry(entry(made, reason="1 day late"))
    assert said_of_submission(late) == "Line 3 is no Python.\nCell 2 was left out.\n1 day late"
    assert said_of_submission(of_entry(entry())) == ""
