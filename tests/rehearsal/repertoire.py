"""The repertoire of an exercise: every program that somebody may hand in for it."""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, zip_longest
from pathlib import Path

from grader.course import Course, Exercise
from grader.sandbox.isolation import survey
from rehearsal.program import Due, Kind, Program, of_one_file
from rehearsal.spoilt import broken_files, unusual_files

AIMED_AT = 5
"""The exercise whose functions the cheats define."""
ELSEWHERE = 2
"""Cheats that are handed in for each other exercise."""
NAMES = {
    "COURSE": "/nowhere/course",
    "JUDGE": "1",
    "MARK": "grader-rehearsal",
    "VICTIM": "/nowhere/victim",
    "SOCKET": "/nowhere/socket",
    "ABSTRACT": "grader-rehearsal",
    "PORT": "9",
}
"""What stands for the names that cheats are given: the same on every machine."""


@dataclass(frozen=True, slots=True)
class Repertoire:
    """What may be handed in for one exercise."""

    exercise: Exercise
    reference: Program
    stub: Program
    others: tuple[Program, ...]
    """Each unlike all others; a class that is large enough hands in every one of them."""

    def wrong(self) -> list[Program]:
        """Return the wrong answers."""
        return [one for one in self.others if one.kind is Kind.WRONG]


def read_repertoire(course: Course, exercise: Exercise, lot: random.Random) -> Repertoire:
    """Return what may be handed in; `lot` draws the order of the others, and who cheats at what."""
    reference = course.root / "solutions" / exercise.identifier / exercise.file
    content = reference.read_bytes()
    groups = [
        list(wrong_answers(exercise, reference.parent / "wrong")),
        [*broken_files(exercise.file, content), absent()],
        list(unusual_files(exercise.file, content)),
        list(tutorials(exercise, course.root / "tests" / "tutorials" / exercise.identifier)),
        list(hostile(exercise, course.root / "tests" / "cheats", lot)),
    ]
    right = of_one_file(Kind.REFERENCE, Due.ALL, exercise.file)("reference", content)
    stub = of_one_file(Kind.STUB, Due.NOTHING, exercise.file)("stub", exercise.stub.read_bytes())
    return Repertoire(exercise, right, stub, mixed(groups, int(exercise.number), lot))


def mixed(groups: list[list[Program]], first: int, lot: random.Random) -> tuple[Program, ...]:
    """Return one of each group in turn, so that those who stand first are of many kinds."""
    for group in groups:
        lot.shuffle(group)
    first %= len(groups)
    turns = zip_longest(*groups[first:], *groups[:first])
    return tuple(one for one in chain.from_iterable(turns) if one is not None)


def wrong_answers(exercise: Exercise, folder: Path) -> Iterator[Program]:
    """Yield the wrong answers that hold the hidden tests to account."""
    makes = of_one_file(Kind.WRONG, Due.LESS, exercise.file)
    yield from (makes(path.stem, path.read_bytes()) for path in sorted(folder.glob("*.py")))


def tutorials(exercise: Exercise, folder: Path) -> Iterator[Program]:
    """Yield what tutorials teach; their headers tell which of them lose something."""
    for path in sorted(folder.glob("*.py")):
        loses = re.search(r"^# loses: ?(.*)$", path.read_text(), re.MULTILINE)
        due = Due.LESS if loses and loses[1] else Due.ALL
        yield of_one_file(Kind.TUTORIAL, due, exercise.file)(path.stem, path.read_bytes())


def hostile(exercise: Exercise, folder: Path, lot: random.Random) -> Iterator[Program]:
    """Yield the cheats that this machine's isolation promises to hold."""
    makes = of_one_file(Kind.HOSTILE, Due.LESS, exercise.file)
    held = [path for path in sorted(folder.glob("*.py")) if is_held(path.read_text())]
    if int(exercise.number) != AIMED_AT:
        held = lot.sample(held, ELSEWHERE)
    for path in held:
        source = re.sub(r"@([A-Z]+)@", lambda match: NAMES[match[1]], path.read_text())
        yield makes(path.stem, source.encode())


def is_held(cheat: str) -> bool:
    """Whether the best isolation of this machine promises to stop a cheat."""
    best = next(report.level for report in survey() if report.available)
    levels = re.search(r"^# levels: (.*)$", cheat, re.MULTILINE)
    return levels is None or best.value in levels[1].split()


def absent() -> Program:
    """Return what is handed in by those who hand in nothing."""
    return Program(Kind.ABSENT, "absent", Due.NO_ROW)
