"""The course on disk: its exercises and what a run of each may use.

`course.toml` has a title; `exercises/exercise05_exit_codes/exercise.toml` has a title and a summary.
Both may have limits and a policy. Complaints name the file, the field and the remedy.
"""

import os
import re
from dataclasses import dataclass
from datetime import datetime, tzinfo
from itertools import pairwise
from pathlib import Path

from grader.errors import CourseError, UsageError
from grader.language import translate as _
from grader.policy import LENIENT, Attempts, Policy
from grader.policy_fields import (
    COURSE_FIELDS,
    EXERCISE_FIELDS,
    read_course_policy,
    read_exercise_policy,
    read_zone,
)
from grader.sandbox.limits import Limits
from grader.toml_page import Page, nearest

COURSE_FILE = "course.toml"
EXERCISE_FILE = "exercise.toml"
FOLDER = re.compile(r"exercise(?P<number>[0-9]{2,})_[a-z0-9_]+")
CALL_NAME = re.compile(r"(?:exercise)?0*(?P<number>[0-9]{1,6})")


@dataclass(frozen=True, slots=True)
class Exercise:
    """One exercise: where its parts lie and what a run of it may use."""

    identifier: str
    """E.g. `exercise05_exit_codes`."""
    number: str
    """With its leading zero, e.g. `05`."""
    title: str
    summary: str
    folder: Path
    file: str
    """The name that a submission's main file has, e.g. `exercise05.py`."""
    hidden_tests: Path
    limits: Limits
    policy: Policy = LENIENT
    published: bool = False
    """Whether students may see what was held back until all grades are out."""
    steps: bool = False
    """Whether its runs show the steps of generators."""

    @property
    def due(self) -> datetime | None:
        """When all but students with an extension must hand in, with time zone; None for never."""
        return self.policy.due

    @property
    def stub(self) -> Path:
        """The file that students start from and edit."""
        return self.folder / self.file

    @property
    def short(self) -> str:
        """The name that students type, e.g. `exercise05`."""
        return f"exercise{self.number}"


@dataclass(frozen=True, slots=True)
class Rules:
    """What holds for every exercise of a course that says nothing else."""

    limits: Limits
    policy: Policy
    zone: tzinfo | None


@dataclass(frozen=True, slots=True)
class Course:
    """A course and its exercises, in order of their numbers."""

    root: Path
    title: str
    limits: Limits
    exercises: tuple[Exercise, ...]

    @property
    def with_last_attempt(self) -> list[str]:
        """The identifiers of the exercises of which the last attempt counts, not the best."""
        last = Attempts.LAST
        return [one.identifier for one in self.exercises if one.policy.attempts is last]

    def exercise(self, name: str) -> Exercise:
        """Return the exercise called `exercise05`, `05`, `5` or `exercise05_exit_codes`.

        Raises UsageError for an unknown name, CourseError where its hidden tests are missing.
        """
        found = self.find(name)
        if found is None:
            raise UsageError(unknown_exercise(self, name))
        if not found.hidden_tests.is_file():
            tests = found.hidden_tests.relative_to(self.root)
            raise CourseError(
                f"{tests}: missing: {found.identifier} cannot be graded until it is added"
            )
        return found

    def find(self, name: str) -> Exercise | None:
        """Return the exercise that `name` means, None where it means none."""
        wanted = name.strip().lower()
        number = CALL_NAME.fullmatch(wanted)
        for exercise in self.exercises:
            if wanted == exercise.identifier:
                return exercise
            if number and int(number["number"]) == int(exercise.number):
                return exercise
        return None


def find_course(start: Path) -> Course:
    """Return the course that `start`, a folder or file, lies in.

    Raises UsageError outside of any course, CourseError where the course is described wrongly.
    """
    try:
        here = start.absolute()
    except FileNotFoundError:
        raise UsageError(
            _("the folder you are in no longer exists: change to another one")
        ) from None
    for folder in (here, *here.parents):
        if os.path.isfile(folder / COURSE_FILE):  # noqa: PTH113  a forbidden folder is no course; Path raises
            return read_course(folder)
    message = _("no {file} in {folder} or any folder above it: change to the folder of your course")
    raise UsageError(message.format(file=COURSE_FILE, folder=here))


def read_course(root: Path) -> Course:
    """Return the course whose `course.toml` lies in `root`."""
    page = Page.read(root, root / COURSE_FILE, ("title",), ("limits", *COURSE_FIELDS))
    zone = read_zone(page)
    rules = Rules(page.limits(Limits()), read_course_policy(page, zone), zone)
    exercises = [read_exercise(root, folder, rules) for folder in exercise_folders(root)]
    exercises.sort(key=lambda exercise: int(exercise.number))
    for one, other in pairwise(exercises):
        if int(one.number) == int(other.number):
            names = f"{one.identifier} and {other.identifier}"
            raise CourseError(f"exercises: {names} have the same number: rename one of them")
    return Course(root, page.text("title", "Concurrent Python"), rules.limits, tuple(exercises))


def exercise_folders(root: Path) -> list[Path]:
    """Return the folders of the exercises, by name."""
    folder = root / "exercises"
    if not folder.is_dir():
        raise CourseError(
            "exercises: missing: add a folder exercises/ with a folder for each exercise"
        )
    return sorted(p for p in folder.iterdir() if p.name.startswith("exercise") and p.is_dir())


def read_exercise(root: Path, folder: Path, rules: Rules) -> Exercise:
    """Return the exercise in `folder`; the course's `rules` hold where it sets none of its own."""
    named = FOLDER.fullmatch(folder.name)
    if named is None:
        place = folder.relative_to(root)
        raise CourseError(
            f"{place}: no name for an exercise: rename it to e.g. exercise05_exit_codes"
        )
    page = Page.read(
        root, folder / EXERCISE_FILE, ("title", "summary"), ("limits", *EXERCISE_FIELDS, "steps")
    )
    return Exercise(
        identifier=folder.name,
        number=named["number"],
        title=page.text("title", "Exit codes"),
        summary=page.text("summary", "Tell how each process ended."),
        folder=folder,
        file=f"exercise{named['number']}.py",
        hidden_tests=root / "tests" / "hidden" / f"test_{folder.name}.py",
        limits=page.limits(rules.limits),
        policy=read_exercise_policy(page, rules.policy, rules.zone),
        published=page.flag("published"),
        steps=page.flag("steps"),
    )


def unknown_exercise(course: Course, name: str) -> str:
    """Return the complaint about an exercise that the course doesn't have."""
    names = tuple(n for exercise in course.exercises for n in (exercise.short, exercise.identifier))
    near = nearest(name.lower(), names)
    if near is None:
        return _("no exercise is called '{name}': `grade list` shows all").format(name=name)
    message = _("no exercise is called '{name}': did you mean '{near}'? `grade list` shows all")
    return message.format(name=name, near=near)
