"""Whatever names a class hands in: nothing fails, nobody is lost, all can be shown."""

import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from class_stage import COURSE, PROGRAM, exercise
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.intake.collection import read_collection
from grader.intake.layouts import LAYOUTS

PIECES = st.sampled_from(
    [
        "ada", "exercise05", "exercise06", "05", "_", "-", "/", "\\", "..", " ", ".py", ".ipynb", "_1",
        "_LATE", "_assignsubmission_file_", "_assignsubmission_onlinetext_", "submission_", ".git",
        "text.html", "C:", "\u202e", "\x1b", "\n", "é", "e\u0301", "anon_", "-submissions", "x" * 130,
    ]
)  # fmt: skip
NAMES = st.lists(PIECES | st.characters(codec="utf-8"), min_size=1, max_size=8).map("".join)


@pytest.mark.filterwarnings("ignore:Duplicate name")  # the same name twice is one of the tries
@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("asked", [(), (5,)])
@settings(max_examples=25, deadline=None)
@given(names=st.sets(NAMES, min_size=1, max_size=12))
def test_no_name_is_too_strange(layout, asked, names):
    with TemporaryDirectory() as folder:
        path = Path(folder) / "class.zip"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("submission_metadata.yml", b"submission_1: {}\n")
            for name in names:
                archive.writestr(zipfile.ZipInfo(name), PROGRAM)
        collection = read_collection(path, COURSE, layout, tuple(map(exercise, asked)))
        for handed in collection.handed:
            submission = handed.read()
            assert submission.student == handed.student
            assert (submission.problem is None) == bool(submission.files)
            texts = [handed.student, handed.origin, *submission.notes, submission.problem or "x"]
            assert all(text and text.isprintable() for text in texts)
        assert all(text.isprintable() for text in (collection.found, *collection.ignored))
        keys = [(one.student, one.exercise, one.attempt) for one in collection.handed]
        assert len(set(keys)) == len(keys)
