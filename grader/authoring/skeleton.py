"""The skeleton of a new exercise: five parts that work, for an author to edit."""

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from grader.course import Course
from grader.errors import UsageError
from grader.language import translate as _

TEMPLATES = Path(__file__).with_name("templates")
LONGEST = 60
"""Characters of a title: it stands in tables."""
UNFIT = re.compile(r"[^a-z0-9]+")
PARTS = {
    "brief.md.j2": "exercises/{identifier}/README.md",
    "exercise.toml.j2": "exercises/{identifier}/exercise.toml",
    "stub.py.j2": "exercises/{identifier}/exercise{number}.py",
    "solution.py.j2": "solutions/{identifier}/exercise{number}.py",
    "wrong/knows_one_number.py.j2": "solutions/{identifier}/wrong/knows_one_number.py",
    "wrong/lambda_as_target.py.j2": "solutions/{identifier}/wrong/lambda_as_target.py",
    "wrong/no_guard.py.j2": "solutions/{identifier}/wrong/no_guard.py",
    "wrong/prints_only.py.j2": "solutions/{identifier}/wrong/prints_only.py",
    "wrong/runs_in_the_parent.py.j2": "solutions/{identifier}/wrong/runs_in_the_parent.py",
    "hidden_tests.py.j2": "tests/hidden/test_{identifier}.py",
}
"""Where in a course each template goes."""


@dataclass(frozen=True, slots=True)
class Skeleton:
    """An exercise that is to be."""

    number: str
    """With its leading zero, e.g. `05`."""
    title: str

    @property
    def identifier(self) -> str:
        """E.g. `exercise05_exit_codes`."""
        return f"exercise{self.number}_{name_of(self.title)}"

    @property
    def parts(self) -> dict[str, PurePosixPath]:
        """Where each template goes."""
        return {
            template: PurePosixPath(place.format(identifier=self.identifier, number=self.number))
            for template, place in PARTS.items()
        }


def plan_skeleton(course: Course, title: str, number: int | None) -> Skeleton:
    """Return the exercise that a course can have next, with the next free number for None.

    Raises UsageError where the title can't be one, or the number is taken.
    """
    demand_title(title)
    taken = {int(exercise.number): exercise.identifier for exercise in course.exercises}
    if number in taken:
        message = _("exercise {number} exists ({identifier}): choose another number")
        raise UsageError(message.format(number=number, identifier=taken[number]))
    chosen = max(taken, default=0) + 1 if number is None else number
    return Skeleton(f"{chosen:02}", title.strip())


def demand_title(title: str) -> None:
    """Raise UsageError where a title can't stand in a file's name, or between quotes."""
    if not name_of(title):
        message = _(
            "'{title}' has no letter from a to z to name the folder by: give an English title, and "
            "translate it in exercise.toml"
        )
        raise UsageError(message.format(title=title))
    if len(title.strip()) > LONGEST:
        message = _("the title is longer than {most} characters: make it shorter")
        raise UsageError(message.format(most=LONGEST))
    if not title.isprintable() or set(title) & set('"\\'):
        raise UsageError(_("the title has characters that can't stand in it: write letters only"))


def name_of(title: str) -> str:
    """Return a title as a name of files, e.g. `exit_codes` for `Exit codes`."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    return UNFIT.sub("_", plain.lower()).strip("_")


def write_skeleton(course: Course, skeleton: Skeleton) -> list[PurePosixPath]:
    """Write the parts, and return where they lie in the course.

    Raises UsageError where something lies there already, which stays as it is.
    """
    for place in skeleton.parts.values():
        demand_free(course.root, place)
    for template, place in skeleton.parts.items():
        write_part(course.root / place, filled(template, skeleton))
    return list(skeleton.parts.values())


def demand_free(root: Path, place: PurePosixPath) -> None:
    """Raise UsageError where something lies at a place."""
    path = root / place
    if path.exists() or path.is_symlink():
        message = _("{file} exists already, and nothing was written: move it, or take another name")
        raise UsageError(message.format(file=place))


def write_part(path: Path, text: str) -> None:
    """Write a new file; raises UsageError where that can't be done."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except OSError as error:
        message = _("{path} cannot be written: {reason}")
        raise UsageError(message.format(path=path, reason=error.strerror)) from error


def filled(template: str, skeleton: Skeleton) -> str:
    """Return a template's text for an exercise."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415  slow

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=False,  # noqa: S701  it makes Python, Markdown and TOML
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )
    values = {"number": skeleton.number, "title": skeleton.title}
    return environment.get_template(template).render(values)
