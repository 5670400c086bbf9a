"""What a call of `grade` is about: for each argument an exercise and the path of a submission."""

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click
from click.shell_completion import CompletionItem

from grader.course import Course, Exercise, find_course
from grader.errors import CourseError, UsageError
from grader.language import translate as _

TELLING = re.compile(r"exercise[_-]?(?P<number>[0-9]{1,6})", re.IGNORECASE)
SUFFIXES = (".py", ".ipynb")


@dataclass(frozen=True, slots=True)
class Target:
    """A submission, and the exercise that it is for."""

    exercise: Exercise
    path: Path


def course_of(names: Sequence[str]) -> Course:
    """Return the course of the folder one is in, else that of the first path among `names`."""
    try:
        return find_course(Path())
    except CourseError:
        raise
    except UsageError:
        paths = [Path(name) for name in names if os.path.lexists(name)]
        if not paths:
            raise
        return find_course(paths[0])


def find_targets(course: Course, names: Sequence[str], submission: Path | None) -> list[Target]:
    """Return what `names` mean, all exercises where there are none."""
    if submission is not None:
        return [Target(exercise_for(course, names, submission), submission)]
    wanted = names or [exercise.identifier for exercise in course.exercises]
    if not wanted:
        raise UsageError(_("the course has no exercises yet: add one to exercises/"))
    return list(dict.fromkeys(find_target(course, name) for name in wanted))


def find_target(course: Course, name: str) -> Target:
    """Return what one argument means: the exercise of that name, else the path."""
    is_path = os.sep in name or name.endswith(SUFFIXES) or os.path.lexists(name)
    if course.find(name) is None and is_path:
        return Target(exercise_of_path(course, Path(name)), Path(name))
    exercise = course.exercise(name)
    return Target(exercise, exercise.stub)


def exercise_for(course: Course, names: Sequence[str], submission: Path) -> Exercise:
    """Return the one exercise that `--submission` is for."""
    if len(names) > 1:
        raise UsageError(_("--submission goes with one exercise: name only one"))
    return course.exercise(names[0]) if names else exercise_of_path(course, submission)


def exercise_of_path(course: Course, path: Path) -> Exercise:
    """Return the exercise that the last telling part of `path` names."""
    if not os.path.lexists(path):
        raise UsageError(_("{path} does not exist: check the path").format(path=path))
    for part in reversed(path.absolute().parts):
        if telling := TELLING.search(part):
            return course.exercise(telling["number"])
    message = _(
        "{path} does not tell which exercise it is for: "
        "name it, e.g. grade {example} --submission {path}"
    )
    example = course.exercises[0].short if course.exercises else "exercise05"
    raise UsageError(message.format(path=path, example=example))


def complete_exercise(
    _context: click.Context, _parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Return the exercises whose name begins with what was typed, else leave it to the shell."""
    try:
        exercises = find_course(Path()).exercises
    except UsageError:
        exercises = ()
    found = [e for e in exercises if e.identifier.startswith(incomplete) or e.number == incomplete]
    if found:
        return [CompletionItem(exercise.short, help=exercise.title) for exercise in found]
    return [CompletionItem(incomplete, type="file")]
