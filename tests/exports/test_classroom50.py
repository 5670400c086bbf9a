"""Classroom 50's `result.json`, against its schema.

https://github.com/foundation50/classroom50/blob/main/schemas/result-v1.schema.json, and what the
runner checks beyond it (`validate_result` in runner.py: no score above its maximum).
"""

import json
from dataclasses import replace

import pytest
from gradings import entry, failed, grade, passed
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from grader.errors import GraderError, UsageError
from grader.exports.classroom50 import circumstances, to_classroom50, whole_numbers
from grader.grade import Outcome, Verdict, Visibility
from grader.graded import of_entry

ENVIRONMENT = {
    "CLASSROOM": "cs-principles",
    "ASSIGNMENT": "exercise05",
    "OWNER": "ada-l",
    "ASSIGNMENT_TYPE": "individual",
    "SUBMISSION_TAG": "submit/2026-11-20T08-00-00Z-a1b2c3d",
    "COMMIT_URL": "https://github.example/commit/a1b2c3d",
    "RELEASE_URL": "https://github.example/releases/tag/submit",
    "REVIEW_URL": "https://github.example/compare/0...a1b2c3d",
}
WORD, COUNT = {"type": "string", "minLength": 1}, {"type": "integer", "minimum": 0}
MOMENT = {
    "type": "string",
    "pattern": r"^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d:[0-5]\dZ$",
}
TEST = {
    "type": "object",
    "required": ["test-name", "passed", "score", "max-score"],
    "properties": {
        "test-name": WORD,
        "passed": {"type": "boolean"},
        "score": COUNT,
        "max-score": COUNT,
    },
}
FIELDS = {
    "schema": {"const": "classroom50/result/v1"},
    **dict.fromkeys(("classroom", "assignment", "owner", "commit", "release", "review"), WORD),
    "assignment_type": {"enum": ["individual", "group", "team"]},
    "submission": {"type": "string", "pattern": "^submit/"},
    "datetime": MOMENT,
    "score": COUNT,
    "max-score": COUNT,
    "tests": {"type": "array", "items": TEST},
}
RESULT = Draft202012Validator(
    {
        "type": "object",
        "additionalProperties": False,
        "required": list(FIELDS),
        "properties": {**FIELDS, "graded_at": MOMENT},
    }
)


def read(one, environment=ENVIRONMENT):
    result = json.loads(to_classroom50(of_entry(one), circumstances(environment)))
    RESULT.validate(result)
    assert result["score"] == sum(test["score"] for test in result["tests"])
    assert result["max-score"] == sum(test["max-score"] for test in result["tests"])
    assert all(test["score"] <= test["max-score"] for test in result["tests"])
    return result


def test_the_environment_tells_whose_submission_it_is():
    result = read(entry())
    assert (result["classroom"], result["assignment"], result["owner"]) == (
        *("cs-principles", "exercise05", "ada-l"),
    )
    assert result["review"] == ENVIRONMENT["REVIEW_URL"]
    assert (result["datetime"], result["graded_at"]) == (
        *("2026-11-20T08:00:00Z", "2026-11-22T11:30:00Z"),
    )


def test_the_student_is_the_owner_and_the_commit_the_review_where_nothing_else_is_told():
    fewer = {**ENVIRONMENT, "OWNER": "", "REVIEW_URL": ""}
    result = read(entry(), fewer)
    assert (result["owner"], result["review"]) == ("ada", ENVIRONMENT["COMMIT_URL"])


def test_outside_of_classroom_50_the_missing_variables_are_named():
    with pytest.raises(UsageError, match=r"or set CLASSROOM, COMMIT_URL$"):
        circumstances({**ENVIRONMENT, "CLASSROOM": "", "COMMIT_URL": ""})


def test_the_score_is_the_tests_own_since_lateness_is_classroom_50_s_affair():
    assert read(entry(adjusted=0.0))["score"] == 60


def test_tests_that_students_may_not_see_yet_stand_there_as_one():
    hidden = [
        replace(test, visibility=Visibility.AFTER_DUE_DATE, title="Secret")
        for test in (failed(points=10.5), passed(points=9.5))
    ]
    result = read(entry(grade(passed(points=80), *hidden)))
    shown, unseen = result["tests"]
    assert (shown["score"], shown["max-score"]) == (80, 80)
    assert unseen == {
        "test-name": "Tests that are not shown",
        "passed": False,
        "score": 10,
        "max-score": 20,
    }
    assert "Secret" not in json.dumps(result)


def test_thirds_add_up_to_all_the_points():
    thirds = [passed(f"test_{number}", str(number), 100 / 3) for number in range(3)]
    result = read(entry(grade(*thirds)))
    assert [test["max-score"] for test in result["tests"]] == [34, 33, 33]
    assert result["score"] == result["max-score"] == 100


def test_a_lost_test_gives_nothing_however_others_are_rounded():
    tests = [failed("test_0", "0", 0.4), *(passed(f"test_{n}", str(n), 33.2) for n in range(3))]
    result = read(entry(grade(*tests)))
    assert result["tests"][0]["score"] == 0
    assert [test["passed"] for test in result["tests"]] == [False, True, True, True]


points = st.floats(0, 100).map(lambda number: round(number, 2))


@given(st.lists(st.tuples(points, st.floats(0, 1)), min_size=1, max_size=12))
def test_whatever_the_points_are_the_sums_are_true(parts):
    tests = [
        replace(failed(f"test_{n}", str(n), most), points=round(most * share, 2))
        for n, (most, share) in enumerate(parts)
    ]
    made = grade(*tests)
    result = read(entry(made))
    assert abs(result["max-score"] - made.max_score) <= 0.5 + 1e-6


@given(st.lists(points, max_size=20))
def test_whole_numbers_sum_to_the_rounded_sum_and_none_grows_by_more_than_one(parts):
    wholes = whole_numbers(parts)
    assert abs(sum(wholes) - sum(parts)) <= 0.5 + 1e-6
    assert all(part - 1 < whole < part + 1 for whole, part in zip(wholes, parts, strict=True))


def test_a_half_goes_up():
    assert whole_numbers([1.5]) == [2]
    assert whole_numbers([0.5, 0.5, 0.5]) == [1, 1, 0]


def test_a_failure_of_the_grader_makes_no_file():
    broken = replace(failed(), outcome=Outcome.ERROR)
    lost = grade(passed(), broken, verdict=Verdict.GRADER_ERROR, score=None)
    with pytest.raises(GraderError, match="ada has no score"):
        to_classroom50(of_entry(entry(lost)), circumstances(ENVIRONMENT))
