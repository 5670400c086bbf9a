"""The table of students by exercises."""

from gradings import entry, failed, grade, passed

from grader.grade import Verdict
from grader.report.classroom.roll import call_roll
from grader.report.classroom.table import CHANGES, build_table
from grader.report.words import Tone

QUEUE = {"exercise": "exercise07_queue", "title": "Queues"}


def table(*entries, link=lambda one: f"{one.student}.html"):
    return build_table(call_roll(entries, link))


def test_each_student_has_a_cell_for_each_exercise_and_the_sum():
    found = table(
        entry(), entry(grade(passed(points=100), **QUEUE)), entry(grade(student="grace", **QUEUE))
    )
    ada, grace = found.rows
    assert [heading.short for heading in found.headings] == ["05", "07"]
    assert (ada.student, ada.total, [cell.text for cell in ada.cells]) == (
        *("ada", "160", ["60", "100"]),
    )
    assert (grace.total, [cell.text for cell in grace.cells]) == ("60", ["", "60"])
    assert found.most == "200"


def test_what_was_not_handed_in_leads_nowhere():
    found = table(entry(), entry(grade(student="grace", **QUEUE)))
    assert found.rows[0].cells[1].href is None
    assert found.rows[0].cells[0].href == "ada.html"


def test_a_cell_s_tone_says_how_it_went():
    grades = (
        grade(passed(points=100), student="a"),
        grade(student="b"),
        grade(failed(), student="c"),
        grade(student="d", verdict=Verdict.GRADER_ERROR, score=None),
    )
    rows = table(*map(entry, grades)).rows
    assert [row.cells[0].tone for row in rows] == [Tone.GOOD, Tone.PARTIAL, Tone.BAD, Tone.UNKNOWN]


LOST = {"verdict": Verdict.GRADER_ERROR, "score": None}


def test_a_failure_of_the_grader_is_no_zero():
    (row,) = table(entry(grade(**LOST))).rows
    assert (row.cells[0].text, row.total) == ("?", "?")


def test_a_sum_says_that_a_part_of_it_is_not_known():
    (row,) = table(entry(), entry(grade(**QUEUE, **LOST))).rows
    assert (row.total, [cell.text for cell in row.cells]) == ("60 + ?", ["60", "?"])


def test_a_changed_score_is_shown_beside_the_tests_own_and_explained():
    full = grade(passed(points=100))
    found = table(entry(full, adjusted=70.0, reason="3 days late"))
    (cell,) = found.rows[0].cells
    assert (cell.text, cell.before, cell.tone) == ("70", "100", Tone.PARTIAL)
    (change,) = found.changes
    assert (change.student, change.exercise, change.before, change.after, change.reason) == (
        *("ada", "Exit codes", "100", "70", "3 days late"),
    )
    assert found.changes_left_out == ""


def test_a_score_that_the_policy_left_alone_is_shown_once():
    found = table(entry(adjusted=60.0))
    assert found.rows[0].cells[0].before == ""
    assert found.changes == ()


def test_very_many_changes_are_not_all_shown_and_the_page_says_so():
    late = [entry(grade(student=f"s{number}"), adjusted=1.0) for number in range(CHANGES + 2)]
    found = table(*late)
    assert len(found.changes) == CHANGES
    assert found.changes_left_out.startswith("2 more changed scores are not shown")
