"""The course on disk: its exercises and what a run of each may use.

`course.toml` has a title and optional limits; `exercises/exercise05_exit_codes/exercise.toml` has a
title, a summary and optional limits. Complaints name the file, the field and the remedy. TOML is
checked by hand: `grade list` must start at once, and the complaints must be exact.
"""

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

from grader.errors import CourseError, UsageError
from grader.language import translate as _
from grader.sandbox.limits import Limits

COURSE_FILE = "course.toml"
EXERCISE_FILE = "exercise.toml"
FOLDER = re.compile(r"exercise(?P<number>[0-9]{2,})_[a-z0-9_]+")
LARGEST = 2**53
"""Above it a fraction is no longer exact, and a limit no longer a limit."""
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

    @property
    def stub(self) -> Path:
        """The file that students start from and edit."""
        return self.folder / self.file

    @property
    def short(self) -> str:
        """The name that students type, e.g. `exercise05`."""
        return f"exercise{self.number}"


@dataclass(frozen=True, slots=True)
class Course:
    """A course and its exercises, in order of their numbers."""

    root: Path
    title: str
    limits: Limits
    exercises: tuple[Exercise, ...]

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
    page = Page.read(root, root / COURSE_FILE, known=("title", "limits"))
    limits = page.limits(Limits())
    exercises = [read_exercise(root, folder, limits) for folder in exercise_folders(root)]
    exercises.sort(key=lambda exercise: int(exercise.number))
    for one, other in pairwise(exercises):
        if int(one.number) == int(other.number):
            names = f"{one.identifier} and {other.identifier}"
            raise CourseError(f"exercises: {names} have the same number: rename one of them")
    return Course(root, page.text("title", "Concurrent Python"), limits, tuple(exercises))


def exercise_folders(root: Path) -> list[Path]:
    """Return the folders of the exercises, by name."""
    folder = root / "exercises"
    if not folder.is_dir():
        raise CourseError(
            "exercises: missing: add a folder exercises/ with a folder for each exercise"
        )
    return sorted(p for p in folder.iterdir() if p.name.startswith("exercise") and p.is_dir())


def read_exercise(root: Path, folder: Path, defaults: Limits) -> Exercise:
    """Return the exercise in `folder`; `defaults` hold where it sets no limits of its own."""
    named = FOLDER.fullmatch(folder.name)
    if named is None:
        place = folder.relative_to(root)
        raise CourseError(
            f"{place}: no name for an exercise: rename it to e.g. exercise05_exit_codes"
        )
    page = Page.read(root, folder / EXERCISE_FILE, known=("title", "summary", "limits"))
    return Exercise(
        identifier=folder.name,
        number=named["number"],
        title=page.text("title", "Exit codes"),
        summary=page.text("summary", "Tell how each process ended."),
        folder=folder,
        file=f"exercise{named['number']}.py",
        hidden_tests=root / "tests" / "hidden" / f"test_{folder.name}.py",
        limits=page.limits(defaults),
    )


@dataclass(frozen=True, slots=True)
class Page:
    """What one TOML file says, and how it is complained of."""

    place: str
    """The file's path from the course's root."""
    content: Mapping[str, Any]

    @classmethod
    def read(cls, root: Path, path: Path, known: tuple[str, ...]) -> "Page":
        """Return the file at `path`, which may have no fields but the `known` ones."""
        place = str(path.relative_to(root))
        try:
            content = tomllib.loads(path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            raise CourseError(
                f"{place}: missing: add it, with {' and '.join(known[:-1])}"
            ) from None
        except OSError as error:
            raise CourseError(f"{place}: cannot be read: {error.strerror}") from error
        except UnicodeDecodeError as error:
            raise CourseError(
                f"{place}: not UTF-8 at byte {error.start + 1}: save it as UTF-8"
            ) from error
        except tomllib.TOMLDecodeError as error:
            raise CourseError(f"{place}: not TOML: {error}") from error
        page = cls(place, content)
        page.allow(content, known, prefix="")
        return page

    def allow(self, table: Mapping[str, Any], known: tuple[str, ...], prefix: str) -> None:
        """Raise CourseError at the first field of `table` that is not `known`."""
        for name in table:
            if name not in known:
                near = nearest(name, known)
                remedy = (
                    f"did you mean '{prefix}{near}'?" if near else f"known are {', '.join(known)}"
                )
                raise CourseError(f"{self.place}: '{prefix}{name}' is unknown: {remedy}")

    def text(self, field: str, example: str) -> str:
        """Return the text in `field`, which must be there."""
        if field not in self.content:
            raise CourseError(
                f"{self.place}: '{field}' is missing: write e.g. {field} = \"{example}\""
            )
        value = self.content[field]
        if not isinstance(value, str) or not value.strip():
            raise self.wrong(field, "a text", value, f'{field} = "{example}"')
        return value.strip()

    def limits(self, defaults: Limits) -> Limits:
        """Return `defaults` with what the table `limits` overrides."""
        table = self.content.get("limits", {})
        if not isinstance(table, dict):
            raise self.wrong("limits", "a table", table, "[limits] and below it wall = 10")
        kinds = {field.name: type(field.default) for field in fields(Limits)}
        self.allow(table, tuple(kinds), prefix="limits.")
        overrides: dict[str, Any] = {
            name: self.limit(name, kinds[name], value) for name, value in table.items()
        }
        return replace(defaults, **overrides)

    def limit(self, name: str, kind: type, value: object) -> float:
        """Return one limit; a whole number unless its default is a fraction."""
        kinds: tuple[type, ...] = (int, float) if kind is float else (int,)
        if type(value) in kinds and 0 < value <= LARGEST:  # type: ignore[operator]
            converted: float = kind(value)
            return converted
        wanted = "a number above 0" if kind is float else "a whole number above 0"
        raise self.wrong(
            f"limits.{name}", wanted, value, f"{name} = {int(getattr(Limits(), name))}"
        )

    def wrong(self, field: str, wanted: str, value: object, example: str) -> CourseError:
        """Return the complaint about a value of the wrong kind."""
        return CourseError(
            f"{self.place}: '{field}' must be {wanted}, not {shown(value)}: write e.g. {example}"
        )


def shown(value: object) -> str:
    """Return `value` as TOML writes it, tables and lists by their kind."""
    match value:
        case bool():
            return str(value).lower()
        case str():
            return f'"{value}"'
        case dict():
            return "a table"
        case list():
            return "a list"
    return str(value)


def nearest(name: str, known: tuple[str, ...]) -> str | None:
    """Return the one of `known` that `name` most resembles, None where none does."""
    from difflib import get_close_matches  # noqa: PLC0415  only a mistake needs it

    return next(iter(get_close_matches(name, known, n=1)), None)


def unknown_exercise(course: Course, name: str) -> str:
    """Return the complaint about an exercise that the course doesn't have."""
    names = tuple(n for exercise in course.exercises for n in (exercise.short, exercise.identifier))
    near = nearest(name.lower(), names)
    if near is None:
        return _("no exercise is called '{name}': `grade list` shows all").format(name=name)
    message = _("no exercise is called '{name}': did you mean '{near}'? `grade list` shows all")
    return message.format(name=name, near=near)
