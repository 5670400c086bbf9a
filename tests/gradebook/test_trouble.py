"""What can go wrong with a database: each complaint, and that nothing is lost by it."""

import fcntl
import os
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from grader.errors import UsageError
from grader.gradebook import Gradebook, GradebookError, WrongGradebookError, database

from .samples import entry
from .server import GUARDED, PASSWORD, Server

AT_ONCE = 0.05


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "grades.sqlite"


def complaint(address: object, **options: bool) -> str:
    """Of opening a gradebook that can't be used."""
    with pytest.raises(WrongGradebookError) as caught:
        Gradebook(str(address), **options)
    return str(caught.value)


def test_wrong_gradebooks_are_wrong_usage_and_other_trouble_is_not():
    assert issubclass(WrongGradebookError, UsageError)
    assert not issubclass(GradebookError, UsageError)


# Files


def test_a_file_that_is_no_database_is_left_as_it_is(file):
    file.write_text("student;score\nada;70\n" * 100)
    assert complaint(file) == (
        f"gradebook {file}: it is no database: name another file, or move this one out of the way"
    )
    assert file.read_text().startswith("student;score\n")


def test_a_damaged_gradebook_says_so(file):
    with Gradebook(str(file)) as book:
        batch = book.start_batch("x")
        book.add(entry(batch, f"student{number}", grade=b"x" * 5000) for number in range(50))
    content = file.read_bytes()
    page = int.from_bytes(content[16:18])
    file.write_bytes(content[: 2 * page] + b"\xff" * (len(content) - 2 * page))
    with pytest.raises(GradebookError) as caught, Gradebook(str(file)) as book:
        book.best()
    assert str(caught.value) == (
        f"gradebook {file}: it is damaged: put back a copy of it, or rescue it with sqlite3's "
        ".recover"
    )


