"""What a tree of real processes uses, held against limits."""

import os
import signal
import subprocess
import sys

import pytest

from grader.errors import SandboxError
from grader.runs.ending import Ending
from grader.runs.usage import Usage
from grader.sandbox import tree
from grader.sandbox.isolation import Isolation
from grader.sandbox.limits import MEBIBYTE, Limits

WAITS = "; print('ready', flush=True); sys.stdin.read()"


@pytest.fixture
def child():
    """Start a process that does something and then waits for its end."""
    started = []

    def start(text):
        process = subprocess.Popen(
            [sys.executable, "-S", "-c", "import os, sys, time; " + text + WAITS],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip
        started.append(process)
        assert process.stdout.readline() == b"ready\n"
        return process.pid

    yield start
    for process in started:
        process.communicate()
        process.wait()


def usage(root, tmp_path, **limits):
    generous = {"processes": 100, "cpu": 1e6, "disk": 1 << 60, "memory": 1 << 60}
    return Usage(root, Limits(**{**generous, **limits}), Isolation.LIMITS, [str(tmp_path)])


def test_modest_tree_exceeds_nothing(child, tmp_path):
    child("pass")
    assert usage(os.getpid(), tmp_path).exceeded() is None


def test_processes_are_counted(child, tmp_path):
    root = child("[os.fork() or (time.sleep(1000)) for _ in range(3)]")
    try:
        assert usage(root, tmp_path, processes=3).exceeded() is None
        assert usage(root, tmp_path, processes=2).exceeded() is Ending.TOO_MANY_PROCESSES
    finally:
        for pid in tree.descendants(root):
            os.kill(pid, signal.SIGKILL)


def test_files_are_measured(child, tmp_path):
    (tmp_path / "deep" / "er").mkdir(parents=True)
    (tmp_path / "deep" / "er" / "file").write_bytes(b"x" * 2 * MEBIBYTE)
    root = child("pass")
    assert usage(root, tmp_path, disk=3 * MEBIBYTE).exceeded() is None
    assert usage(root, tmp_path, disk=MEBIBYTE).exceeded() is Ending.TOO_MUCH_DISK


def test_deleted_file_counts_once_for_as_long_as_somebody_has_it_open(child, tmp_path):
    root = child(
        f"file = open({str(tmp_path / 'file')!r}, 'wb', 0); os.unlink(file.name); "
        f"file.write(b'x' * {2 * MEBIBYTE}); os.fork() or time.sleep(1000)"
    )
    me = os.getpid()
    try:
        assert usage(me, tmp_path, disk=3 * MEBIBYTE).exceeded() is None
        assert usage(me, tmp_path, disk=MEBIBYTE).exceeded() is Ending.TOO_MUCH_DISK
    finally:
        for pid in tree.descendants(root):
            os.kill(pid, signal.SIGKILL)


def test_file_with_a_hole_counts_as_what_it_takes(child, tmp_path):
    with (tmp_path / "sparse").open("wb") as file:
        file.truncate(100 * MEBIBYTE)
    assert usage(child("pass"), tmp_path, disk=MEBIBYTE).exceeded() is None


def test_link_out_of_the_folder_is_not_followed(child, tmp_path):
    (tmp_path / "link").symlink_to("/usr")
    assert usage(child("pass"), tmp_path, disk=MEBIBYTE).exceeded() is None


def test_folder_of_countless_folders_is_too_large(child, tmp_path, monkeypatch):
    monkeypatch.setattr("grader.runs.usage.FILES", 10)
    for number in range(15):
        (tmp_path / str(number)).mkdir()
    assert usage(child("pass"), tmp_path).exceeded() is Ending.TOO_MUCH_DISK


def test_memory_of_the_tree_is_added_up(child, tmp_path):
    child(f"held = b'x' * {60 * MEBIBYTE}")
    child(f"held = b'x' * {60 * MEBIBYTE}")
    me = os.getpid()
    assert usage(me, tmp_path, memory=100 * MEBIBYTE).exceeded() is Ending.OUT_OF_MEMORY
    assert usage(me, tmp_path, memory=300 * MEBIBYTE).exceeded() is None


def test_files_count_as_memory_too(child, tmp_path):
    """In a sandbox of its own they lie in memory."""
    root = child("pass")
    (tmp_path / "file").write_bytes(b"x" * 20 * MEBIBYTE)
    assert usage(root, tmp_path, memory=10 * MEBIBYTE).exceeded() is Ending.OUT_OF_MEMORY


def test_processor_time_counts_from_the_start_of_the_run(child, tmp_path):
    root = child("[None for _ in iter(lambda: time.process_time() < 0.1, False)]")
    assert usage(root, tmp_path, cpu=0.05).exceeded() is None


def test_processor_time_of_children_counts(tmp_path):
    seen = usage(os.getpid(), tmp_path, cpu=0.05)
    busy = "import time\nwhile time.process_time() < 0.15: pass"
    subprocess.run([sys.executable, "-S", "-c", busy], check=True)
    assert seen.exceeded() is Ending.OUT_OF_CPU


def test_tree_that_is_gone_uses_nothing(tmp_path):
    process = subprocess.Popen(["cat"], stdin=subprocess.PIPE)
    seen = usage(process.pid, tmp_path)
    process.stdin.close()
    process.wait()
    assert seen.exceeded() is None


def test_tree_of_which_nothing_can_be_read_is_the_graders_failure(tmp_path):
    """All that its earlier runs used would be taken for what this one does."""
    process = subprocess.Popen(["true"])
    process.wait()
    with pytest.raises(SandboxError):
        usage(process.pid, tmp_path)
