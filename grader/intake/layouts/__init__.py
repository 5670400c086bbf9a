"""How hand-ins of a class are laid out, one file a layout, and telling which it is."""

from collections.abc import Sequence
from itertools import islice
from pathlib import Path, PurePath

from grader.errors import UsageError
from grader.intake.delivery import Layout, Level
from grader.intake.layouts.canvas import CANVAS
from grader.intake.layouts.classroom import CLASSROOM
from grader.intake.layouts.flat import FLAT, students_before
from grader.intake.layouts.folders import FOLDERS
from grader.intake.layouts.gradescope import GRADESCOPE
from grader.intake.layouts.moodle import MOODLE
from grader.intake.naming import Telling
from grader.intake.program import NOTEBOOK, PYTHON
from grader.intake.refusal import Refusal
from grader.intake.tree import HERE, Entry, Tree
from grader.language import translate as _

__all__ = ["AUTO", "LAYOUTS", "find_level", "told_layout"]

AUTO = "auto"
PLATFORMS = (CANVAS, MOODLE, GRADESCOPE, CLASSROOM)
"""Layouts that only a platform makes; one of them is never taken for one made by hand."""
BY_HAND = (FOLDERS, FLAT)
LAYOUTS = {layout.name: layout for layout in (*BY_HAND, *PLATFORMS)}
MOST_ENTRIES = 200_000
"""Entries in the folder in which the hand-ins begin."""
LEFT_BEHIND = {"__MACOSX", "Thumbs.db", "desktop.ini"}
"""What systems put into folders and archives unasked; hidden files besides."""
MOST_WRAPPERS = 5
"""Folders around the one that the hand-ins are in."""


def find_level(tree: Tree, telling: Telling, path: Path) -> Level:
    """Return the folder of the collection at `path` in which the hand-ins begin.

    Archives and platforms put all that there is into one folder, or several, one in the other.
    Raises UsageError where a folder holds too much or can't be read.
    """
    for _number in range(MOST_WRAPPERS):
        level = read_level(tree, telling, path)
        if not is_wrapper(level):
            return level
        tree = tree.below(PurePath(level.entries[0].name))
    return read_level(tree, telling, path)


def read_level(tree: Tree, telling: Telling, path: Path) -> Level:
    """Return the entries of a tree's root as a level."""
    try:
        listed = list(islice(tree.entries(HERE), MOST_ENTRIES + 1))
    except OSError as error:
        message = _("{path} cannot be read: {reason}: check its permissions with ls -l")
        raise UsageError(message.format(path=path, reason=error.strerror)) from error
    if len(listed) > MOST_ENTRIES:
        message = _("{path} holds too much: at most {count} files are accepted, so split it up")
        raise UsageError(message.format(path=path, count=MOST_ENTRIES))
    kept = [e for e in listed if not e.name.startswith(".") and e.name not in LEFT_BEHIND]
    return Level(tree, tuple(sorted(kept, key=lambda entry: entry.name)), telling)


def is_wrapper(level: Level) -> bool:
    """Whether a level is but a folder around the hand-ins: a single one, and no student's own."""
    if len(level.entries) != 1 or not level.entries[0].is_folder:
        return False
    if any(layout.recognised(level) for layout in (*PLATFORMS, FLAT)):
        return False
    try:
        inner = list(islice(level.tree.entries(PurePath(level.entries[0].name)), MOST_ENTRIES))
    except (OSError, Refusal):
        return False
    tree = level.tree.below(PurePath(level.entries[0].name))
    within = Level(tree, tuple(inner), level.telling)
    if any(layout.recognised(within) for layout in PLATFORMS):
        return True
    return len(students_before(within)) > 1 or not any(is_work(entry, level) for entry in inner)


def is_work(entry: Entry, level: Level) -> bool:
    """Whether an entry is a student's work, not a folder of students'."""
    is_program = entry.name.lower().endswith((PYTHON, NOTEBOOK))
    return is_program or level.telling.told(entry.name) is not None


def told_layout(level: Level, path: Path) -> Layout:
    """Return the layout of a level; UsageError where none or several could be meant.

    A platform's names are so peculiar that they decide, where half of what is there has them.
    """
    if not level.entries:
        message = _("{path} is empty: give the folder or archive with the hand-ins")
        raise UsageError(message.format(path=path))
    counts = {layout: layout.recognised(level) for layout in LAYOUTS.values()}
    platforms = [layout for layout in PLATFORMS if counts[layout]]
    by_hand = [layout for layout in BY_HAND if counts[layout]]
    if len(platforms) == 1 and (not by_hand or 2 * counts[platforms[0]] >= len(level.entries)):
        return platforms[0]
    candidates = [*platforms, *by_hand]
    if len(candidates) == 1:
        return candidates[0]
    raise UsageError(undecided(path, candidates))


def undecided(path: Path, candidates: Sequence[Layout]) -> str:
    """Return the complaint about a collection that is laid out in no known way, or in several."""
    if candidates:
        options = " / ".join(f"--layout {layout.name}" for layout in candidates)
        message = _("{path} could be laid out in several ways: say which one is meant: {options}")
        return message.format(path=path, options=options)
    message = _(
        "how the hand-ins in {path} are laid out cannot be told: "
        "say it with --layout and one of {layouts}, and name the exercise if there is only one"
    )
    return message.format(path=path, layouts=", ".join(LAYOUTS))
