"""Intake: a path becomes a submission, and bad input becomes a sentence for the student."""

import os
import stat
from dataclasses import replace
from pathlib import Path, PurePath

from grader.course import Exercise
from grader.errors import UsageError
from grader.intake.folder import Contents, read_folder
from grader.intake.opening import demand_file
from grader.intake.program import NOTEBOOK, PYTHON, read_program
from grader.intake.refusal import Refusal
from grader.intake.tree import DiskTree
from grader.language import translate as _
from grader.submission import Submission

__all__ = ["read_submission"]


def read_submission(path: Path, exercise: Exercise, student: str) -> Submission:
    """Return what `student` hands in at `path`: a `.py` file, an `.ipynb` notebook or a folder.

    What cannot be run is a submission with a `problem`. Raises UsageError where the call was wrong:
    nothing is there, it may not be read, or the file is empty. `path` itself may be a link to a
    folder; whoever takes paths from students must see to where those lead.
    """
    empty = Submission(student, exercise.identifier, exercise.file)
    try:
        files, notes = contents(path, exercise.file)
    except Refusal as refusal:
        return replace(empty, problem=f"{refusal}.")
    except OSError as error:
        raise UsageError(unreadable(place_of(error, path), error)) from error
    return replace(empty, files=files, notes=notes)


def contents(path: Path, main: str) -> Contents:
    """Return the files at `path`, the program first and called `main`, and notes on them."""
    if not path.is_symlink() or path.exists():  # a link that leads nowhere: read_program tells
        status = path.stat()
        if stat.S_ISDIR(status.st_mode) and path.suffix not in {PYTHON, NOTEBOOK}:
            return read_folder(DiskTree(path), main)
        demand_file(status, PurePath(path.name))
    program, notes = read_program(DiskTree(path.parent), PurePath(path.name), main)
    return (program,), notes


def place_of(error: OSError, path: Path) -> Path:
    """Return what could not be read: in a folder at `path`, a part of it."""
    return path / (error.filename or "") if os.path.isdir(path) else path  # noqa: PTH112  Path raises


def unreadable(path: Path, error: OSError) -> str:
    """Return the complaint about a path that the system gives nothing for."""
    match error:
        case FileNotFoundError():
            return _("{path} does not exist: check the path").format(path=path)
        case PermissionError():
            message = _("{path} may not be read: check its permissions with ls -l")
            return message.format(path=path)
    reason = error.strerror or os.strerror(error.errno or 0)
    return _("{path} cannot be read: {reason}").format(path=path, reason=reason)
