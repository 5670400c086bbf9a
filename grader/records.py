"""Where the grades of `grade exercise05` are kept: `.grader/` in the course, the latest of each.

A course that may not be written to keeps them in the user's own folder for the state of programs
(`$XDG_STATE_HOME`, the XDG Base Directory Specification), as the grader's log is.
"""

import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from grader.course import Course, Exercise
from grader.files import write_bytes, write_whole

FOLDER = ".grader"
LARGEST_RECORD = 16 * 1024**2
"""Bytes; a larger file is none of ours."""
LARGEST_SCORE = 1e9


@dataclass(frozen=True, slots=True)
class Record:
    """The two files of a grade that was kept."""

    report: Path
    json: Path


@dataclass(frozen=True, slots=True)
class Score:
    """What the latest grade of an exercise gave."""

    score: float
    max_score: float
    """With the points that are graded later."""


def keep(
    course: Course, exercise: Exercise, json: bytes, write_report: Callable[[Path], None]
) -> Record:
    """Keep a grade in place of the one before it; `write_report` writes its HTML to a path.

    Raises OSError where neither the course nor the user's own folder can be written to.
    """
    folder = writable_folder(course)
    record = Record(*(folder / f"{exercise.identifier}.{kind}" for kind in ("html", "json")))
    write_whole(record.report, write_report)
    write_bytes(record.json, json)
    return record


def last_score(course: Course, exercise: Exercise) -> Score | None:
    """Return the score of the latest grade; None where there is none, or it cannot be trusted."""
    files = [folder / f"{exercise.identifier}.json" for folder in folders(course)]
    return next(
        (score for file in newest_first(files) if (score := read_score(file, exercise))), None
    )


def folders(course: Course) -> tuple[Path, Path]:
    """Return the two places for the grades of `course`, the better one first."""
    return course.root / FOLDER, state_folder() / "courses" / name_of(course)


def state_folder() -> Path:
    """Return the user's folder for what the grader keeps between calls; it may not exist yet."""
    given = os.environ.get("XDG_STATE_HOME", "")
    # The specification tells to ignore a path that isn't absolute.
    state = Path(given) if given.startswith("/") else Path(os.path.expanduser("~"), ".local/state")  # noqa: PTH111  Path.expanduser raises where there is no home
    return state / "grader"


def name_of(course: Course) -> str:
    """Return a folder's name that no other course on this machine has."""
    from hashlib import sha256  # noqa: PLC0415  only a course that is read-only needs it

    path = str(course.root.resolve())
    return f"{course.root.name or 'course'}-{sha256(os.fsencode(path)).hexdigest()[:12]}"


def writable_folder(course: Course) -> Path:
    """Return the first of the course's folders that can be written to, made ready."""
    inside, outside = folders(course)
    try:
        prepare(inside)
    except OSError:
        prepare(outside)
        return outside
    return inside


def prepare(folder: Path) -> None:
    """Make `folder`, hidden from git; raise OSError where nothing can be written in it."""
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / ".gitignore").exists():
        write_bytes(folder / ".gitignore", b"*\n")
    if not os.access(folder, os.W_OK | os.X_OK):
        raise PermissionError(folder)


def newest_first(files: list[Path]) -> list[Path]:
    """Return those of `files` that are ordinary files, the latest first."""
    found: list[tuple[float, Path]] = []
    for file in files:
        with suppress(OSError):
            if file.is_file() and file.stat().st_size <= LARGEST_RECORD:
                found.append((file.stat().st_mtime, file))
    return [file for _, file in sorted(found, reverse=True)]


def read_score(file: Path, exercise: Exercise) -> Score | None:
    """Return the score that `file` tells; None where it is damaged or another exercise's."""
    from json import loads  # noqa: PLC0415  a course without grades needs none

    from grader.grade import SCHEMA  # noqa: PLC0415

    try:
        table = loads(file.read_bytes())
    except (OSError, ValueError, RecursionError):
        return None
    if not isinstance(table, dict) or table.get("schema") != SCHEMA:
        return None
    score, most = (checked_score(table.get(field)) for field in ("score", "max_score"))
    if table.get("exercise") != exercise.identifier or score is None or most is None:
        return None
    later = checked_score(table.get("graded_later", 0)) or 0
    return Score(score, most + later)


def checked_score(value: object) -> float | None:
    """Return a value of a record if it can be a score, else None."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if 0 <= value <= LARGEST_SCORE else None
