"""The roll of a class: who handed in what, and what came of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from sys import intern
from typing import TYPE_CHECKING
from unicodedata import combining, normalize

from grader.graded import of_entry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from grader.graded import Entry, Graded

NUMBER = re.compile(r"exercise(?P<number>[0-9]+)")
DIGITS, LONGEST = re.compile(r"[0-9]+"), 20
"""Numbers in names are sorted by their value up to so many digits."""


@dataclass(frozen=True, slots=True)
class Result:
    """One student's grading in one exercise."""

    graded: Graded
    href: str | None
    """The address of its own report."""

    @property
    def share(self) -> float | None:
        """The score that counts as a share of all points, from 0 to 1; None without a score."""
        if self.graded.final is None:
            return None
        most = self.graded.max_score
        return min(max(self.graded.final / most, 0.0), 1.0) if most else 0.0


@dataclass(frozen=True, slots=True)
class Sheet:
    """One exercise, and the results of those who handed it in."""

    exercise: str
    """Identifier, e.g. `exercise05_exit_codes`."""
    title: str
    results: Mapping[str, Result]
    """By student, in alphabetical order."""

    @property
    def number(self) -> str:
        """What is short enough to head a column, e.g. `05`."""
        found = NUMBER.match(self.exercise)
        return found["number"] if found else self.exercise

    @property
    def most(self) -> float:
        """The points that could be had."""
        return max(result.graded.max_score for result in self.results.values())

    @property
    def scored(self) -> list[Result]:
        """The results that have a score."""
        return [result for result in self.results.values() if result.share is not None]


@dataclass(frozen=True, slots=True)
class Roll:
    """A class."""

    students: tuple[str, ...]
    """In alphabetical order."""
    sheets: tuple[Sheet, ...]
    """By identifier."""


def call_roll(entries: Iterable[Entry], link: Callable[[Entry], str | None]) -> Roll:
    """Return the roll of all who stand in `entries`; of several attempts the best one counts."""
    found: dict[str, dict[str, Result]] = {}
    for entry in entries:
        result = Result(shown(of_entry(entry)), link(entry))
        results = found.setdefault(entry.exercise, {})
        results[entry.student] = max(result, results.get(entry.student, result), key=worth)
    students = sorted({name for results in found.values() for name in results}, key=alphabetical)
    return Roll(tuple(students), tuple(sheet(found[name], students) for name in sorted(found)))


def shown(graded: Graded) -> Graded:
    """Return a grading with no more than the page of a class shows: all of it would fill the memory.

    What the tests are called is the same text in all gradings of an exercise.
    """
    tests = (
        replace(
            test,
            name=intern(test.name),
            title=intern(test.title),
            message=intern(test.summary),
            expected=None,
            seen=None,
            hint=None,
        )
        for test in graded.tests
    )
    return replace(graded, json=b"", tests=tuple(tests))


def worth(result: Result) -> tuple[float, int]:
    """Return what sorts a student's attempts: by score, of equal ones the earlier is better."""
    final = result.graded.final
    return (-1.0 if final is None else final), -result.graded.attempt


def sheet(results: Mapping[str, Result], students: Iterable[str]) -> Sheet:
    """Return the sheet of one exercise."""
    ordered = {student: results[student] for student in students if student in results}
    graded = next(iter(ordered.values())).graded
    return Sheet(graded.exercise, graded.title or graded.exercise, ordered)


def alphabetical(name: str) -> tuple[str, str]:
    """Return what sorts names: without regard to case and accents, and numbers by their value."""
    plain = "".join(letter for letter in normalize("NFKD", name) if not combining(letter))
    return DIGITS.sub(lambda found: found.group().zfill(LONGEST), plain.casefold()), name