def test_a_gradebook_that_lost_its_end_says_so(file):
    with Gradebook(str(file)) as book:
        batch = book.start_batch("x")
        book.add(entry(batch, f"student{number}", grade=b"x" * 5000) for number in range(50))
    os.truncate(file, file.stat().st_size // 2)
    with pytest.raises(GradebookError, match="it is damaged"), Gradebook(str(file)) as book:
        book.best()


def test_a_folder_is_no_gradebook(tmp_path):
    assert complaint(tmp_path) == f"gradebook {tmp_path}: it is a folder: name a file in it"


def test_a_folder_that_is_not_there_is_to_be_made(tmp_path):
    file = tmp_path / "gone/grades.sqlite"
    expected = f"gradebook {file}: the folder {file.parent} does not exist: make it"
    assert complaint(file) == expected


def test_where_there_is_none_to_read_none_is_made(file):
    expected = f"gradebook {file}: there is none yet: `grade batch` makes one"
    assert complaint(file, new=False) == expected
    assert not file.exists()
    file.touch()
    assert complaint(file, new=False) == expected
    assert file.stat().st_size == 0


@pytest.fixture
def holder(file: Path) -> Iterator[sqlite3.Connection]:
    """Another program, which holds a gradebook with a batch locked."""
    with Gradebook(str(file)) as book:
        book.start_batch("x")
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        yield connection


def test_a_file_that_another_program_holds_locked_is_waited_for_only_so_long(file, holder):
    with Gradebook(str(file), patience=AT_ONCE) as book:
        given = entry(book.batches()[0].identifier)
        with pytest.raises(GradebookError) as caught:
            book.add([given])
        assert str(caught.value) == (
            f"gradebook {file}: another program holds it locked: call again when that one is done"
        )
        holder.execute("ROLLBACK")
        book.add([given])
        assert book.history("ada") == [given]


def test_a_folder_that_another_program_holds_locked_is_waited_for_only_so_long(file):
    """Whoever may read the folder can hold it, be it stopped in the middle of opening."""
    descriptor = os.open(file.parent, os.O_RDONLY)
    fcntl.flock(descriptor, fcntl.LOCK_SH)
    with pytest.raises(GradebookError, match="another program holds it locked: call again"):
        Gradebook(str(file), patience=AT_ONCE)
    os.close(descriptor)
    Gradebook(str(file), patience=AT_ONCE).close()


@pytest.mark.parametrize("replaced", [False, True])
def test_nothing_is_written_to_a_file_that_was_deleted_in_the_meantime(file, replaced):
    with Gradebook(str(file)) as book:
        batch = book.start_batch("x")
        for path in file.parent.iterdir():
            path.unlink()
        if replaced:
            Gradebook(str(file)).close()
        with pytest.raises(GradebookError) as caught:
            book.add([entry(batch)])
        assert str(caught.value) == (
            f"gradebook {file}: its file was moved or deleted while it was in use: call again"
        )


def test_a_file_that_was_replaced_while_it_was_opened_is_not_taken_for_the_other(file, monkeypatch):
    Gradebook(str(file)).close()
    copy = Path(shutil.copy(file, file.with_name("copy")))

    monkeypatch.setattr(database, "write_ahead", lambda _engine: copy.replace(file))
    with Gradebook(str(file)) as book, pytest.raises(GradebookError, match="was moved or deleted"):
        book.start_batch("x")


def test_reading_does_not_wait_for_who_writes(file, holder):
    with Gradebook(str(file), patience=AT_ONCE) as book:
        assert [batch.title for batch in book.batches()] == ["x"]
    assert holder.in_transaction


# Servers


@pytest.fixture
def at_server(server: Server) -> str:
    return server.empty_database()


def test_a_server_that_does_not_answer_is_told_with_where_it_was_looked_for(tmp_path):
    with pytest.raises(GradebookError) as caught:
        Gradebook(f"postgresql://ada:s3cret@/grades?host={tmp_path}")
    message = str(caught.value)
    assert message.startswith(
        "gradebook postgresql://ada@/grades: the server does not answer: "
        "check host and port, and that it runs: "
    )
    assert str(tmp_path) in message
    assert "s3cret" not in message


def test_a_wrong_password_is_told_and_not_shown(server):
    message = complaint(server.address("postgres", GUARDED, "s3cret-and-wrong"))
    assert message.startswith(
        f"gradebook postgresql://{GUARDED}@/postgres: the server refuses user or password: check"
    )
    assert "s3cret" not in message


def test_a_missing_password_is_told(server):
    assert "the server refuses user or password" in complaint(server.address("postgres", GUARDED))


def test_the_right_password_opens(server, at_server):
    server.execute(f"GRANT ALL ON SCHEMA public TO {GUARDED}", at_server)
    with Gradebook(server.address(server.own, GUARDED, PASSWORD)) as book:
        assert book.batches() == []
        assert PASSWORD not in book.place


def test_a_database_that_is_not_there_is_to_be_made(server):
    assert complaint(server.address("nowhere")) == (
        "gradebook postgresql://grader@/nowhere: "
        "the server has no such database: make it with createdb"
    )


def test_a_user_without_rights_is_told(server, at_server):
    server.execute("GRANT USAGE ON SCHEMA public TO stranger", at_server)
    assert "its user may not do this: permission denied for schema public" in complaint(
        server.address(server.own, "stranger")
    )


def test_a_database_that_does_not_take_every_letter_is_refused(server):
    server.execute("DROP DATABASE IF EXISTS narrow")
    server.execute("CREATE DATABASE narrow TEMPLATE template0 ENCODING LATIN1 LOCALE 'C'")
    assert complaint(server.address("narrow")).endswith(
        "its texts are kept as LATIN1: make one with createdb --encoding=UTF8 --template=template0"
    )


def test_a_server_that_only_reads_says_so(at_server):
    Gradebook(at_server).close()
    sealed = f"{at_server}&options=-c%20default_transaction_read_only%3Don"
    with Gradebook(sealed) as book, pytest.raises(WrongGradebookError, match="not be written to"):
        book.start_batch("x")


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("53100", "its disk is full: make room and call again; all that was added before is kept"),
        ("XX001", "it is damaged"),
        ("57P01", "the server does not answer"),
        ("22012", "the database says: on purpose"),
    ],
)
def test_what_the_server_raises_is_told_by_its_code(at_server, code, expected):
    raising = f"DO $$ BEGIN RAISE EXCEPTION 'on purpose' USING ERRCODE = '{code}'; END $$"
    with Gradebook(at_server) as book:
        with pytest.raises(GradebookError) as caught, book._told(), book._database.writing() as it:
            it.execute(text(raising))
        assert f"{book.place}: {expected}" in str(caught.value)


def test_a_table_that_another_program_holds_locked_is_waited_for_only_so_long(at_server):
    with Gradebook(at_server) as other, Gradebook(at_server, patience=AT_ONCE) as book:
        given = entry(book.start_batch("x"))
        with other._database.writing() as connection:
            connection.execute(text("LOCK TABLE entries IN EXCLUSIVE MODE"))
            with pytest.raises(GradebookError, match="another program holds it locked"):
                book.add([given])
        book.add([given])
        assert book.history("ada") == [given]


def test_a_connection_that_the_server_has_closed_is_made_anew(server, at_server):
    with Gradebook(at_server) as book:
        given = entry(book.start_batch("x"))
        server.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()",
            at_server,
        )
        book.add([given])
        assert book.history("ada") == [given]


def test_without_its_driver_postgresql_says_how_to_get_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "psycopg", None)
    assert complaint("postgresql://ada:s3cret@host/grades") == (
        "gradebook postgresql://ada@host/grades: "
        "PostgreSQL takes a driver: pip install 'exercise-grader[postgres]'"
    )
