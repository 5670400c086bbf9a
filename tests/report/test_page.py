from dataclasses import replace

import pytest

from grader.grade import SourceFile
from grader.report import render
from grader.report.page import build_page, short_name
from grader.report.place import FILES_SHOWN

from .samples import ACCEPTED, FAILED, GRADER_ERROR, PARTIAL, REJECTED


def test_the_header_says_score_verdict_and_tally():
    page = build_page(PARTIAL)
    assert (page.score, page.out_of, page.percent) == ("50", "of 100 points", 50.0)
    assert page.verdict.short == "Partly right"
    assert page.tally == "1 of 4 tests passed"


def test_a_failed_grader_gives_no_score():
    page = build_page(GRADER_ERROR)
    assert (page.score, page.out_of, page.percent) == ("\N{EN DASH}", "no score", None)
    assert page.problem.title == "What went wrong in the grader"


def test_a_problem_of_the_submission_is_the_submissions():
    assert build_page(REJECTED).problem.title == "What kept your program from being graded"


def test_tests_are_listed_unless_each_is_a_line_by_itself():
    assert [build_page(grade).listed for grade in (PARTIAL, ACCEPTED)] == [True, False]
    assert 'class="overview"' in render(PARTIAL)
    assert 'class="overview"' not in render(ACCEPTED)
    assert render(ACCEPTED).count(ACCEPTED.tests[0].title) == 1


def test_what_kept_the_whole_program_from_being_graded_is_said_once():
    problem = FAILED.explanation.summary
    tests = tuple(replace(FAILED, runs=(), name=f"test_{n}") for n in range(9))
    grade = replace(REJECTED, tests=tests, problem=problem)
    page = build_page(grade)
    assert not any(card.shown for card in page.cards)
    assert [place.href for place in page.problem.places] == ["#file-1-line-35", "#file-1-line-31"]
    html = render(grade)
    assert html.count(problem) == 2  # above all, and beside the line
    assert html.count("exit code and ends") == 9  # in the overview
    assert 'href="#test-1"' not in html


@pytest.mark.parametrize(("score", "most", "percent"), [(0, 0, 0), (120, 100, 100), (1, 3, 33.33)])
def test_the_share_stays_between_none_and_all(score, most, percent):
    assert build_page(replace(PARTIAL, score=score, max_score=most)).percent == percent


def test_only_a_page_with_both_kinds_of_tests_can_be_filtered():
    assert [build_page(grade).filterable for grade in (PARTIAL, ACCEPTED, REJECTED)] == [
        True,
        False,
        False,
    ]


def test_the_command_repeats_the_grading():
    assert build_page(PARTIAL).command == "grade exercise05 --seed 1843"
    assert short_name("exercise12") == "exercise12"


def test_the_provenance_is_shown():
    facts = {fact.name: fact.value for fact in build_page(PARTIAL).facts}
    assert facts["Graded"] == "2026-03-02 09:15:30 UTC"
    assert facts["Isolation"] == "namespaces"
    assert facts["Seed"] == "1843"


def test_files_that_are_not_shown_are_counted():
    sources = (SourceFile("a.py", ""),) * (FILES_SHOWN + 2)
    assert build_page(replace(PARTIAL, sources=sources)).files_left_out == (
        "2 more files are not shown."
    )


def test_a_program_that_has_yet_to_be_graded_in_full_is_not_called_complete():
    page = build_page(replace(ACCEPTED, graded_later=30))
    assert page.later == "30 more points are graded later."
    assert page.verdict.short == "All right so far"
    assert "everything" not in page.verdict.sentence


def test_points_that_are_graded_later_change_nothing_in_what_is_said_of_lost_ones():
    page = build_page(replace(PARTIAL, graded_later=0.5))
    assert page.later == "0.5 more points are graded later."
    assert page.verdict == build_page(PARTIAL).verdict


def test_nothing_is_said_where_nothing_is_graded_later():
    assert build_page(PARTIAL).later == ""


def test_the_page_shows_what_is_graded_later():
    assert "1 more point is graded later." in render(replace(PARTIAL, graded_later=1))
