"""The roll of a class, from the entries of the gradebook."""

import pytest
from gradings import entry, failed, grade, passed

from grader.errors import GraderError
from grader.grade import Verdict
from grader.report.classroom.roll import call_roll


def roll(*entries):
    return call_roll(entries, lambda one: f"reports/{one.student}.html")


def test_students_stand_in_alphabetical_order_and_exercises_by_their_numbers():
    found = roll(
        entry(grade(student="grace", exercise="exercise07_queue", title="Queues")),
        entry(grade(student="Zoë")),
        entry(grade(student="Ada")),
    )
    assert found.students == ("Ada", "grace", "Zoë")
    assert [(sheet.number, sheet.title) for sheet in found.sheets] == [
        *(("05", "Exit codes"), ("07", "Queues")),
    ]
    assert list(found.sheets[0].results) == ["Ada", "Zoë"]


def test_names_are_sorted_without_regard_to_accents_and_numbers_in_them_by_their_value():
    names = ("Zoë", "Émile", "ada 10", "Eva", "Ada 9", "s0204", "s1003")
    found = roll(*(entry(grade(student=name)) for name in names))
    assert found.students == ("Ada 9", "ada 10", "Émile", "Eva", "s0204", "s1003", "Zoë")


def test_each_result_has_the_address_of_its_report():
    (sheet,) = roll(entry()).sheets
    assert sheet.results["ada"].href == "reports/ada.html"


def test_of_several_attempts_the_best_counts_whatever_their_order():
    good, bad = entry(grade(passed(points=100)), attempt=1), entry(attempt=2)
    lost = entry(grade(verdict=Verdict.GRADER_ERROR, score=None), attempt=3)
    for order in ((good, bad, lost), (lost, bad, good)):
        assert roll(*order).sheets[0].results["ada"].graded.attempt == 1


def test_of_equal_attempts_the_earlier_counts():
    assert roll(entry(attempt=2), entry(attempt=1)).sheets[0].results["ada"].graded.attempt == 1


@pytest.mark.parametrize(
    ("tests", "share"), [((passed(),), 1), ((failed(),), 0), ((passed(), failed()), 0.6)]
)
def test_the_share_is_of_all_points(tests, share):
    assert roll(entry(grade(*tests))).sheets[0].results["ada"].share == share


def test_a_result_without_a_score_is_in_the_class_but_has_no_share():
    (sheet,) = roll(entry(grade(verdict=Verdict.GRADER_ERROR, score=None))).sheets
    assert sheet.results["ada"].share is None
    assert sheet.scored == []


def test_an_exercise_without_a_number_goes_by_its_whole_name():
    assert roll(entry(grade(exercise="warm_up"))).sheets[0].number == "warm_up"


def test_a_damaged_grade_is_told_with_the_student():
    with pytest.raises(GraderError, match="of ada in exercise05_exit_codes is damaged"):
        roll(entry(grade=b"{"))
