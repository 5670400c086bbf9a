"""A file that may be read and not written to, while its owner may begin or end writing.

As long as its owner writes there is a log beside it, and SQLite reads both under locks. Without a
log it would want to make one, so the file is taken as unchanging then
(https://sqlite.org/wal.html#read_only_databases): no lock keeps its owner from writing, and
whether it was unchanging is asked when all is read.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from sqlalchemy import Connection

from grader.gradebook.trouble import GradebookError
from grader.language import translate as _


@dataclass(frozen=True, slots=True)
class State:
    """What tells that a file was written to, or that its owner has begun or ended."""

    changed: int
    """When, in nanoseconds."""
    size: int
    logged: bool

    @classmethod
    def of(cls, file: Path) -> Self:
        """Return the state of `file`, which need not be there."""
        # In this order: whatever is written from here on is told, and without a log nothing was
        # being written.
        status = file.stat() if file.exists() else None
        logged = file.with_name(f"{file.name}-wal").exists()
        return cls(status.st_mtime_ns, status.st_size, logged) if status else cls(0, 0, logged)


class Reader(sqlite3.Connection):
    """A connection to such a file."""

    file: Path
    opened: State

    def demand_unchanged(self) -> None:
        """Raise GradebookError where what was read may be half old and half new."""
        now = State.of(self.file)
        changed = (now.changed, now.size) != (self.opened.changed, self.opened.size)
        if changed and not self.opened.logged:
            raise GradebookError(_("it was written to while it was read: call again"))


def connect(file: Path, patience: float) -> Reader:
    """Open `file`, anew for as long as its owner begins or ends writing meanwhile.

    `patience` is how many seconds a lock is waited for. Raises sqlite3.Error.
    """
    while True:
        state = State.of(file)
        try:
            return opened(file, state, patience)
        except sqlite3.Error:
            if State.of(file) == state:
                raise


def opened(file: Path, state: State, patience: float) -> Reader:
    """Open `file` as one that is in this state; raises sqlite3.Error."""
    uri = f"{file.absolute().as_uri()}?mode=ro{'' if state.logged else '&immutable=1'}"
    reader = sqlite3.connect(uri, patience, uri=True, factory=Reader)
    reader.file, reader.opened = file, state
    try:
        reader.execute("PRAGMA schema_version")  # until then SQLite has opened nothing
    except sqlite3.Error:
        reader.close()
        raise
    return reader


@contextmanager
def unchanged(connection: Connection) -> Iterator[None]:
    """See that what is read inside is of one state; raises GradebookError where it is not."""
    try:
        yield
    finally:
        reader = connection.connection.dbapi_connection
        if isinstance(reader, Reader):
            reader.demand_unchanged()
