"""What the page of a class shows."""

from gradings import crowd, entry, failed, grade, passed

from grader.grade import Verdict
from grader.report.classroom.discrimination import FEWEST
from grader.report.classroom.page import build_class_page
from grader.report.classroom.roll import call_roll


def page(*entries):
    return build_class_page(call_roll(entries, lambda _entry: None), "Concurrent Python")


def facts(section):
    return {fact.name: fact.value for fact in section.facts}


def test_a_few_numbers_tell_how_a_class_did():
    lost = grade(student="d", verdict=Verdict.GRADER_ERROR, score=None)
    grades = (
        *(grade(passed(points=100), student="a"), grade(student="b"), grade(failed(), student="c")),
        lost,
    )
    found = page(*map(entry, grades))
    (section,) = found.sections
    told = {name: value.replace("\N{NO-BREAK SPACE}", "") for name, value in facts(section).items()}
    assert told["Gradings"] == "4"
    assert (told["Mean"], told["Median"]) == ("53%", "60%")
    assert (told["All points"], told["No points"]) == ("1", "1")
    assert told["Not graded: the grader failed"] == "1"
    assert section.handed_in == "4 of 4"
    assert found.size == "Students: 4. Exercises: 1."


def test_failures_of_the_grader_are_told_only_where_there_are_some():
    assert "Not graded: the grader failed" not in facts(page(entry()))


def test_a_test_that_broke_does_not_count_as_one_that_students_fail():
    lost = grade(student="grace", verdict=Verdict.GRADER_ERROR, score=None)
    (section,) = page(entry(), entry(lost)).sections
    assert [item.count for item in section.items] == [1, 1]


def test_a_small_class_is_told_that_it_is_too_small():
    (section,) = page(entry()).sections
    assert not section.telling


def test_a_large_class_learns_which_tests_tell_strong_from_weak():
    (section,) = page(*crowd(students=4 * FEWEST, exercises=1)).sections
    assert section.telling
    assert all(item.discrimination for item in section.items)


def test_an_empty_class_has_an_empty_page():
    found = page()
    assert (found.sections, found.table.rows) == ((), ())
