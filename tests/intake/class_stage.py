"""A class that hands in, as a folder or as an archive, for the tests of collections."""

import zipfile
from pathlib import Path

import pytest

from grader.course import Course, Exercise
from grader.errors import UsageError
from grader.intake.collection import read_collection
from grader.sandbox.limits import Limits

PROGRAM = b"print('hello')\n"
TOPICS = {1: "processes", 5: "exit_codes", 6: "event", 12: "coroutine"}


def exercise(number):
    name = f"exercise{number:02}_{TOPICS[number]}"
    return Exercise(
        identifier=name,
        number=f"{number:02}",
        title=TOPICS[number],
        summary="What it is about.",
        folder=Path("/course/exercises") / name,
        file=f"exercise{number:02}.py",
        hidden_tests=Path(f"/course/tests/hidden/test_{name}.py"),
        limits=Limits(),
    )


COURSE = Course(Path("/course"), "Concurrent Python", Limits(), tuple(map(exercise, TOPICS)))


class ClassStage:
    """Lays out hand-ins and reads them."""

    def __init__(self, folder, *, zipped):
        self.path = folder / ("class.zip" if zipped else "class")
        self.zipped = zipped

    def collect(self, *names, layout="auto", exercises=(), contents=None):
        """Return the collection of files with these names, each with a program."""
        files = dict.fromkeys(names, PROGRAM) | (contents or {})
        (write_zip if self.zipped else write_folder)(self.path, files)
        return self.read(layout, exercises)

    def read(self, layout="auto", exercises=()):
        return read_collection(self.path, COURSE, layout, tuple(map(exercise, exercises)))

    def refusal(self, *names, **options):
        with pytest.raises(UsageError) as caught:
            self.collect(*names, **options)
        return str(caught.value)


def write_folder(path, files):
    path.mkdir(exist_ok=True)
    for name, content in files.items():
        (path / name).parent.mkdir(parents=True, exist_ok=True)
        (path / name).write_bytes(content)


def write_zip(path, files):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)


def rows(collection):
    """Who handed in what, and for the how manieth time."""
    return [(one.student, one.exercise[8:10], one.attempt) for one in collection.handed]


def only(collection):
    """The only hand-in of a collection."""
    (handed,) = collection.handed
    return handed


def file_names(handed):
    submission = handed.read()
    assert submission.problem is None, submission.problem
    return [file.name for file in submission.files]


def problem(handed):
    submission = handed.read()
    assert submission.files == ()
    assert submission.problem is not None
    return submission.problem


@pytest.fixture(params=[False, True], ids=["folder", "zip"])
def school(request, tmp_path):
    """A class whose hand-ins lie in a folder, then in an archive."""
    return ClassStage(tmp_path, zipped=request.param)


@pytest.fixture
def on_disk(tmp_path):
    return ClassStage(tmp_path, zipped=False)


@pytest.fixture
def archived(tmp_path):
    return ClassStage(tmp_path, zipped=True)
