"""Canvas's gradebook, against what its importer takes.

`header?`, `update_column_count` and `check_for_non_student_row` of lib/gradebook_importer.rb in
https://github.com/instructure/canvas-lms, written down in `demand`.
"""

import csv
import io
import re

from gradings import entry, grade, passed

from grader.exports.canvas import to_canvas
from grader.exports.roster import Roster
from grader.grade import Verdict
from grader.graded import of_entry

ADA = of_entry(entry())
GRACE = of_entry(entry(grade(passed(points=100), student="Grace Hopper")))
QUEUE = of_entry(
    entry(grade(passed(points=50), exercise="exercise07_queue", title="Queues", student="ada"))
)
ROSTER = Roster(
    ("Student", "ID", "SIS User ID", "SIS Login ID", "Section", "Notes", "Exit codes (77)",
     "Final Score"),
    (
        ("", "", "", "", "", "", "Manual Posting", ""),
        ("    Points Possible", "", "", "", "", "", "10,00", "(read only)"),
        ("Hopper, Grace", "102", "S2", "grace", "A", "", "", "3"),
        ("Lovelace, Ada", "101", "S1", "ada", "A", "x", "9.5", "4"),
        ("Turing, Alan", "103", "S3", "alan", "A", "", "7", "5"),
        ("Student, Test", "104", "", "0123abcd", "A", "", "", ""),
    ),
)  # fmt: skip


def read(gradings, roster=None):
    content, left_out = to_canvas(gradings, roster)
    rows = list(csv.reader(io.StringIO(content.decode(), newline="")))
    demand(rows)
    return rows, left_out


def demand(rows):
    """Raise AssertionError where Canvas would refuse the file, or see no student in a row."""
    header, points, *students = rows
    assert "Student" in header[0]
    assert "ID" in header[1]
    assert re.search(r"SIS\s+User\s+ID", header[2])
    assert re.search(r"SIS\s+Login\s+ID", header[3])
    assert "Section" in header[4]
    assert "Points Possible" in points[0]
    assert {len(row) for row in rows} == {len(header)}
    assert all(any(row) and "Points Possible" not in row[0] for row in students)


def test_without_a_roster_students_go_by_their_logins():
    rows, left_out = read([ADA, GRACE, QUEUE])
    assert rows == [
        ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "Exit codes", "Queues"],
        ["    Points Possible", "", "", "", "", "100", "50"],
        ["ada", "", "", "ada", "", "60", "50"],
        ["Grace Hopper", "", "", "Grace Hopper", "", "100", ""],
    ]
    assert left_out == ()


def test_a_roster_gives_numbers_and_its_own_heading():
    rows, _left_out = read([ADA, GRACE], ROSTER)
    assert rows[0] == [*ROSTER.columns[:5], "Exit codes (77)"]
    assert rows[2][:4] == ["Hopper, Grace", "102", "S2", "grace"]


def test_scores_are_scaled_to_the_points_that_canvas_gives():
    rows, _left_out = read([ADA, GRACE], ROSTER)
    assert [row[5] for row in rows[1:]] == ["10", "10", "6"]


def test_a_cell_without_a_score_keeps_what_it_had():
    lost = of_entry(entry(grade(verdict=Verdict.GRADER_ERROR, score=None)))
    rows, _left_out = read([lost], ROSTER)
    assert rows[2][5] == "9.5"


def test_students_without_a_grading_are_not_touched():
    rows, _left_out = read([ADA], ROSTER)
    assert [row[0] for row in rows[2:]] == ["Lovelace, Ada"]


def test_who_is_not_in_the_roster_is_told_and_left_out():
    rows, left_out = read([ADA, of_entry(entry(grade(student="linus")))], ROSTER)
    assert len(rows) == 3
    assert [one.student for one in left_out] == ["linus"]


def test_an_exercise_that_canvas_lacks_is_a_new_column():
    rows, _left_out = read([ADA, QUEUE], ROSTER)
    assert rows[0][5:] == ["Exit codes (77)", "Queues"]
    assert rows[2][5:] == ["6", "50"]


def test_the_score_that_counts_is_exported():
    rows, _left_out = read([of_entry(entry(adjusted=30.0))], ROSTER)
    assert rows[2][5] == "3"


def test_two_exercises_of_one_title_are_told_apart():
    other = of_entry(entry(grade(exercise="exercise06_event")))
    rows, _left_out = read([ADA, other])
    assert rows[0][5:] == ["exercise05_exit_codes", "exercise06_event"]


def test_a_name_that_is_a_formula_is_defused():
    rows, _left_out = read([of_entry(entry(grade(student="=HYPERLINK(1)")))])
    assert rows[2][0] == "'=HYPERLINK(1)"
