"""A class is the same class, whatever platform its work was downloaded from."""

from pathlib import Path

import pytest

from grader.course import find_course
from grader.intake.collection import read_collection
from rehearsal.classroom import make_classroom
from rehearsal.downloads import DOWNLOADS, files_alone, write_archive

COURSE = find_course(Path(__file__))
SOME = [COURSE.exercise(name) for name in ("05", "12")]


@pytest.mark.parametrize("layout", DOWNLOADS)
def test_download_is_recognised_and_holds_what_was_handed_in(tmp_path, layout):
    classroom = make_classroom(COURSE, SOME, 20, 7)
    archive = write_archive(tmp_path / "download.zip", DOWNLOADS[layout](classroom))
    collection = read_collection(archive, COURSE)
    assert (collection.layout, collection.ignored) == (layout, ())
    found = {
        (one.student.split()[0], one.exercise): [(file.name, file.content) for file in read.files]
        for one in collection.handed
        if not (read := one.read()).problem
    }
    handed_in = {one.key: [(one.exercise.file, content)] for one, content in files_alone(classroom)}
    assert len(found) > len(SOME)
    assert found == {key: handed_in[key] for key in found}
    assert {(one.student.split()[0], one.exercise) for one in collection.handed} == handed_in.keys()
