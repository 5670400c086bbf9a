"""The database under a gradebook: opened, found to be ours, and brought to the newest schema."""

import fcntl
import os
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, Self

from sqlalchemy import URL, Connection, Engine, NullPool, create_engine, event, text

from grader.gradebook import sealed
from grader.gradebook.address import Address
from grader.gradebook.migrations import STEPS, Step, migrate, version
from grader.gradebook.sealed import unchanged
from grader.gradebook.trouble import LOCKED, GradebookError, WrongGradebookError
from grader.language import translate as _

WRITING = "gradebook_writing"
CONNECT_SECONDS = 10
PAUSE = 0.02
"""Real seconds between two questions whether a folder is still locked."""
ENCODING = "UTF8"
NONE_YET = _("there is none yet: `grade batch` makes one")


@dataclass(frozen=True, slots=True)
class OpenFile:
    """The file that was opened: SQLite would go on writing to it where nobody finds it again."""

    path: Path
    device: int
    number: int

    @classmethod
    def of(cls, path: Path) -> Self:
        """Return the file that is at `path` now."""
        status = path.stat()
        return cls(path, status.st_dev, status.st_ino)

    def demand(self) -> None:
        """Raise GradebookError where another file is in its place, or none."""
        try:
            there = self.of(self.path) == self
        except FileNotFoundError:
            there = False
        if not there:
            message = _("its file was moved or deleted while it was in use: call again")
            raise GradebookError(message)


@dataclass(frozen=True, slots=True)
class Database:
    """An open database, in which reading and writing are transactions of two kinds."""

    engine: Engine
    file: OpenFile | None = None

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one state of the database and waits for nobody."""
        with self.engine.begin() as connection, unchanged(connection):
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction whose changes are all on the disk once it has ended, or none of them is."""
        with self.engine.execution_options(**{WRITING: True}).begin() as connection:
            yield connection
            if self.file is not None:
                self.file.demand()

    def close(self) -> None:
        """Give all connections back."""
        self.engine.dispose()


def open_database(
    address: Address, patience: float, *, new: bool, steps: Sequence[Step] = STEPS
) -> Database:
    """Return the database at `address` with the newest schema; make it if need be and `new`.

    `patience` is how many seconds another program's lock is waited for. Raises
    WrongGradebookError, and what SQLAlchemy and the drivers raise.
    """
    file = address.file
    if file is None:
        database = Database(server_engine(address.url, patience))
    else:
        check_file(file, new=new)
        # Before it is opened: one that takes its place in the meantime is not the one.
        there = OpenFile.of(file) if file.exists() else None
        database = Database(file_engine(address, patience), there)
    try:
        make_ready(database, address, patience, new=new, steps=steps)
        if file is not None and database.file is None:
            database = replace(database, file=OpenFile.of(file))
    except BaseException:
        database.close()
        raise
    return database


def check_file(file: Path, *, new: bool) -> None:
    """Raise WrongGradebookError where no file can be, or one that should be there is not."""
    if file.is_dir():
        raise WrongGradebookError(_("it is a folder: name a file in it"))
    if not new and not file.exists():
        raise WrongGradebookError(NONE_YET)
    if not file.parent.is_dir():
        message = _("the folder {folder} does not exist: make it")
        raise WrongGradebookError(message.format(folder=file.parent))


def make_ready(
    database: Database, address: Address, patience: float, *, new: bool, steps: Sequence[Step]
) -> None:
    """See that the database is ours, and bring it to the newest schema."""
    with one_at_a_time(address.file, patience):
        with database.reading() as connection:
            found = version(connection, steps)
            check_encoding(connection)
        if not found and not new:
            raise WrongGradebookError(NONE_YET)
        if address.file is not None and address.can_be_written:
            write_ahead(database.engine)
    if found < steps[-1].version:
        with database.writing() as connection:
            migrate(connection, steps)


def check_encoding(connection: Connection) -> None:
    """Raise WrongGradebookError for a database on a server that does not take every letter."""
    if connection.dialect.name != "postgresql":
        return
    encoding = connection.execute(text("SHOW server_encoding")).scalar_one()
    if encoding != ENCODING:
        message = _(
            "its texts are kept as {encoding}: "
            "make one with createdb --encoding=UTF8 --template=template0"
        )
        raise WrongGradebookError(message.format(encoding=encoding))


def file_engine(address: Address, patience: float) -> Engine:
    """The engine for an SQLite file."""
    options: dict[str, Any] = {"connect_args": {"timeout": patience}}
    if address.file is not None and not address.can_be_written:
        opening = partial(sealed.connect, address.file, patience)
        # Each transaction has its own connection: one kept from before may know old pages.
        options = {"creator": opening, "poolclass": NullPool}
    engine = create_engine(address.url, hide_parameters=True, **options)
    event.listen(engine, "connect", set_up)
    event.listen(engine, "begin", begin)
    return engine


def set_up(connection: sqlite3.Connection, _record: Any) -> None:
    """Prepare one connection to SQLite.

    Python's module would begin transactions of its own: isolation level None turns that off. FULL
    has every commit on the disk before it returns: NORMAL would hold against a killed program,
    but lose the latest grades with the power. It costs milliseconds, grading a hundred.
    """
    connection.isolation_level = None
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")


def begin(connection: Connection) -> None:
    """Begin a transaction in SQLite.

    Who is going to write takes the lock at once: one that has read before it writes would not
    wait for the lock but fail, since what it has read may have changed.
    """
    writing = connection.get_execution_options().get(WRITING)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def write_ahead(engine: Engine) -> None:
    """Have SQLite write to a log beside the file, so that readers and writers don't wait."""
    with closing(engine.raw_connection()) as connection:
        connection.cursor().execute("PRAGMA journal_mode = WAL")


@contextmanager
def one_at_a_time(file: Path | None, patience: float) -> Iterator[None]:
    """Keep others who open a gradebook in the same folder waiting; wait for them for `patience`.

    Turning write-ahead on takes the file alone, and SQLite does not wait for that but fails. The
    file itself can't be locked: closing it would take SQLite's own locks away
    (https://sqlite.org/howtocorrupt.html).
    """
    if file is None:
        yield
        return
    descriptor = os.open(file.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        lock(descriptor, patience)
        yield
    finally:
        os.close(descriptor)


def lock(descriptor: int, patience: float) -> None:
    """Lock a folder, which whoever may read it can hold; raises GradebookError once it is late."""
    deadline = time.monotonic() + patience
    while True:
        try:
            return fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > deadline:
                raise GradebookError(LOCKED) from None
            time.sleep(PAUSE)


def server_engine(url: URL, patience: float) -> Engine:
    """The engine for a PostgreSQL server; raises WrongGradebookError where its driver is missing."""
    given: dict[str, Any] = {"connect_timeout": CONNECT_SECONDS, "application_name": "grade"}
    options = {name: value for name, value in given.items() if name not in url.query}
    try:
        # A connection that the server has closed meanwhile is made anew, not complained of.
        engine = create_engine(url, connect_args=options, pool_pre_ping=True, hide_parameters=True)
    except ImportError:
        message = _("PostgreSQL takes a driver: pip install 'exercise-grader[postgres]'")
        raise WrongGradebookError(message) from None
    event.listen(engine, "begin", waiting(patience))
    return engine


def waiting(patience: float) -> Callable[[Connection], None]:
    """What begins a transaction on a server: locks are waited for as on SQLite."""
    milliseconds = max(1, round(patience * 1000))  # 0 would be for ever

    def begin(connection: Connection) -> None:
        connection.execute(text(f"SET LOCAL lock_timeout = {milliseconds}"))

    return begin
