"""Canvas's gradebook as a CSV file that it imports.

What Canvas takes for a header, for the row of points and for a student stands in
`lib/gradebook_importer.rb` of https://github.com/instructure/canvas-lms. It creates what it does not
know, and an empty cell deletes a score; so a list that Canvas exported (`--roster`) gives students
and assignments their numbers, and cells without a score keep what they had.
"""

import re
from collections.abc import Sequence

from grader.exports.cells import Cell, to_csv
from grader.exports.columns import by_student, columns
from grader.exports.roster import LeftOut, Roster
from grader.graded import Graded

HEADINGS = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")
OWN = {*HEADINGS, "LastName", "FirstName", "Integration ID", "Root Account"}
"""The columns about a student; all others are assignments, sums, or the instructor's own."""
POINTS = "    Points Possible"
NO_STUDENT = re.compile(r"\s*(?:Muted|Manual Posting.*)?\s*", re.IGNORECASE)


def to_canvas(
    gradings: Sequence[Graded], roster: Roster | None
) -> tuple[bytes, tuple[LeftOut, ...]]:
    """Return the file, and who could not be found in `roster`.

    Scores are the ones that count, scaled to the points that Canvas gives for an assignment.
    """
    if roster is None:
        return to_csv(new_rows(gradings)), ()
    found, left_out = kept_rows(gradings, roster)
    return to_csv(found), left_out


def new_rows(gradings: Sequence[Graded]) -> list[list[Cell]]:
    """Return the rows for a course of which nothing is known: students go by their logins."""
    several = columns(gradings, None, ())
    rows: list[list[Cell]] = [
        [*HEADINGS, *(column.heading for column in several)],
        [POINTS, *[""] * 4, *(column.possible for column in several)],
    ]
    for student, own in by_student(gradings).items():
        scores = [column.cell(own) for column in several]
        rows.append([student, "", "", student, "", *scores])
    return rows


def kept_rows(
    gradings: Sequence[Graded], roster: Roster
) -> tuple[list[list[Cell]], tuple[LeftOut, ...]]:
    """Return the rows of those students in `roster` who have grades, and who is not in it."""
    points = next((row for row in roster.rows if "Points Possible" in row[0]), ())
    several = columns(gradings, roster, points)
    kept = [place for place, name in enumerate(roster.columns) if name in OWN]
    own, listed = by_student(gradings), students(roster)
    matched = listed.match(list(own))
    rows: list[list[Cell]] = [
        [*(roster.columns[place] for place in kept), *(column.heading for column in several)],
        [POINTS, *[""] * (len(kept) - 1), *(column.possible for column in several)],
    ]
    for student, row in sorted(matched.rows.items(), key=lambda item: item[1]):
        cells = listed.rows[row]
        scores = [column.cell(own[student], cells) for column in several]
        rows.append([*(cells[place] for place in kept), *scores])
    return rows, matched.left_out


def students(roster: Roster) -> Roster:
    """Return the roster without its rows that are about no student."""
    rows = (row for row in roster.rows if "Points Possible" not in row[0])
    return Roster(
        roster.columns, tuple(row for row in rows if not all(map(NO_STUDENT.fullmatch, row)))
    )
