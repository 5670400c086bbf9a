"""The rows of a gradebook, as far as they must not depend on how a batch came to its end."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from grader.gradebook import Entry, Gradebook
from rehearsal.classroom import HandIn


@dataclass(frozen=True, slots=True, order=True)
class Row:
    """One grading."""

    student: str
    exercise: str
    attempt: int
    verdict: str
    score: float | None
    digest: str
    tests: tuple[tuple[str, str, float], ...]
    """Name, outcome and points of each."""
    problem: str = field(compare=False)
    most: float = field(compare=False)
    words: tuple[str, ...] = field(compare=False)
    """What each test says: it may tell of real time, which limits are about."""


def read_rows(gradebook: Path) -> list[Row]:
    """Return all rows of a gradebook, those of all its batches together."""
    with Gradebook(str(gradebook), new=False) as book:
        return sorted(
            (row_of(entry) for one in book.batches() for entry in book.entries(one.identifier)),
            key=lambda row: (row.student, row.exercise, row.attempt, row.digest),
        )


def row_of(entry: Entry) -> Row:
    """Return an entry as a row."""
    grade = json.loads(entry.grade)
    return Row(
        student=entry.student,
        exercise=entry.exercise,
        attempt=entry.attempt,
        verdict=entry.verdict,
        score=entry.score,
        digest=entry.digest,
        tests=tuple((test["name"], test["outcome"], test["points"]) for test in grade["tests"]),
        problem=grade["problem"] or "",
        most=entry.max_score,
        words=tuple(test["message"] for test in grade["tests"]),
    )


def differences(one: Sequence[Row], other: Sequence[Row]) -> Iterator[str]:
    """Yield each row that only one side has, or has more often."""
    mine, theirs = Counter(one), Counter(other)
    for sign, rows in (("-", mine - theirs), ("+", theirs - mine)):
        for row in rows.elements():
            tests = ", ".join(f"{name} {outcome}" for name, outcome, _points in row.tests)
            yield f"{sign} {row.student} {row.exercise} {row.verdict} {row.score}: {tests}"


def rewordings(one: Sequence[Row], other: Sequence[Row]) -> Iterator[str]:
    """Yield the tests that say it in other words, though all that counts is alike."""
    known = {row: row for row in one}
    for row in other:
        if row in known:
            for (name, *_rest), before, after in zip(
                row.tests, known[row].words, row.words, strict=True
            ):
                if before != after:
                    yield f"{row.student} {row.exercise} {name}:\n  - {before}\n  + {after}"


def undue(rows: Sequence[Row], due: Mapping[tuple[str, str], HandIn]) -> Iterator[str]:
    """Yield what is wrong with rows, by what each program must get."""
    found = Counter((row.student, row.exercise) for row in rows)
    for key, count in (found - Counter(due.keys())).items():
        yield f"{' '.join(key)}: {count} rows too many"
    for key in due.keys() - found.keys():
        yield f"{' '.join(key)}: has no row"
    for row in rows:
        key = row.student, row.exercise
        program = due[key].program if key in due else None
        if program and not program.due.given(row.score, row.most, row.problem):
            what = f"{program.kind} {program.name}"
            got = f"{row.verdict}, {row.score} of {row.most} {row.problem}"
            yield f"{row.student} {row.exercise}: {what} must get {program.due}, got {got}"
