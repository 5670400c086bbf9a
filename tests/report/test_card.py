from dataclasses import replace

from grader.grade import Explanation
from grader.report.card import build_card
from grader.report.place import anchors

from .samples import BROKEN_TEST, CALLED, DEADLOCKED, FAILED, PARTIAL, PASSED

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


def test_a_passed_test_is_folded_where_there_is_something_to_unfold():
    tests = PASSED, replace(PASSED, runs=()), FAILED, BROKEN_TEST
    cards = [build_card(1, test, ANCHORS, "exercise05") for test in tests]
    assert [card.folded for card in cards] == [True, False, False, False]


def test_the_only_run_of_a_test_is_opened_where_there_is_something_to_see():
    runs = (DEADLOCKED,), (CALLED,), (DEADLOCKED, CALLED)
    cards = [build_card(1, replace(PASSED, runs=some), ANCHORS, "exercise05") for some in runs]
    assert [card.runs[0].opened for card in cards] == [True, False, False]


def test_where_to_look_leads_to_the_timeline_too():
    card = build_card(2, FAILED, ANCHORS, "exercise05")
    link = card.loss.places[-1]
    (entry,) = [one for one in card.runs[0].timeline.entries if f"#{one.anchor}" == link.moment]
    assert entry.text.startswith("MainProcess waits in Queue.get()")


def test_a_run_under_a_schedule_is_called_by_it():
    test = replace(PASSED, runs=(replace(CALLED, schedule=17),))
    (run,) = build_card(1, test, ANCHORS, "exercise05").runs
    assert run.title == "What your program did under schedule 17"
    several = replace(test, runs=test.runs * 2)
    assert build_card(1, several, ANCHORS, "e").runs[1].title.endswith("17, run 2 of 2")


def test_values_that_tell_what_happened_when_are_a_picture_and_no_table():
    why = Explanation("Too late.", expected="[['after 1.0 s: a']]", seen="[['after 2.0 s: a']]")
    loss = build_card(1, replace(FAILED, explanation=why), ANCHORS, "exercise05").loss
    assert [lane.title.name for lane in loss.stories.lanes] == ["Expected", "Seen"]
    assert loss.rows == ()
