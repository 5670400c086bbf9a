"""One file for each hand-in, all in one folder: `alice_exercise05.py`, `05_bob.ipynb`."""

from collections.abc import Iterator
from pathlib import PurePath

from grader.course import Exercise
from grader.intake.delivery import Delivery, Layout, Level, Sender, Stray
from grader.intake.naming import FIRST, LAST, SHORT, SPELLED_OUT, stem
from grader.intake.program import NOTEBOOK, PYTHON
from grader.intake.tree import HERE, Entry, Pick, PickedTree, Tree
from grader.language import translate as _

AROUND = " _-.()[]"
"""What stands between a student's name and the exercise."""
SUFFIXES = (PYTHON, NOTEBOOK)


def deliveries(level: Level) -> Iterator[Delivery | Stray]:
    """Yield each file or folder as what one student sent for one exercise."""
    for entry in level.entries:
        student, exercise = parsed(level, entry)
        if student and (exercise or level.telling.fallback):
            yield Delivery(Sender.named(student), handed_in(level, entry), exercise)
        elif student:
            reason = _("its name does not tell which exercise it is for")
            yield Stray.at(level.tree, entry.name, reason)
        else:
            reason = _("its name does not tell which student it is from")
            yield Stray.at(level.tree, entry.name, reason)


def parsed(level: Level, entry: Entry) -> tuple[str, Exercise | None]:
    """Return the student, empty where it is not told, and the exercise of a file or folder.

    The student stands before the exercise, or after it where nothing does.
    """
    name = entry.name if entry.is_folder else stem(entry.name)
    told = level.telling.find(name, SPELLED_OUT, SHORT, LAST, FIRST)
    if told is None:
        return name.strip(AROUND), None
    before, after = name[: told.start].strip(AROUND), name[told.end :].strip(AROUND)
    return before or after, told.exercise


def handed_in(level: Level, entry: Entry) -> Tree:
    """Return a hand-in; a file is a folder of its own, and a link in it leads out of that."""
    tree = level.tree.below(PurePath(entry.name))
    return (
        tree
        if entry.is_folder
        else PickedTree(entry.name, {entry.name: Pick(tree, HERE, entry.kind)})
    )


def recognised(level: Level) -> int:
    """Return how many programs and folders there are whose names tell student and exercise."""
    return sum(is_hand_in(level, entry) for entry in level.entries)


def is_hand_in(level: Level, entry: Entry) -> bool:
    """Whether the name of `entry` tells the student, then the exercise; of a file, either way."""
    student, exercise = parsed(level, entry)
    if entry.is_folder:
        return exercise is not None and entry.name.startswith(student) and student != ""
    is_program = entry.name.lower().endswith(SUFFIXES)
    return is_program and bool(student and (exercise or level.telling.fallback))


def students_before(level: Level) -> set[str]:
    """Return the students whose names stand before an exercise, which is no way to name a helper."""
    parses = ((entry.name, *parsed(level, entry)) for entry in level.entries)
    return {
        student
        for name, student, exercise in parses
        if exercise and student and name.startswith(student)
    }


FLAT = Layout("flat", lambda: _("Files by student"), recognised, deliveries)
