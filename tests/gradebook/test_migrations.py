"""The versions of the schema: each step whole or not at all, and one program at a time."""

import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from threading import Barrier

import pytest
from sqlalchemy import Connection, inspect, text

from grader.gradebook import Gradebook, WrongGradebookError
from grader.gradebook.address import read_address
from grader.gradebook.database import Database, open_database
from grader.gradebook.migrations import STEPS, Step, version
from grader.gradebook.tables import metadata

from .samples import entry

PATIENCE = 30.0


def add_column(connection: Connection) -> None:
    connection.execute(text("ALTER TABLE entries ADD COLUMN section TEXT NOT NULL DEFAULT ''"))


LATER = (*STEPS, Step(STEPS[-1].version + 1, add_column))


@pytest.fixture
def opened(address: str) -> Iterator[Callable[..., Database]]:
    """Opens the database at `address` with the steps given."""
    databases: list[Database] = []

    def open_it(steps: tuple[Step, ...] = STEPS) -> Database:
        databases.append(open_database(read_address(address), PATIENCE, new=True, steps=steps))
        return databases[-1]

    yield open_it
    for database in databases:
        database.close()


def columns(database: Database) -> dict[str, list[tuple[str, bool]]]:
    """The name of each column, and whether it may be empty."""
    with database.reading() as connection:
        found = inspect(connection)
        return {
            table: [(column["name"], column["nullable"]) for column in found.get_columns(table)]
            for table in found.get_table_names()
        }


def test_the_steps_make_the_tables_that_the_queries_ask(opened):
    expected = {
        table.name: [(column.name, bool(column.nullable)) for column in table.columns]
        for table in metadata.sorted_tables
    }
    assert columns(opened()) == expected


def test_a_gradebook_of_the_version_before_is_brought_to_the_newest_with_all_that_is_in_it(
    address, opened
):
    with Gradebook(address) as book:
        given = entry(book.start_batch("x"))
        book.add([given])
    database = opened(LATER)
    with database.reading() as connection:
        assert version(connection, LATER) == LATER[-1].version
        rows = connection.execute(text("SELECT student, section FROM entries")).all()
    assert [tuple(row) for row in rows] == [("ada", "")]


def test_a_new_gradebook_goes_through_all_the_steps(opened):
    assert ("section", False) in columns(opened(LATER))["entries"]


def test_a_step_that_fails_leaves_the_gradebook_as_it_was(address, opened):
    with Gradebook(address) as book:
        given = entry(book.start_batch("x"))
        book.add([given])

    def fail(connection: Connection) -> None:
        add_column(connection)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        opened((*STEPS, Step(2, fail)))
    with Gradebook(address) as book:
        assert book.history("ada") == [given]
    assert ("section", False) not in columns(opened())["entries"]


def test_a_new_gradebook_whose_first_step_fails_is_as_empty_as_before(opened):
    def fail(connection: Connection) -> None:
        STEPS[0].take(connection)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        opened((Step(1, fail),))
    assert "entries" in columns(opened())


def test_programs_that_open_an_old_gradebook_at_once_take_each_step_once(address, opened):
    Gradebook(address).close()
    crowd = 4
    barrier = Barrier(crowd)

    def open_at_once(_number: int) -> int:
        barrier.wait(PATIENCE)
        with opened(LATER).reading() as connection:
            return version(connection, LATER)

    with ThreadPoolExecutor(crowd) as pool:
        assert list(pool.map(open_at_once, range(crowd))) == [LATER[-1].version] * crowd


def test_programs_that_make_a_gradebook_at_once_make_one(address):
    crowd = 6
    barrier = Barrier(crowd)

    def add_at_once(number: int) -> None:
        barrier.wait(PATIENCE)
        with Gradebook(address) as book:
            book.add([entry(book.start_batch("x"), f"student{number}")])

    with ThreadPoolExecutor(crowd) as pool:
        list(pool.map(add_at_once, range(crowd)))
    with Gradebook(address, new=False) as book:
        assert book.students() == [f"student{number}" for number in range(crowd)]


def test_a_gradebook_of_a_newer_grader_is_left_alone(address, opened):
    opened(LATER)
    with pytest.raises(WrongGradebookError) as caught:
        Gradebook(address)
    assert str(caught.value).endswith(
        "it was made by a newer grader (schema 2, this one knows 1): "
        "update with pip install --upgrade exercise-grader"
    )


def test_another_program_s_database_is_left_alone(address, opened):
    with opened().writing() as connection:
        connection.execute(text("DROP TABLE gradebook_schema"))
    with pytest.raises(WrongGradebookError, match="it is another program's database: name one of"):
        Gradebook(address)


def test_another_program_s_file_is_not_changed_by_a_byte(tmp_path: Path):
    file = tmp_path / "browser.sqlite"
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE cookies (name)")
    before = file.read_bytes()
    with pytest.raises(WrongGradebookError, match="another program's"):
        Gradebook(str(file))
    assert file.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["browser.sqlite"]
