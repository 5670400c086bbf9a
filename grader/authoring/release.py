"""A release: the folder that students get, made, inspected and tried before it takes its place."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from grader.authoring.inspection import inspect
from grader.authoring.pack import make_pack
from grader.authoring.parting import part_tests
from grader.authoring.trial import Grading, Trial, try_release
from grader.course import Course
from grader.errors import CourseError, UsageError
from grader.language import translate as _


@dataclass(frozen=True, slots=True)
class Release:
    """What a release holds."""

    files: tuple[str, ...]
    left_out: tuple[str, ...]
    """Files beside the stubs that no brief links to."""


def release(
    folder: Path,
    course: Course,
    now: datetime,
    grading: Grading,
    tell: Callable[[Trial], None],
) -> Release:
    """Make `folder`, which must not exist or be empty; each trial is told as it ends.

    Raises UsageError where the folder can't be had, CourseError where something is in the release
    that students must not get, or its tests don't work; then the folder is as it was before.
    """
    demand_empty(folder)
    partings = [part_tests(exercise, now) for exercise in course.exercises]
    pack = make_pack(course, partings)
    with beside(folder) as part:
        pack.write(part)
        refuse(inspect(part, course, partings))
        problems: list[str] = []
        for trial in try_release(part, course, grading):
            tell(trial)
            problems += trial.problems
        refuse(problems)
        part.replace(folder)  # of an empty folder, too: rename(2)
    return Release(tuple(sorted(pack.files)), tuple(left_out(course, set(pack.files))))


@contextmanager
def beside(folder: Path) -> Iterator[Path]:
    """Give a new folder beside `folder`, and clear away what has not been renamed."""
    whole = folder.absolute()
    part = whole.with_name(f".{whole.name}.{os.urandom(4).hex()}.part")
    try:
        part.mkdir()
    except OSError as error:
        message = _("{folder} cannot be made: {reason}: name another folder")
        raise UsageError(message.format(folder=folder, reason=error.strerror)) from error
    try:
        yield part
    finally:
        shutil.rmtree(part, ignore_errors=True)


def demand_empty(folder: Path) -> None:
    """Raise UsageError where something is in the way."""
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        message = _("{folder} is no folder: name one that is empty or does not exist yet")
        raise UsageError(message.format(folder=folder))
    if folder.is_dir() and any(folder.iterdir()):
        message = _("{folder} is not empty: name a folder that is empty or does not exist yet")
        raise UsageError(message.format(folder=folder))


def refuse(problems: list[str]) -> None:
    """Raise CourseError where there are problems."""
    if problems:
        raise CourseError("nothing was released: " + "\n".join(problems))


def left_out(course: Course, packed: set[str]) -> list[str]:
    """Return the files in the exercises' folders that students don't get."""
    found = [
        path.relative_to(course.root).as_posix()
        for exercise in course.exercises
        for path in sorted(exercise.folder.rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts
    ]
    return [place for place in found if place not in packed]
