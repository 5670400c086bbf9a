"""What a release must not hold: an inspection of the written folder, apart from how it was made."""

import ast
import re
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

from grader.authoring.pack import BRIEF, PRIVATE, TESTS, linked
from grader.authoring.parting import Parting
from grader.course import COURSE_FILE, EXERCISE_FILE, Course

SHORTEST = 3
"""Lines of a function's body that tell whose it is; shorter ones are anybody's."""

Lines = tuple[str, ...]


def inspect(folder: Path, course: Course, partings: Iterable[Parting]) -> list[str]:
    """Return a complaint for each thing in `folder` that students must not get."""
    partings = tuple(partings)
    return [
        *strange_files(folder, course, partings),
        *named_students(folder),
        *forbidden_names(folder, partings),
        *forbidden_code(folder, course, partings),
    ]


def strange_files(folder: Path, course: Course, partings: tuple[Parting, ...]) -> Iterator[str]:
    """Complain of what is not on the list of what may be there."""
    listed = set(files_allowed(course, partings))
    folders = {parent.as_posix() for path in listed for parent in Path(path).parents}
    for path in sorted(folder.rglob("*")):
        place = path.relative_to(folder).as_posix()
        known = place in (folders if path.is_dir() else listed)
        if path.is_symlink() or not known:
            yield f"{place} does not belong into a release: remove it"


def files_allowed(course: Course, partings: tuple[Parting, ...]) -> Iterator[str]:
    """The files that a release may hold, by their paths in it."""
    yield COURSE_FILE
    for parting in partings:
        exercise = parting.exercise
        home = exercise.folder.relative_to(course.root)
        yield from ((home / name).as_posix() for name in (BRIEF, EXERCISE_FILE, exercise.file))
        for path in linked(exercise, (exercise.folder / BRIEF).read_bytes()):
            yield path.relative_to(course.root).as_posix()
        yield f"{TESTS}/{exercise.hidden_tests.name}"
    for path in (course.root / TESTS).glob("*.py"):
        if not path.name.startswith("test_"):
            yield f"{TESTS}/{path.name}"


def named_students(folder: Path) -> Iterator[str]:
    """Complain of tables that name students."""
    for path in sorted(folder.rglob("*.toml")):
        if PRIVATE in tomllib.loads(path.read_text("utf-8")):
            yield f"{path.relative_to(folder)} names students in [{PRIVATE}]: take it out"


def forbidden_names(folder: Path, partings: tuple[Parting, ...]) -> Iterator[str]:
    """Complain of any mention of a test that is held back; other exercises may have its namesake."""
    everywhere = {name for parting in partings for name in parting.visible}
    for place, text in texts(folder):
        words = set(re.findall(r"\w+", text))
        own = [one for one in partings if one.exercise.identifier in place]
        known = set[str]() if own else everywhere
        for name in sorted({name for one in own or partings for name in one.held_back} - known):
            if name in words:
                yield f"{place} names {name}, which students may not see yet: take it out"


def forbidden_code(folder: Path, course: Course, partings: tuple[Parting, ...]) -> Iterator[str]:
    """Complain of the body of any function of a solution, a wrong answer or a test held back."""
    forbidden: dict[Lines, str] = {}
    for body, origin in secrets(course, partings):
        forbidden.setdefault(body, origin)
    for place, text in texts(folder):
        written = "\n".join(("", *significant(text.splitlines()), ""))
        for body, origin in forbidden.items():
            if "\n".join(("", *body, "")) in written:
                yield (
                    f"{place} holds what stands in {origin}: take it out, write it in another "
                    "way, or hold the test back"
                )


def texts(folder: Path) -> Iterator[tuple[str, str]]:
    """Each file's path and text."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path.relative_to(folder).as_posix(), path.read_bytes().decode("utf-8", "replace")


def secrets(course: Course, partings: tuple[Parting, ...]) -> Iterator[tuple[Lines, str]]:
    """The bodies that students must not get, and where they come from."""
    shown = {body for parting in partings for body in visible_bodies(parting)}
    for parting in partings:
        exercise = parting.exercise
        given = {body for _, body in bodies(exercise.stub)}
        for path in sorted((course.root / "solutions" / exercise.identifier).rglob("*.py")):
            place = path.relative_to(course.root)
            for name, body in bodies(path):
                if body not in given:
                    yield body, f"{place}: {name}"
        place = exercise.hidden_tests.relative_to(course.root)
        for name, body in bodies(exercise.hidden_tests):
            if name in parting.held_back and body not in shown:
                yield body, f"{place}: {name}"


def visible_bodies(parting: Parting) -> Iterator[Lines]:
    """The bodies of the functions that students may see, those of tests and of what these need."""
    for name, body in bodies(parting.exercise.hidden_tests):
        if name not in parting.held_back:
            yield body


def bodies(path: Path) -> Iterator[tuple[str, Lines]]:
    """The name and the body of each function in a file, where it is long enough to be told."""
    source = path.read_text("utf-8")
    lines = source.splitlines()
    for name, nodes in functions(ast.parse(source)):
        body = significant(lines[nodes[0].lineno - 1 : nodes[-1].end_lineno]) if nodes else ()
        if len(body) >= SHORTEST:
            yield name, body


def functions(tree: ast.AST) -> Iterator[tuple[str, list[ast.stmt]]]:
    """The name of each function, or of the class of each method, and its statements."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.ClassDef):
            yield from ((node.name, body) for _, body in functions(node))
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, node.body[ast.get_docstring(node) is not None :]


def significant(lines: Iterable[str]) -> Lines:
    """Return lines without indentation, comments and emptiness."""
    found = (" ".join(line.split()) for line in lines)
    return tuple(line for line in found if line and not line.startswith("#"))
