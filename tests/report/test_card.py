from dataclasses import replace

from grader.report.card import build_card
from grader.report.place import anchors

from .samples import BROKEN_TEST, CALLED, FAILED, PARTIAL, PASSED

ANCHORS = anchors(PARTIAL.sources)


def test_a_passed_test_has_nothing_to_explain():
    card = build_card(1, PASSED, ANCHORS, "exercise05")
    assert card.loss is None
    assert (card.points, card.max_points) == ("30", "30")


def test_a_lost_point_is_explained_with_both_values():
    loss = build_card(2, FAILED, ANCHORS, "exercise05").loss
    assert [value.name for value in loss.values] == ["Expected", "Seen"]
    assert loss.hint.startswith("Read as many")
    assert loss.places[-1].href == "#file-1-line-31"


def test_a_test_that_compares_nothing_has_no_values():
    assert build_card(4, BROKEN_TEST, ANCHORS, "exercise05").loss.values == ()


def test_runs_are_numbered_where_there_are_several():
    assert [run.title for run in build_card(2, FAILED, ANCHORS, "exercise05").runs] == [
        "What your program did, run 1 of 2",
        "What your program did, run 2 of 2",
    ]
    assert build_card(1, PASSED, ANCHORS, "exercise05").runs[0].title == "What your program did"


def test_of_very_many_runs_some_are_left_out_and_the_card_says_so():
    card = build_card(1, replace(PASSED, runs=(CALLED,) * 100), ANCHORS, "exercise05")
    assert len(card.runs) == 25
    assert card.runs[-1].anchor == "test-1-run-100"
    assert card.left_out == "75 runs of this test are left out."
