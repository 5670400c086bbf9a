"""The JSON of a grade: the golden file, and that docs/grade-json.md shows the same."""

import json
import re
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from grader.exports.grade_json import to_json
from grader.grade import Explanation, Grade, Outcome, Provenance, TestResult, Verdict, Visibility

GOLDEN = Path(__file__).with_name("grade.json")
DOCUMENT = Path(__file__).parents[2] / "docs" / "grade-json.md"
PASSED = TestResult(
    "test_good_job", "A job that returns ends with 0", Outcome.PASSED, 10, 10, None, None, 0.25, ()
)
FAILED = TestResult(
    name="test_killed_job",
    title="A job that is terminated ends with -15",
    outcome=Outcome.FAILED,
    points=0,
    max_points=20,
    explanation=Explanation("The exit code was read too early.", expected="-15", seen="None"),
    hint="Join the process before you read exitcode.",
    duration=0.5,
    runs=(),
)
GRADE = Grade(
    exercise="exercise05_exit_codes",
    title="Exit codes",
    student="ada",
    verdict=Verdict.PARTIAL,
    score=10,
    max_score=30,
    tests=(PASSED, FAILED),
    seed=7,
    provenance=Provenance("0.1.0", "3.13.1", "Linux-6.12-x86_64", "namespaces", "virtual"),
    started=datetime(2025, 3, 1, 12, 30, tzinfo=timezone(timedelta(hours=9))),
    duration=0.875,
    sources=(),
)


def test_a_grade_becomes_the_golden_file_byte_for_byte():
    assert to_json(GRADE) == GOLDEN.read_bytes()


def test_the_document_s_example_is_the_golden_file():
    example = re.search(r"```json\n(.*?)```", DOCUMENT.read_text(), re.DOTALL)
    assert example is not None
    assert example[1] == GOLDEN.read_text()


def test_every_field_is_documented():
    table = json.loads(to_json(GRADE))
    fields = {*table, *table["tests"][0], *table["provenance"]}
    documented = set(re.findall(r"^\| `(\w+)` \|", DOCUMENT.read_text(), re.MULTILINE))
    assert fields == documented


def test_a_failure_of_the_grader_has_no_score():
    table = json.loads(to_json(replace(GRADE, verdict=Verdict.GRADER_ERROR, score=None)))
    assert (table["verdict"], table["score"]) == ("grader_error", None)


def test_problem_and_notes_are_told():
    table = json.loads(to_json(replace(GRADE, problem="It is too large.", notes=("a", "b"))))
    assert (table["problem"], table["notes"]) == ("It is too large.", ["a", "b"])


def test_text_of_any_kind_survives_and_half_characters_are_replaced():
    content = to_json(replace(GRADE, student='한국 "<script>\x1b[31m \ud800'))
    assert json.loads(content)["student"] == '한국 "<script>\x1b[31m \N{REPLACEMENT CHARACTER}'
    assert "한국".encode() in content


def test_a_score_that_is_no_number_is_the_grader_s_own_failure():
    with pytest.raises(ValueError, match="JSON compliant"):
        to_json(replace(GRADE, score=float("nan")))


def test_points_that_are_graded_later_and_who_may_see_a_test_are_told():
    hidden = replace(PASSED, visibility=Visibility.AFTER_DUE_DATE)
    table = json.loads(to_json(replace(GRADE, tests=(hidden,), graded_later=70)))
    assert (table["graded_later"], table["tests"][0]["visibility"]) == (70, "after_due_date")
