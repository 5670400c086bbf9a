"""The exercises as columns of a platform's gradebook: what each is called, and who has what in it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from grader.exports.cells import Cell
from grader.exports.roster import Roster, plain
from grader.graded import Graded

ADDED = re.compile(r"(?:^\w[\w ]*: )|(?: \((?:[0-9]+|real)\)$)", re.IGNORECASE)
"""What Canvas (`Exit codes (123)`) and Moodle (`Assignment: Exit codes (Real)`) add to a title."""


@dataclass(frozen=True, slots=True)
class Column:
    """One exercise."""

    exercise: str
    heading: str
    place: int | None
    """Where the platform's own column for it stands in the roster; None where it has none."""
    possible: float
    """Points that the platform gives for it; scores are scaled to them."""

    def cell(self, own: Mapping[str, Graded], before: Sequence[str] = ()) -> Cell:
        """Return the cell of a student with these gradings, by exercise.

        `before` is the student's row in the roster: what stood there stays where there is no score.
        """
        graded = own.get(self.exercise)
        if graded is None or graded.final is None:
            return "" if self.place is None else before[self.place]
        if graded.max_score in (0, self.possible):
            return graded.final
        return round(graded.final * self.possible / graded.max_score, 4)


def columns(
    gradings: Sequence[Graded], roster: Roster | None, points: Sequence[str]
) -> list[Column]:
    """Return the columns of all exercises, by their identifiers.

    `points` are the cells of the roster's row of possible points, empty where it has none.
    """
    titles = {graded.exercise: graded.title for graded in gradings}
    most = {graded.exercise: 0.0 for graded in gradings}
    for graded in gradings:
        most[graded.exercise] = max(most[graded.exercise], graded.max_score)
    return [
        column(exercise, unique(exercise, titles), most[exercise], roster, points)
        for exercise in sorted(titles)
    ]


def column(
    exercise: str, title: str, most: float, roster: Roster | None, points: Sequence[str]
) -> Column:
    """Return the column of one exercise: the platform's own, or a new one."""
    place = place_of(exercise, title, roster) if roster else None
    if roster is None or place is None:
        return Column(exercise, title, None, most)
    possible = decimal(points[place]) if points else None
    return Column(exercise, roster.columns[place], place, possible or most)


def unique(exercise: str, titles: Mapping[str, str]) -> str:
    """Return an exercise's title, its identifier where another one has the same title."""
    title = titles[exercise]
    return exercise if list(titles.values()).count(title) > 1 or not title else title


def place_of(exercise: str, title: str, roster: Roster) -> int | None:
    """Return the place of the column that is named after an exercise, None where there is none."""
    short = exercise.partition("_")[0]
    wanted = {plain(name) for name in (title, exercise, short, f"{short} {title}")}
    for place, heading in enumerate(roster.columns):
        if {plain(heading), plain(ADDED.sub("", heading))} & wanted:
            return place
    return None


def decimal(text: str) -> float | None:
    """Return the number that a cell tells, with a point or a comma; None where it tells none."""
    try:
        return float(text.strip().replace(",", "."))
    except ValueError:
        return None


def by_student(gradings: Sequence[Graded]) -> dict[str, dict[str, Graded]]:
    """Return the gradings by student, in alphabetical order, and then by exercise."""
    found: dict[str, dict[str, Graded]] = {}
    for graded in sorted(gradings, key=lambda graded: graded.student.casefold()):
        found.setdefault(graded.student, {})[graded.exercise] = graded
    return found
