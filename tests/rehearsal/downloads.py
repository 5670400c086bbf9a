"""What a class has handed in, as each platform lets an instructor download it."""

import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from rehearsal.classroom import Classroom, HandIn

File = tuple[str, bytes]


def files_alone(classroom: Classroom) -> Iterator[tuple[HandIn, bytes]]:
    """Yield what consists of one file that has the name the exercise asks for."""
    for one in classroom.hand_ins:
        for name, content in one.program.files[:1]:
            if name == one.exercise.file and isinstance(content, bytes):
                yield one, content


def number_of(one: HandIn) -> int:
    """Return the number that a platform knows a student by."""
    return 1000 + int(one.student[-4:])


def folders(classroom: Classroom) -> Iterator[File]:
    """Yield one folder a student, in a folder around them all."""
    for one, content in files_alone(classroom):
        yield f"autumn/{one.student}/{one.exercise.file}", content


def flat(classroom: Classroom) -> Iterator[File]:
    """Yield files that are called by student and exercise."""
    for one, content in files_alone(classroom):
        yield f"{one.student}_{one.exercise.file}", content


def canvas(classroom: Classroom) -> Iterator[File]:
    """Yield what Canvas packs: student, the user's number, the file's, its name."""
    for file, (one, content) in enumerate(files_alone(classroom), start=70001):
        yield f"{one.student}_{number_of(one)}_{file}_{one.exercise.file}", content


def moodle(classroom: Classroom) -> Iterator[File]:
    """Yield what Moodle packs: a folder by the student's name and the participant's number."""
    for one, content in files_alone(classroom):
        folder = f"{one.student}_{number_of(one)}_assignsubmission_file_"
        yield f"{folder}/{one.exercise.file}", content


def gradescope(classroom: Classroom) -> Iterator[File]:
    """Yield what Gradescope exports: numbered folders, and whose they are in a file beside."""
    students = sorted({one.student for one, _content in files_alone(classroom)})
    told = "".join(map(submitted, students))
    yield "assignment_1_export/submission_metadata.yml", f"---\n{told}".encode()
    for one, content in files_alone(classroom):
        yield f"assignment_1_export/submission_{one.student[-4:]}/{one.exercise.file}", content


def submitted(student: str) -> str:
    """Return a submission's record, as Ruby writes it."""
    return (
        f"submission_{student[-4:]}:\n  :submitters:\n  - :name: {student}\n"
        f"    :sid: '{student[-4:]}'\n    :email: {student}@example.org\n"
        "  :created_at: 2026-11-20 10:00:00.000000000 Z\n  :score: 0.0\n  :history: []\n"
    )


def clones(classroom: Classroom) -> Iterator[File]:
    """Yield clones of GitHub Classroom's repositories."""
    for one, content in files_alone(classroom):
        repository = f"exercise-{one.exercise.number}-{one.student}"
        yield f"{repository}/.git/HEAD", b"ref: refs/heads/main\n"
        yield f"{repository}/{one.exercise.file}", content


DOWNLOADS: Mapping[str, Callable[[Classroom], Iterator[File]]] = {
    "folders": folders,
    "flat": flat,
    "canvas": canvas,
    "moodle": moodle,
    "gradescope": gradescope,
    "classroom": clones,
}
"""By the layout, as `--layout` calls it."""


def write_archive(path: Path, files: Iterator[File]) -> Path:
    """Write files to a zip archive; return its path."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return path
