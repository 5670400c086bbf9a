"""Files of `/proc`, with real processes."""

# ruff: noqa: PTH208 - open descriptors are counted, no files listed

import os

import pytest

from grader.sandbox.procfs import KEPT, KeptFiles, read


@pytest.fixture
def files():
    made = KeptFiles()
    yield made
    made.close()


def test_file_of_a_process_that_is_gone_is_empty(files):
    assert read("/proc/0/stat") == files.read("/proc/0/stat") == b""


def test_kept_file_is_read_anew_each_time(files):
    path = f"/proc/self/task/{os.getpid()}/comm"
    before = files.read(path)
    with open(path, "wb") as file:  # noqa: PTH123 - no folder of files
        file.write(b"renamed")
    try:
        assert files.read(path) == b"renamed\n"
    finally:
        with open(path, "wb") as file:  # noqa: PTH123
            file.write(before.strip())


def test_kept_file_of_a_process_that_ends_is_empty(files):
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.read(reading, 1)
        os._exit(0)
    assert files.read(f"/proc/{pid}/stat")
    os.write(writing, b"x")
    os.waitpid(pid, 0)
    assert files.read(f"/proc/{pid}/stat") == b""
    os.close(reading)
    os.close(writing)


def test_another_process_with_the_same_number_is_read(files, tmp_path):
    """Who has ended stays ended for an open file; the path leads to its successor."""
    gone, path = tmp_path / "gone", tmp_path / "stat"
    gone.mkdir()
    path.symlink_to(gone)
    assert files.read(str(path)) == b""  # a folder can be opened, and not read
    path.unlink()
    path.write_bytes(b"successor")
    assert files.read(str(path)) == b"successor"


def test_long_file_is_read_to_its_end(files, tmp_path):
    """The children of a process may fill more than one piece."""
    path = tmp_path / "children"
    path.write_bytes(b"".join(b"%d " % number for number in range(9000)))
    numbers = [*range(9000)]
    assert [*map(int, read(str(path)).split())] == numbers
    assert [*map(int, files.read(str(path)).split())] == numbers


def test_no_more_are_kept_open_than_an_ordinary_limit_bears(files):
    before = len(os.listdir("/proc/self/fd"))
    for _ in range(2):
        for number in range(KEPT + 50):
            assert files.read(f"/proc/self/task/{os.getpid()}/{'./' * number}stat")
    assert len(os.listdir("/proc/self/fd")) == before + KEPT
    files.close()
    assert len(os.listdir("/proc/self/fd")) == before
