"""A grading as exports and the class report read it."""

from dataclasses import replace

import pytest
from gradings import entry, grade, passed

from grader.errors import GraderError, UsageError
from grader.exports.grade_json import to_json
from grader.grade import Outcome, Verdict, Visibility
from grader.graded import of_entry, of_json


def test_a_grade_s_json_tells_the_grading():
    json = to_json(grade(student="김하나", problem="It is too large.", notes=("A note.",)))
    graded = of_json(json, "grade.json")
    assert (graded.student, graded.exercise, graded.title) == (
        *("김하나", "exercise05_exit_codes", "Exit codes"),
    )
    assert (graded.verdict, graded.score, graded.max_score) == (Verdict.PARTIAL, 60, 100)
    assert (graded.problem, graded.notes, graded.json) == ("It is too large.", ("A note.",), json)
    assert [test.outcome for test in graded.tests] == [Outcome.PASSED, Outcome.FAILED]
    assert graded.started == grade().started


def test_a_message_s_summary_is_without_what_was_expected_and_seen():
    good, bad = of_entry(entry()).tests
    assert good.summary == ""
    assert bad.summary == "Process 4711 was asked for its exit code after 0.5 s, too early."
    assert bad.message == f"{bad.summary}\nExpected: -15\nSeen: None"


def test_a_test_is_visible_unless_its_grade_says_otherwise():
    hidden = replace(passed(), visibility=Visibility.HIDDEN)
    assert of_entry(entry(grade(hidden))).tests[0].visibility is Visibility.HIDDEN
    older = to_json(grade(hidden)).replace(b'"visibility"', b'"of later"')
    assert of_json(older, "grade.json").tests[0].visibility is Visibility.VISIBLE


def test_an_entry_tells_what_the_grade_cannot():
    late = entry(adjusted=40.0, reason="2 days late", attempt=3, origin="a/b.py")
    graded = of_entry(late)
    assert (graded.score, graded.adjusted, graded.final) == (60, 40, 40)
    assert (graded.reason, graded.attempt, graded.origin) == ("2 days late", 3, "a/b.py")
    assert (graded.submitted, graded.batch, graded.digest) == (
        *(late.submitted, late.batch, late.digest),
    )


def test_the_score_that_counts_is_the_tests_own_where_no_policy_changed_it():
    assert of_entry(entry()).final == of_entry(entry()).known_score() == 60
    assert of_entry(entry(adjusted=0.0)).final == 0


def test_where_the_grader_failed_no_score_is_known():
    graded = of_entry(entry(grade(verdict=Verdict.GRADER_ERROR, score=None)))
    assert graded.final is None
    with pytest.raises(GraderError, match="ada has no score in exercise05_exit_codes"):
        graded.known_score()


@pytest.mark.parametrize(
    "json",
    [b"", b"{}", b"[]", b"\xff", to_json(grade()).replace(b"grade/v1", b"grade/v2")],
    ids=["nothing", "no field", "no object", "no text", "another schema"],
)
def test_what_is_no_grade_is_told_with_its_place_and_the_remedy(json):
    with pytest.raises(UsageError, match=r"grade\.json is no grade: .*: write it with grade"):
        of_json(json, "grade.json")
    with pytest.raises(GraderError, match=r"of ada in exercise05_exit_codes is damaged: .*again"):
        of_entry(entry(grade=json))
