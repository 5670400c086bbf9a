"""Moodle's gradebook, against what its importer takes.

`prepare_import_grade_data` in grade/import/csv/classes/load_data.php of
https://github.com/moodle/moodle: a user in each row, and grades that are numbers, `-` or nothing.
"""

import csv
import io
import re

from gradings import entry, grade, passed

from grader.exports.moodle import to_moodle
from grader.exports.roster import Roster
from grader.grade import Verdict
from grader.graded import of_entry

ADA = of_entry(entry())
QUEUE = of_entry(
    entry(grade(passed(points=50), exercise="exercise07_queue", title="Queues", student="grace"))
)
ROSTER = Roster(
    ("First name", "Surname", "ID number", "Institution", "Email address",
     "Assignment: Exit codes (Real)", "Course total (Real)"),
    (
        ("Grace", "Hopper", "s2", "", "grace@uni.example", "80.00", "12"),
        ("Ada", "Lovelace", "s1", "", "ada@uni.example", "-", "9"),
    ),
)  # fmt: skip


def read(gradings, roster=None):
    content, left_out = to_moodle(gradings, roster)
    rows = list(csv.reader(io.StringIO(content.decode(), newline="")))
    width = len(rows[0])
    for row in rows[1:]:
        assert len(row) == width > 1
        assert any(row)
        assert all(re.fullmatch(r"|-|[0-9.]+", cell) for cell in row[width - grades(rows[0]) :])
    return rows, left_out


def grades(header):
    return sum("Exit codes" in heading or "Queues" in heading for heading in header)


def test_without_a_roster_the_first_column_says_who_it_is():
    rows, _left_out = read([ADA, QUEUE])
    assert rows == [
        ["Username", "Exit codes", "Queues"],
        ["ada", "60", ""],
        ["grace", "", "50"],
    ]


def test_students_with_addresses_are_told_by_them():
    rows, _left_out = read([of_entry(entry(grade(student="ada@uni.example")))])
    assert rows[0][0] == "Email address"


def test_a_roster_tells_who_is_who_and_keeps_what_has_no_score():
    rows, left_out = read([ADA, QUEUE, of_entry(entry(grade(student="linus")))], ROSTER)
    assert rows == [
        [*ROSTER.columns[:3], "Email address", "Assignment: Exit codes (Real)", "Queues"],
        ["Grace", "Hopper", "s2", "grace@uni.example", "80.00", "50"],
        ["Ada", "Lovelace", "s1", "ada@uni.example", "60", ""],
    ]
    assert [one.student for one in left_out] == ["linus"]


def test_where_the_grader_failed_the_old_grade_stays():
    lost = of_entry(entry(grade(student="grace", verdict=Verdict.GRADER_ERROR, score=None)))
    rows, _left_out = read([lost], ROSTER)
    assert rows[1][-1] == "80.00"
