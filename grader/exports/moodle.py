"""Moodle's gradebook as a CSV file that it imports.

Moodle asks which column says who a student is, and which grade item each other column is
(`grade/import/csv/classes/load_data.php` of https://github.com/moodle/moodle). It refuses the whole
file where it does not know one student, and an empty cell deletes a grade; so a list that Moodle
exported (`--roster`) tells who is who, and cells without a score keep what they had.
"""

from collections.abc import Sequence

from grader.exports.cells import Cell, to_csv
from grader.exports.columns import by_student, columns
from grader.exports.roster import FIRST_NAMES, IDENTIFIERS, LAST_NAMES, LeftOut, Roster, plain
from grader.graded import Graded

OWN = {*IDENTIFIERS, *FIRST_NAMES, *LAST_NAMES, "full name"}
"""The columns about a student that say who it is."""


def to_moodle(
    gradings: Sequence[Graded], roster: Roster | None
) -> tuple[bytes, tuple[LeftOut, ...]]:
    """Return the file, and who could not be found in `roster`; the scores are those that count."""
    if roster is None:
        return to_csv(new_rows(gradings)), ()
    found, left_out = kept_rows(gradings, roster)
    return to_csv(found), left_out


def new_rows(gradings: Sequence[Graded]) -> list[list[Cell]]:
    """Return the rows for a course of which nothing is known."""
    several = columns(gradings, None, ())
    own = by_student(gradings)
    who = "Email address" if all("@" in student for student in own) else "Username"
    rows: list[list[Cell]] = [[who, *(column.heading for column in several)]]
    for student, grades in own.items():
        scores = [column.cell(grades) for column in several]
        rows.append([student, *scores])
    return rows


def kept_rows(
    gradings: Sequence[Graded], roster: Roster
) -> tuple[list[list[Cell]], tuple[LeftOut, ...]]:
    """Return the rows of those students in `roster` who have grades, and who is not in it."""
    several = columns(gradings, roster, ())
    kept = [place for place, name in enumerate(roster.columns) if plain(name) in OWN]
    own = by_student(gradings)
    matched = roster.match(list(own))
    headings: list[Cell] = [roster.columns[place] for place in kept]
    rows: list[list[Cell]] = [[*headings, *(column.heading for column in several)]]
    for student, row in sorted(matched.rows.items(), key=lambda item: item[1]):
        cells = roster.rows[row]
        scores = [column.cell(own[student], cells) for column in several]
        rows.append([*(cells[place] for place in kept), *scores])
    return rows, matched.left_out
