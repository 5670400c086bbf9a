"""What an exercise ships besides its hidden tests: reference, wrong answers, brief, equivalents."""

import re
from dataclasses import dataclass
from pathlib import Path

from grader.course import Course, Exercise
from grader.errors import CourseError

SOLUTIONS = "solutions"
WRONG = "wrong"
BRIEF = "README.md"
EQUIVALENTS = "equivalent.toml"
FAILS = re.compile(r"^# fails: *(?P<names>.*)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class WrongAnswer:
    """A realistic mistake, and the tests that it must lose."""

    path: Path
    content: bytes
    fails: frozenset[str]
    """What its line `# fails: test_a, test_b` names; empty where it has none."""


@dataclass(frozen=True, slots=True)
class Material:
    """The parts of one exercise, as they lie on disk."""

    exercise: Exercise
    root: Path
    """The course's own folder; all places are told from there."""
    reference: Path
    wrong: tuple[WrongAnswer, ...]
    brief: str
    equivalents: Path
    """The list of mutants that are no mistakes; there need not be one."""

    def place(self, path: Path) -> str:
        """Return a path as messages tell it."""
        return str(path.relative_to(self.root))


def read_material(course: Course, exercise: Exercise) -> Material:
    """Return the parts of an exercise; raise CourseError where one can't be read."""
    folder = course.root / SOLUTIONS / exercise.identifier
    reference, brief = folder / exercise.file, exercise.folder / BRIEF
    for path in (reference, brief, exercise.stub):
        _demand(course.root, path)
    wrong = sorted((folder / WRONG).glob("*.py"))
    return Material(
        exercise,
        course.root,
        reference,
        tuple(_wrong_answer(path) for path in wrong),
        brief.read_text(encoding="utf-8"),
        folder / EQUIVALENTS,
    )


def _demand(root: Path, path: Path) -> None:
    if not path.is_file():
        raise CourseError(f"{path.relative_to(root)}: missing: an exercise can't do without it")


def _wrong_answer(path: Path) -> WrongAnswer:
    content = path.read_bytes()
    header = FAILS.search(content.decode("utf-8", "replace"))
    names = header["names"].split(",") if header else []
    return WrongAnswer(path, content, frozenset(name.strip() for name in names if name.strip()))
