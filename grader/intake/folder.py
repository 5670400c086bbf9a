"""A folder that a student hands in: which file is the program, and what comes along with it."""

import os
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path, PurePath

from grader.intake.opening import opened_folder, read_beneath
from grader.intake.program import NOTEBOOK, PYTHON, read_program
from grader.intake.refusal import Refusal, mebibytes
from grader.language import translate as _
from grader.submission import SubmittedFile

MOST_FILES = 200
MOST_FOLDERS = 200
MOST_BYTES = 10 * 1024**2
MOST_ENTRIES = 5_000
"""Entries looked at in one folder, those that are left out included."""
MOST_NAMED = 8
"""Names in one sentence; more would hide what it says."""
SKIPPED_FOLDERS = {"__pycache__", "tests", "test", "node_modules"}

Contents = tuple[tuple[SubmittedFile, ...], tuple[str, ...]]
"""Files, the program first, and notes on what was left out."""


def read_folder(root: Path, main: str) -> Contents:
    """Return the files in the folder `root`, whose program is to be called `main`.

    Raises Refusal where there is no telling which file is the program, or too much of everything.
    """
    names = sorted(members(root))
    chosen = program_among(root, names, main)
    program, notes = read_program(root, chosen, main)
    others, left_out = read_others(root, [name for name in names if name != chosen], program)
    return (program, *others), (*notes, *left_out)


def members(root: Path) -> Iterator[PurePath]:
    """The files in `root` and below it, but for what is never part of a program."""
    files = folders = 0
    pending = [PurePath()]
    while pending:
        place = pending.pop()
        for name, is_folder in entries(root, place):
            if is_folder:
                folders += 1
                pending.append(place / name)
            else:
                files += 1
                yield place / name
            if files > MOST_FILES or folders > MOST_FOLDERS:
                raise too_many(root)


def entries(root: Path, place: PurePath) -> Iterator[tuple[str, bool]]:
    """The name of each entry of the folder `place` that counts, and whether it is a folder."""
    with opened_folder(root, place) as folder, os.scandir(folder) as scan:
        listed = list(islice(scan, MOST_ENTRIES + 1))
        if len(listed) > MOST_ENTRIES:
            raise too_many(root)
        for entry in listed:
            is_folder = entry.is_dir(follow_symlinks=False)
            if not skipped(root / place / entry.name, is_folder=is_folder):
                yield entry.name, is_folder


def skipped(path: Path, *, is_folder: bool) -> bool:
    """Whether `path` is never part of a program: hidden, compiled, a test, an environment."""
    if path.name.startswith("."):
        return True
    if is_folder:
        return path.name in SKIPPED_FOLDERS or os.path.lexists(path / "pyvenv.cfg")
    is_test = path.name.startswith("test_") or path.stem.endswith("_test")
    return path.suffix == ".pyc" or (path.suffix == PYTHON and (is_test or path.stem == "conftest"))


def program_among(root: Path, names: list[PurePath], main: str) -> PurePath:
    """Return the file that is the program: the one called `main`, else the only one it can be."""
    if os.path.lexists(root / main):
        return PurePath(main)
    for suffix in (PYTHON, NOTEBOOK):
        candidates = [name for name in names if name.suffix.lower() == suffix]
        if len(candidates) == 1:
            return candidates[0]
        named = [name for name in candidates if name == PurePath(main).with_suffix(suffix)]
        if named:
            return named[0]
        if candidates:
            message = _(
                "{folder} has no file {main}, and it is not clear which is meant of {names}: rename yours to {main}"
            )
            raise Refusal(message.format(folder=called(root), main=main, names=listing(candidates)))
    if not names:
        message = _("{folder} has no files that could be graded: put your program there as {main}")
        raise Refusal(message.format(folder=called(root), main=main))
    message = _("{folder} has no Python file, only {names}: put your program there as {main}")
    raise Refusal(message.format(folder=called(root), main=main, names=listing(names)))


def read_others(root: Path, names: Iterable[PurePath], program: SubmittedFile) -> Contents:
    """Return the files that come along with `program`, and a note on each that cannot."""
    files: list[SubmittedFile] = []
    notes: list[str] = []
    total = len(program.content)
    for name in names:
        try:
            files.append(read_other(root, name))
        except (Refusal, OSError) as error:
            reason = str(error) if isinstance(error, Refusal) else f"{name}: {error.strerror}"
            notes.append(_("Left out: {reason}.").format(reason=reason))
            continue
        total += len(files[-1].content)
        if total > MOST_BYTES:
            raise too_many(root)
    return tuple(files), tuple(notes)


def read_other(root: Path, name: PurePath) -> SubmittedFile:
    """Return a file that comes along; Refusal where its name or content is not acceptable."""
    if not str(name).isprintable():
        raise Refusal(
            _("{name} has characters in its name that cannot be shown").format(
                name=ascii(str(name))
            )
        )
    return SubmittedFile(name.as_posix(), read_beneath(root, name))


def too_many(root: Path) -> Refusal:
    """The complaint about a folder that holds more than one program needs."""
    message = _(
        "{folder} holds too much: at most {files} files and {bytes} in all are accepted, "
        "so hand in only the files of this exercise"
    )
    return Refusal(
        message.format(folder=called(root), files=MOST_FILES, bytes=mebibytes(MOST_BYTES))
    )


def called(root: Path) -> str:
    """Return the folder's own name; the rest of its path is the machine's, not the student's."""
    return root.name or root.absolute().name


def listing(names: list[PurePath]) -> str:
    """Return the names in one line, shortened where there are many."""
    shown = ", ".join(str(name) for name in names[:MOST_NAMED])
    return shown + (", …" if len(names) > MOST_NAMED else "")
