"""What students get of a course: briefs, stubs, and the tests that they may run."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import tomli_w

from grader.authoring.excerpt import Excerpt, excerpt
from grader.authoring.parting import Parting
from grader.authoring.statements import read_statements
from grader.course import COURSE_FILE, EXERCISE_FILE, Course, Exercise
from grader.errors import CourseError
from grader.testing.marks import LEFT_OUT

BRIEF = "README.md"
TESTS = "tests/hidden"
PRIVATE = "extensions"
"""The table of a course's or an exercise's file that names students."""
LINK = re.compile(r"\]\((?P<target>[^)\s#:]+)")
HEAD = "Tests of {title}: those that you can run. Others are graded later."
SHARED_HEAD = "What tests of several exercises share."
TAIL = '''

{name} = {points:g}
"""Points of the tests that are not in this file yet."""
'''


@dataclass(frozen=True, slots=True)
class Pack:
    """What students get, before it is written."""

    files: Mapping[str, bytes]
    """By path in the pack, with `/` between folders."""

    def write(self, folder: Path) -> None:
        """Write the files into an empty folder; raises OSError."""
        for name, content in self.files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)


def make_pack(course: Course, partings: Iterable[Parting]) -> Pack:
    """Return the pack of the exercises whose tests are parted.

    Raises CourseError where a part of an exercise is missing, or can't be parted.
    """
    files = {COURSE_FILE: public_fields(course, course.root / COURSE_FILE)}
    excerpts: dict[str, Excerpt] = {}
    for parting in partings:
        files |= material(course, parting.exercise)
        path = f"{TESTS}/{parting.exercise.hidden_tests.name}"
        excerpts[path] = test_excerpt(course, parting)
        files[path] = test_file(excerpts[path], parting)
    return Pack(files | shared_files(course, excerpts))


def material(course: Course, exercise: Exercise) -> dict[str, bytes]:
    """Return an exercise's brief with what it links to, its stub and its fields."""
    brief = read(course, exercise.folder / BRIEF, "write the brief")
    files = {path: path.read_bytes() for path in linked(exercise, brief)}
    files |= {
        exercise.folder / BRIEF: brief,
        exercise.stub: read(course, exercise.stub, "write the stub"),
        exercise.folder / EXERCISE_FILE: public_fields(course, exercise.folder / EXERCISE_FILE),
    }
    return {path.relative_to(course.root).as_posix(): content for path, content in files.items()}


def read(course: Course, path: Path, remedy: str) -> bytes:
    """Return a file of the course that must be there."""
    try:
        return path.read_bytes()
    except OSError as error:
        place = path.relative_to(course.root)
        raise CourseError(f"{place}: cannot be read: {error.strerror}: {remedy}") from error


def linked(exercise: Exercise, brief: bytes) -> Iterator[Path]:
    """The files beside a brief that it links to, pictures for instance."""
    home = exercise.folder.resolve()
    for found in LINK.finditer(brief.decode("utf-8", "replace")):
        path = exercise.folder / found["target"]
        if path.is_file() and path.resolve().is_relative_to(home):
            yield exercise.folder / path.resolve().relative_to(home)


def public_fields(course: Course, path: Path) -> bytes:
    """Return a TOML file without the names of students, and without comments."""
    fields = tomllib.loads(read(course, path, "add it").decode())
    return tomli_w.dumps({name: fields[name] for name in fields if name != PRIVATE}).encode()


def test_excerpt(course: Course, parting: Parting) -> Excerpt:
    """Return what is left of a test file without the tests that are held back."""
    path = parting.exercise.hidden_tests
    source = read(course, path, "add it").decode()
    if not parting.held_back:
        return Excerpt(read_statements(source))
    part = excerpt(source, parting.visible)
    for name in sorted(part.defines & parting.held_back):
        raise CourseError(
            f"{path.relative_to(course.root)}: {name} is held back, but used by a test that "
            "students may run: move what both need into a function of its own"
        )
    return part


def test_file(part: Excerpt, parting: Parting) -> bytes:
    """Return a test file for students; as it is where nothing of it is held back."""
    if not parting.held_back:
        return parting.exercise.hidden_tests.read_bytes()
    head = HEAD.format(title=parting.exercise.identifier)
    return (part.text(head) + TAIL.format(name=LEFT_OUT, points=parting.points)).encode()


def shared_files(course: Course, importers: Mapping[str, Excerpt]) -> dict[str, bytes]:
    """Return what `importers` take from the modules beside them, and these from one another."""
    modules = {
        path.stem: path
        for path in sorted((course.root / TESTS).glob("*.py"))
        if not path.name.startswith("test_")
    }
    wanted: dict[str, frozenset[str]] = {}
    while True:
        parts = {
            f"{TESTS}/{name}.py": excerpt(read(course, modules[name], "add it").decode(), names)
            for name, names in wanted.items()
            if names
        }
        more = {name: wanted_of(name, {**importers, **parts}) for name in modules}
        if more == wanted:
            return {path: part.text(SHARED_HEAD).encode() for path, part in parts.items()}
        wanted = more


def wanted_of(module: str, importers: Mapping[str, Excerpt]) -> frozenset[str]:
    """Return the names that files take from a module."""
    wanted: frozenset[str] = frozenset()
    for place, importer in importers.items():
        names = importer.takes_from(module)
        if names is None:
            raise CourseError(
                f"{place}: imports the whole of {module}, so that nobody can tell what it needs: "
                f"write from {module} import with the names"
            )
        wanted |= names
    return wanted
