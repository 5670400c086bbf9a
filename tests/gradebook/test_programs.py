"""Programs that share a gradebook, are killed in the middle, or run out of disk: real processes."""

import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sandbox.needing import demand

from grader.gradebook import Gradebook
from grader.sandbox.isolation import Isolation

ADDING = Path(__file__).with_name("adding.py")
ROOT = Path(__file__).parents[2]
PATIENCE = 100


@contextmanager
def adding(
    address: str, name: str, count: int, size: int = 10, *wrapper: str
) -> Iterator[subprocess.Popen[str]]:
    """A program that adds `count` entries; it is ended and reaped whatever happens."""
    program = subprocess.Popen(
        [*wrapper, sys.executable, ADDING, address, name, str(count), str(size)],
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield program
    finally:
        program.kill()
        program.communicate()


def lines(program: subprocess.Popen[str]) -> list[str]:
    """All that a program says until its end."""
    return program.communicate(timeout=PATIENCE)[0].split("\n")[:-1]


def test_two_batches_add_to_one_new_gradebook_at_once(address):
    count = 40
    with adding(address, "ada", count) as one, adding(address, "bob", count) as other:
        told = lines(one) + lines(other)
    with Gradebook(address, new=False) as book:
        assert sorted(told) == book.students()
        assert [batch.entries for batch in book.batches()] == [count, count]


def test_a_killed_program_loses_nothing_that_was_kept(address):
    """It tells each entry once `add` has returned; it is killed at some moment of a later one."""
    with adding(address, "ada", 100_000) as program:
        assert program.stdout is not None
        told = [program.stdout.readline() for _ in range(15)]
        program.send_signal(signal.SIGKILL)
        told += program.stdout.readlines()
    names = {line.strip() for line in told}
    with Gradebook(address, new=False) as book:
        kept = set(book.students())
        batch = book.start_batch("the next one")
        assert book.entries(batch) == []
    assert len(names) >= 15
    assert names <= kept
    assert len(kept - names) <= 1


def test_a_file_whose_program_was_killed_is_whole(tmp_path):
    file = tmp_path / "grades.sqlite"
    with adding(str(file), "ada", 100_000) as program:
        assert program.stdout is not None
        for _ in range(15):
            program.stdout.readline()
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def in_namespace(*options: str) -> tuple[str, ...]:
    """What runs a program that sees folders otherwise than we do."""
    demand(Isolation.NAMESPACES)
    return ("bwrap", "--dev-bind", "/", "/", *options, "--")


def test_on_a_full_disk_the_complaint_says_so_and_what_was_kept_stays(tmp_path):
    """The disk is a real one of half a megabyte, gone with its namespace: its files are copied."""
    folder = tmp_path / "small"
    folder.mkdir()
    small = in_namespace("--size", str(512 * 1024), "--tmpfs", str(folder))
    copied = tmp_path / "copied"
    copied.mkdir()
    keeping = ("sh", "-c", f'"$@"; cp {folder}/* {copied}')
    with adding(
        str(folder / "grades.sqlite"), "ada", 1000, 20_000, *small, *keeping, "sh"
    ) as program:
        *told, complaint = lines(program)
    assert complaint == (
        f"GradebookError: gradebook {folder}/grades.sqlite: its disk is full: "
        "make room and call again; all that was added before is kept"
    )
    with Gradebook(str(copied / "grades.sqlite"), new=False) as book:
        assert book.students() == sorted(told)
    assert told


def test_a_gradebook_that_may_not_be_written_to_can_be_read(tmp_path):
    folder = tmp_path / "archive"
    folder.mkdir()
    file = folder / "grades.sqlite"
    with adding(str(file), "ada", 3) as program:
        assert len(lines(program)) == 3
    sealed = in_namespace("--ro-bind", str(folder), str(folder))
    question = (
        "import sys; from grader.gradebook import Gradebook;"
        "print(*Gradebook(sys.argv[1]).students())"
    )
    done = subprocess.run(
        [*sealed, sys.executable, "-c", question, file],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.stdout == "ada0 ada1 ada2\n", done.stderr
    with adding(str(file), "bob", 1, 10, *sealed) as program:
        (complaint,) = lines(program)
    assert complaint == (
        f"WrongGradebookError: gradebook {file}: it may not be written to: "
        "check its permissions, or name another with --gradebook"
    )


def test_a_folder_that_may_not_be_written_to_takes_no_new_gradebook(tmp_path):
    folder = tmp_path / "sealed"
    folder.mkdir()
    sealed = in_namespace("--ro-bind", str(folder), str(folder))
    with adding(str(folder / "grades.sqlite"), "ada", 1, 10, *sealed) as program:
        (complaint,) = lines(program)
    assert complaint == (
        f"WrongGradebookError: gradebook {folder}/grades.sqlite: it cannot be opened: "
        "check the permissions of the file and its folder"
    )
