"""A gradebook that may be read and not written to, and whose owner begins or ends a batch."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from grader.gradebook import Gradebook, GradebookError
from grader.gradebook.address import Address

from .samples import entry
from .test_programs import PATIENCE, ROOT, in_namespace


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "grades.sqlite"


@pytest.fixture
def reader(file: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Gradebook]:
    """Somebody who may not write to the gradebook, which has a batch that has ended."""
    with Gradebook(str(file)) as owner:
        owner.start_batch("x")
    with monkeypatch.context() as sealing:
        sealing.setattr(Address, "can_be_written", False)
        book = Gradebook(str(file), new=False)
    with book:
        yield book


def add(file: Path, count: int) -> list[str]:
    """Add entries of so many students, as their owner does in a batch; return all students."""
    with Gradebook(str(file)) as owner:
        batch = owner.batches()[0].identifier
        owner.add(entry(batch, f"student{number:03}", grade=b"x" * 5000) for number in range(count))
        return owner.students()


def read_before_and_after_a_batch(file: Path, reader: Gradebook) -> None:
    """What is read is half old and half new: SQLite may find it damaged, or find nothing."""
    with reader._told(), reader._database.reading() as connection:
        connection.execute(text("SELECT count(*) FROM entries"))
        add(file, 100)
        connection.execute(text("SELECT sum(length(grade)) FROM entries"))


def test_who_may_not_write_is_told_of_a_batch_that_ran_while_it_was_reading(file, reader):
    with pytest.raises(GradebookError) as caught:
        read_before_and_after_a_batch(file, reader)
    assert str(caught.value) == (
        f"gradebook {file}: it was written to while it was read: call again"
    )


def test_who_may_not_write_reads_what_was_added_since_the_last_time(file, reader):
    assert reader.students() == []
    assert add(file, 100) == reader.students()


OPENING = """
import sys
from grader.gradebook import Gradebook

def pause(event, _arguments):
    if event == "sqlite3.connect" and not told:
        told.append(print(flush=True))
        sys.stdin.readline()

told = []
sys.addaudithook(pause)
print(*Gradebook(sys.argv[1]).students())
"""


def test_a_batch_may_end_while_who_may_not_write_opens_the_gradebook(file):
    """The log that was there when the reader looked is gone when it opens it."""
    sealed = in_namespace("--ro-bind", str(file.parent), str(file.parent))
    with Gradebook(str(file)) as owner:
        owner.add([entry(owner.start_batch("x"))])
        reader = subprocess.Popen(
            [*sealed, sys.executable, "-c", OPENING, str(file)],
            cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip
        assert reader.stdout is not None
        assert reader.stdout.readline() == "\n"
    assert reader.communicate("\n", timeout=PATIENCE)[0] == "ada\n"
