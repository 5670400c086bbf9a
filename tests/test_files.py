import os
from pathlib import Path

import pytest

from grader.files import WriteError, write_bytes, write_whole, writing


def test_a_file_takes_the_place_of_the_old_one(tmp_path):
    path = tmp_path / "grade.json"
    path.write_bytes(b"old")
    write_bytes(path, b"new")
    assert path.read_bytes() == b"new"
    assert [*tmp_path.iterdir()] == [path]


def test_a_write_that_fails_half_way_leaves_the_old_file_and_nothing_else(tmp_path):
    path = tmp_path / "grade.json"
    path.write_bytes(b"old")

    def fail(part):
        part.write_bytes(b"ne")
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        write_whole(path, fail)
    assert path.read_bytes() == b"old"
    assert [*tmp_path.iterdir()] == [path]


def test_an_error_of_writing_names_what_was_to_be_written(tmp_path):
    path = tmp_path / "nowhere" / "grade.json"
    with pytest.raises(WriteError, match="No such file or directory") as caught, writing(path):
        write_bytes(path, b"new")
    assert caught.value.filename == str(path)


def test_a_link_stays_a_link_and_its_target_is_replaced(tmp_path):
    target, link = tmp_path / "target", tmp_path / "link"
    target.write_bytes(b"old")
    link.symlink_to(target)
    write_bytes(link, b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"


def test_what_is_no_ordinary_file_is_written_to_as_it_is():
    written = []
    write_whole(Path(os.devnull), written.append)
    assert written == [Path(os.devnull)]
