"""A folder that a student hands in: which file is the program, and what comes along with it."""

from collections.abc import Collection, Iterable, Iterator
from itertools import islice
from pathlib import PurePath

from grader.intake.naming import readable
from grader.intake.program import NOTEBOOK, PYTHON, read_program
from grader.intake.refusal import Refusal, mebibytes
from grader.intake.tree import HERE, Entry, Tree
from grader.language import translate as _
from grader.submission import SubmittedFile, encoded

MOST_FILES = 200
MOST_FOLDERS = 200
MOST_BYTES = 10 * 1024**2
MOST_ENTRIES = 5_000
"""Entries looked at in one folder, those that are left out included."""
LONGEST_NAME = 255
"""Bytes in the name of a file or folder; no file system takes more."""
LONGEST_PATH = 1_000
"""Bytes in a name with the folders before it; with those of the box the kernel takes 4095."""
MOST_NAMED = 8
"""Names in one sentence; more would hide what it says."""
SKIPPED_FOLDERS = {"__pycache__", "tests", "test", "node_modules"}

Contents = tuple[tuple[SubmittedFile, ...], tuple[str, ...]]
"""Files, the program first, and notes on what was left out."""


def read_folder(tree: Tree, main: str, told: Collection[str] = ()) -> Contents:
    """Return the files in the folder `tree`, whose program is to be called `main`.

    Where several could be the program, one of `told` is, which name the exercise. Raises Refusal
    where there is no telling which file is the program, or too much of everything.
    """
    names = sorted(members(tree))
    chosen = program_among(tree, names, main, told)
    program, notes = read_program(tree, chosen, main)
    others, left_out = read_others(tree, [name for name in names if name != chosen], program)
    return (program, *others), (*notes, *left_out)


def members(tree: Tree) -> Iterator[PurePath]:
    """The files in `tree`, but for what is never part of a program."""
    files = folders = 0
    pending = [HERE]
    while pending:
        place = pending.pop()
        listed = listing(tree, place)
        if place != HERE and is_environment(listed):
            continue
        folders += place != HERE
        for entry in listed:
            if skipped(entry):
                continue
            if entry.is_folder:
                pending.append(place / entry.name)
            else:
                files += 1
                yield place / entry.name
            if files > MOST_FILES or folders + len(pending) > MOST_FOLDERS:
                raise too_many(tree)


def listing(tree: Tree, place: PurePath) -> list[Entry]:
    """Return what the folder `place` holds; Refusal where that is too much to look at."""
    listed = list(islice(tree.entries(place), MOST_ENTRIES + 1))
    if len(listed) > MOST_ENTRIES:
        raise too_many(tree)
    return listed


def is_environment(listed: Iterable[Entry]) -> bool:
    """Whether a folder is a virtual environment, which is never part of a program."""
    return any(entry.name == "pyvenv.cfg" for entry in listed)


def skipped(entry: Entry) -> bool:
    """Whether `entry` is never part of a program: hidden, compiled, a test."""
    if entry.name.startswith("."):
        return True
    if entry.is_folder:
        return entry.name in SKIPPED_FOLDERS
    if not entry.name.endswith(PYTHON):
        return entry.name.endswith(".pyc")
    stem = entry.name.removesuffix(PYTHON)
    return stem.startswith("test_") or stem.endswith("_test") or stem == "conftest"


def program_among(
    tree: Tree, names: list[PurePath], main: str, told: Collection[str] = ()
) -> PurePath:
    """Return the file that is the program: the one called `main`, else the only one it can be."""
    if any(entry.name == main for entry in listing(tree, HERE)):
        return PurePath(main)
    for suffix in (PYTHON, NOTEBOOK):
        candidates = [name for name in names if name.suffix.lower() == suffix]
        candidates = [name for name in candidates if str(name) in told] or candidates
        if len(candidates) == 1:
            return candidates[0]
        named = [name for name in candidates if name == PurePath(main).with_suffix(suffix)]
        if named:
            return named[0]
        if candidates:
            message = _(
                "{folder} has no file {main}, and it is not clear which is meant of {names}: rename yours to {main}"
            )
            raise Refusal(message.format(folder=tree.name, main=main, names=shown(candidates)))
    if not names:
        message = _("{folder} has no files that could be graded: put your program there as {main}")
        raise Refusal(message.format(folder=tree.name, main=main))
    message = _("{folder} has no Python file, only {names}: put your program there as {main}")
    raise Refusal(message.format(folder=tree.name, main=main, names=shown(names)))


def read_others(tree: Tree, names: Iterable[PurePath], program: SubmittedFile) -> Contents:
    """Return the files that come along with `program`, and a note on each that cannot."""
    files: list[SubmittedFile] = []
    notes: list[str] = []
    total = len(program.content)
    for name in names:
        try:
            files.append(read_other(tree, name))
        except Refusal as refusal:
            notes.append(_("Left out: {reason}.").format(reason=refusal))
            continue
        total += len(files[-1].content)
        if total > MOST_BYTES:
            raise too_many(tree)
    return tuple(files), tuple(notes)


def read_other(tree: Tree, name: PurePath) -> SubmittedFile:
    """Return a file that comes along; Refusal where its name or content is not acceptable."""
    demand_short(name)
    if not str(name).isprintable():
        raise Refusal(
            _("{name} has characters in its name that cannot be shown").format(
                name=ascii(str(name))
            )
        )
    return SubmittedFile(name.as_posix(), tree.read(name))


def demand_short(name: PurePath) -> None:
    """Raise Refusal where no file of this name could be written: archives hold any."""
    longest = max(len(encoded(part)) for part in name.parts)
    if longest > LONGEST_NAME or len(encoded(str(name))) > LONGEST_PATH:
        message = _("{name} has too long a name: shorten it, or its folders' names")
        raise Refusal(message.format(name=readable(str(name))))


def too_many(tree: Tree) -> Refusal:
    """The complaint about a folder that holds more than one program needs."""
    message = _(
        "{folder} holds too much: at most {files} files and {bytes} in all are accepted, "
        "so hand in only the files of this exercise"
    )
    return Refusal(message.format(folder=tree.name, files=MOST_FILES, bytes=mebibytes(MOST_BYTES)))


def shown(names: list[PurePath]) -> str:
    """Return the names in one line, shortened where there are many."""
    line = ", ".join(str(name) for name in names[:MOST_NAMED])
    return line + (", …" if len(names) > MOST_NAMED else "")
