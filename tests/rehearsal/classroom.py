"""The class: so many students, what each hands in for each exercise, and how it lies on the disk.

The same number of students and the same seed always make the same class. Half of the students put
each program into a folder of its own, half put all of theirs into one; what needs a folder has one.
"""

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from grader.course import Course, Exercise
from rehearsal.program import Content, Due, Kind, Program
from rehearsal.repertoire import Repertoire, read_repertoire

ODD = 0.5
"""At most this share of an exercise's hand-ins is there for the sake of variety."""
USUAL = {Kind.REFERENCE: 0.75, Kind.WRONG: 0.15, Kind.STUB: 0.10}
"""What the others hand in."""


@dataclass(frozen=True, slots=True)
class HandIn:
    """What one student hands in for one exercise."""

    student: str
    exercise: Exercise
    program: Program

    @property
    def key(self) -> tuple[str, str]:
        """What its row in the gradebook is known by."""
        return self.student, self.exercise.identifier


@dataclass(frozen=True, slots=True)
class Classroom:
    """All that a class hands in."""

    hand_ins: tuple[HandIn, ...]
    repertoires: tuple[Repertoire, ...]

    def rows(self) -> dict[tuple[str, str], HandIn]:
        """Return what must have a row in the gradebook, by student and exercise."""
        return {one.key: one for one in self.hand_ins if one.program.due is not Due.NO_ROW}

    def part(self, students: int) -> "Classroom":
        """Return the first of the class."""
        some = set(names(students))
        return replace(self, hand_ins=tuple(one for one in self.hand_ins if one.student in some))

    def counts(self) -> Counter[Kind]:
        """Return how many hand-ins there are of each kind."""
        return Counter(one.program.kind for one in self.hand_ins)

    def missing(self) -> list[str]:
        """Name each program that nobody hands in, since the class is too small."""
        seen = {
            (one.exercise.identifier, one.program.kind, one.program.name) for one in self.hand_ins
        }
        return [
            f"{repertoire.exercise.identifier}: {program.kind} {program.name}"
            for repertoire in self.repertoires
            for program in repertoire.others
            if (repertoire.exercise.identifier, program.kind, program.name) not in seen
        ]


def make_classroom(
    course: Course, exercises: Sequence[Exercise], students: int, seed: int
) -> Classroom:
    """Return the class of `students` at `exercises` that `seed` draws."""
    hand_ins: list[HandIn] = []
    repertoires = []
    for exercise in exercises:
        lot = random.Random(f"{seed} {exercise.identifier}")  # noqa: S311  a class, no secret
        repertoire = read_repertoire(course, exercise, lot)
        dealt = zip(names(students), deal(repertoire, students, lot), strict=True)
        hand_ins += (HandIn(student, exercise, program) for student, program in dealt)
        repertoires.append(repertoire)
    return Classroom(tuple(hand_ins), tuple(repertoires))


def names(students: int) -> list[str]:
    """Return the students' names."""
    return [f"student{number:04}" for number in range(students)]


def deal(repertoire: Repertoire, students: int, lot: random.Random) -> list[Program]:
    """Return what each student hands in for an exercise."""
    odd = list(repertoire.others[: max(1, int(students * ODD))])[:students]
    usual = [ordinary(repertoire, lot) for _number in range(students - len(odd))]
    dealt = odd + usual
    lot.shuffle(dealt)
    return dealt


def ordinary(repertoire: Repertoire, lot: random.Random) -> Program:
    """Return what one of the many hands in."""
    (kind,) = lot.choices(list(USUAL), list(USUAL.values()))
    if kind is Kind.WRONG:
        return lot.choice(repertoire.wrong())
    return repertoire.stub if kind is Kind.STUB else repertoire.reference


def write_classroom(classroom: Classroom, folder: Path) -> None:
    """Lay out what is handed in, one folder a student."""
    for one in classroom.hand_ins:
        for name, content in files_of(one):
            write(folder / one.student / name, content)


def files_of(one: HandIn) -> Iterator[tuple[str, Content]]:
    """Yield the files of a hand-in, by their names in the student's folder."""
    tidy = int(one.student[-4:]) % 2 == 0
    flat = one.program.alone(one.exercise.file) and not tidy
    home = "." if flat else one.exercise.identifier
    yield from ((f"{home}/{name}", content) for name, content in one.program.files)


def write(path: Path, content: Content) -> None:
    """Make a file, a link, or for None a folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    match content:
        case None:
            path.mkdir(exist_ok=True)
        case Path():
            path.symlink_to(content)
        case bytes():
            path.write_bytes(content)
