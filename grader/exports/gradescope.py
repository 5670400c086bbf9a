"""Gradescope's `results.json` of one grading.

The format: https://gradescope-autograders.readthedocs.io/en/latest/specs/. Of its optional fields
the leaderboard is left out: a grade ranks nobody.
"""

from typing import Any

from grader.exports.json_text import json_text
from grader.exports.spoken import said_of_submission, said_of_test
from grader.graded import Graded, GradedTest


def to_gradescope(graded: Graded) -> bytes:
    """Return the file; its score is the one that counts, after the course's policy.

    Raises GraderError where the grader failed: Gradescope shows a missing file as the autograder's
    own failure, and would show any score as the student's.
    """
    return json_text(results(graded))


def results(graded: Graded) -> dict[str, Any]:
    """Return the fields of the file."""
    return {
        "score": graded.known_score(),
        "execution_time": graded.duration,
        "output": said_of_submission(graded),
        "visibility": "visible",
        "stdout_visibility": "hidden",
        "tests": [test_table(test) for test in graded.tests],
    }


def test_table(test: GradedTest) -> dict[str, Any]:
    """Return the fields of one test."""
    return {
        "name": test.title,
        "score": test.points,
        "max_score": test.max_points,
        "output": said_of_test(test),
        "visibility": test.visibility.value,
        "extra_data": {"name": test.name, "outcome": test.outcome.value},
    }
