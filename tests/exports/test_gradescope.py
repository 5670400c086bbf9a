"""Gradescope's `results.json`, against its specification.

https://gradescope-autograders.readthedocs.io/en/latest/specs/, "Output format", as a schema.
"""

import json
from dataclasses import replace

import pytest
from gradings import entry, failed, grade, passed
from jsonschema import Draft202012Validator

from grader.errors import GraderError
from grader.exports.gradescope import to_gradescope
from grader.grade import Verdict, Visibility
from grader.graded import of_entry

WHEN = {"enum": ["hidden", "after_due_date", "after_published", "visible"]}
TEXT, NUMBER, OBJECT = {"type": "string"}, {"type": "number"}, {"type": "object"}
TEST = {
    "type": "object",
    "additionalProperties": False,
    "required": ["score"],
    "properties": {
        "score": NUMBER,
        "max_score": NUMBER,
        "name": TEXT,
        "number": TEXT,
        "output": TEXT,
        "tags": {"type": "array", "items": TEXT},
        "visibility": WHEN,
        "extra_data": OBJECT,
    },
}
RESULTS = Draft202012Validator(
    {
        "type": "object",
        "additionalProperties": False,
        "anyOf": [{"required": ["score"]}, {"required": ["tests"]}],
        "properties": {
            "score": NUMBER,
            "execution_time": NUMBER,
            "output": TEXT,
            "visibility": WHEN,
            "stdout_visibility": WHEN,
            "extra_data": OBJECT,
            "leaderboard": {"type": "array"},
            "tests": {"type": "array", "items": TEST},
        },
    }
)


def read(one):
    results = json.loads(to_gradescope(of_entry(one)))
    RESULTS.validate(results)
    return results


def test_tests_tell_their_points_and_why_they_were_lost():
    good, bad = read(entry())["tests"]
    assert (good["score"], good["max_score"], good["output"]) == (60, 60, "")
    assert (bad["name"], bad["score"]) == ("A job that is terminated ends with `-15`", 0)
    assert bad["output"].endswith("Seen: None\nHint: Join it before you read exitcode.")


def test_the_score_is_the_one_that_counts_and_the_reason_is_told():
    results = read(entry(adjusted=40.0, reason="2 days late: 20 points are taken off."))
    assert results["score"] == 40
    assert results["output"] == "2 days late: 20 points are taken off."


@pytest.mark.parametrize("visibility", Visibility)
def test_each_test_says_when_students_may_see_it(visibility):
    results = read(entry(grade(passed(), replace(failed(), visibility=visibility))))
    assert [test["visibility"] for test in results["tests"]] == ["visible", visibility.value]


def test_nobody_is_ranked():
    assert "leaderboard" not in read(entry())


def test_what_kept_the_submission_from_being_graded_stands_above_all():
    results = read(entry(grade(failed(), problem="Line 3 is no Python.", notes=("A note.",))))
    assert results["output"] == "Line 3 is no Python.\nA note."


def test_a_failure_of_the_grader_makes_no_file():
    with pytest.raises(GraderError, match="ada has no score"):
        to_gradescope(of_entry(entry(grade(verdict=Verdict.GRADER_ERROR, score=None))))
