"""The course pack: what grading needs of a course, as bytes.

It is made once when a batch begins, so that all submissions meet the same tests whatever is edited
meanwhile, and it travels to machines that don't see the course's folder.
"""

import hashlib
import io
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from grader.course import COURSE_FILE, EXERCISE_FILE, Course, Exercise
from grader.errors import CourseError

_MOMENT = (1980, 1, 1, 0, 0, 0)
"""Of every file: the pack of the same course is the same bytes."""
HIDDEN = Path("tests", "hidden")


def pack(course: Course, exercises: Iterable[Exercise]) -> bytes:
    """Return the pack of some exercises of a course, a zip file; raises CourseError."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted({Path(COURSE_FILE), *_files(course, exercises)}):
            entry = zipfile.ZipInfo(str(path), _MOMENT)
            archive.writestr(entry, _content(course, path), zipfile.ZIP_DEFLATED)
    return content.getvalue()


def unpack(content: bytes, folder: Path) -> None:
    """Lay a pack out as a course in an empty folder."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        archive.extractall(folder)


def exercise_digest(course: Course, exercise: Exercise) -> str:
    """Return the SHA-256 of all that decides how an exercise's submissions are graded.

    Raises CourseError where it can't be read.
    """
    digest = hashlib.sha256(repr((exercise.file, exercise.limits)).encode())
    for path in sorted({exercise.hidden_tests.relative_to(course.root), *_shared(course)}):
        content = _content(course, path)
        digest.update(f"{path.name} {len(content)} ".encode())
        digest.update(content)
    return digest.hexdigest()


def _files(course: Course, exercises: Iterable[Exercise]) -> Iterator[Path]:
    """List what is packed, relative to the course."""
    for exercise in exercises:
        yield (exercise.folder / EXERCISE_FILE).relative_to(course.root)
        yield exercise.hidden_tests.relative_to(course.root)
    yield from _shared(course)


def _shared(course: Course) -> Iterator[Path]:
    """List the modules that hidden tests share, relative to the course."""
    for path in (course.root / HIDDEN).rglob("*.py"):
        if not path.name.startswith("test_"):
            yield path.relative_to(course.root)


def _content(course: Course, path: Path) -> bytes:
    try:
        return (course.root / path).read_bytes()
    except OSError as error:
        raise CourseError(f"{path}: cannot be read: {error.strerror}") from error
