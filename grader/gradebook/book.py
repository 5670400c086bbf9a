"""The gradebook itself: a database that gradings are added to and asked of."""

import hashlib
import math
import secrets
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import fields
from datetime import UTC, datetime
from itertools import islice
from types import TracebackType
from typing import Any, Self, TypeVar

from sqlalchemy import Connection, Select, Table, select
from sqlalchemy.dialects import postgresql, sqlite

from grader.gradebook import queries
from grader.gradebook.address import read_address
from grader.gradebook.columns import stored
from grader.gradebook.database import open_database
from grader.gradebook.entry import Batch, Change, Entry
from grader.gradebook.tables import batches, entries
from grader.gradebook.trouble import GradebookError, WrongGradebookError, told
from grader.language import translate as _

INSERT: dict[str, Callable[[Table], sqlite.Insert | postgresql.Insert]] = {
    "sqlite": sqlite.insert,
    "postgresql": postgresql.insert,
}
CHUNK = 500
"""Values in one statement; SQLite takes some thousands, PostgreSQL 65535."""
LONGEST = {"student": 2000, "exercise": 500}
"""Bytes: an index of PostgreSQL takes 2704 in a row, and a name of a file has 255 characters."""
PATIENCE = 60.0

Item = TypeVar("Item")


def now() -> datetime:
    """The time, in UTC."""
    return datetime.now(UTC)


def lot() -> str:
    """Four digits that tell apart what began in one second."""
    return secrets.token_hex(2)


class Gradebook:
    """Every grading ever done; a context manager, to be used by any number of threads.

    `address` is the path of a file, `sqlite:///…` or `postgresql://…`; unless `new` is false, a
    gradebook that isn't there is made. `patience` is how many seconds a lock is waited for. All
    methods raise GradebookError where the database fails, its kind WrongGradebookError where it is
    none that can be used; then nothing of the call has been done.
    """

    def __init__(
        self,
        address: str,
        *,
        new: bool = True,
        patience: float = PATIENCE,
        now: Callable[[], datetime] = now,
        lot: Callable[[], str] = lot,
    ) -> None:
        self._address = read_address(address)
        self._now, self._lot = now, lot
        with self._told():
            self._database = open_database(self._address, patience, new=new)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give the database back."""
        self._database.close()

    @property
    def place(self) -> str:
        """Where it is, as people may read it: without a password."""
        return self._address.place

    def start_batch(self, title: str) -> str:
        """Return the identifier of a new batch; it begins with the time."""
        while True:
            started = self._now()
            batch = f"{started.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}-{self._lot()}"
            row = {"identifier": batch, "title": title, "started": started}
            with self._told(), self._database.writing() as connection:
                insert = INSERT[connection.dialect.name](batches).on_conflict_do_nothing()
                # Otherwise SQLAlchemy does not ask psycopg whether there was a conflict.
                if connection.execute(
                    insert.execution_options(preserve_rowcount=True), row
                ).rowcount:
                    return batch

    def add(self, new: Iterable[Entry]) -> None:
        """Keep all of these or, where an error is raised, none; on the disk once this returns.

        A grading that is there already, alike in everything, is not kept twice. Raises
        ValueError for times without zone and scores that are no numbers.
        """
        rows = [row_of(entry) for entry in new]
        if not rows:
            return
        with self._told(), self._database.writing() as connection:
            insert = INSERT[connection.dialect.name](entries).on_conflict_do_nothing()
            for chunk in chunks(rows):
                connection.execute(insert, chunk)

    def graded(self, digests: Iterable[str]) -> dict[str, Entry]:
        """Return what is known of these jobs: the gradings that are the latest of their attempts.

        Not known, so to be done again, is a job whose attempt was graded since then as another job
        (from other files, by other tests), and one in which the grader failed.
        """
        return self._of_jobs(digests, queries.graded)

    def standing(self, digests: Iterable[str]) -> dict[str, Entry]:
        """Return the grading that counts of each of these jobs, be it one in which grading failed.

        That is the latest; a grading in which the grader failed only where there is no other.
        """
        return self._of_jobs(digests, queries.of_jobs)

    def latest(self, exercise: str | None = None, student: str | None = None) -> list[Entry]:
        """Return each student's last attempt at each exercise; of its gradings, the latest.

        As in all that is asked, a grading in which the grader failed counts only where the attempt
        has no other. Ordered by exercise and student.
        """
        return self._ask(queries.latest(exercise, student))

    def best(self, exercise: str | None = None, student: str | None = None) -> list[Entry]:
        """Return each student's best attempt at each exercise, by its adjusted score.

        Of equal ones the first; of each attempt's gradings the latest. Ordered as `latest`.
        """
        return self._ask(queries.best(exercise, student))

    def counting(
        self,
        last: Collection[str],
        exercise: str | None = None,
        student: str | None = None,
        *,
        grades: bool = True,
    ) -> list[Entry]:
        """Return the attempt that counts: at the exercises in `last` the last, else the best.

        Without `grades` their JSON is left out, which is most of an entry.
        """
        query = queries.best(exercise, student, last)
        return self._ask(query if grades else query.with_only_columns(*queries.LIGHT))

    def attempts(self, exercise: str) -> list[Entry]:
        """Return the grading that counts of every attempt at an exercise, without grades' JSON."""
        return self._ask(queries.attempts(exercise))

    def history(self, student: str, exercise: str | None = None) -> list[Entry]:
        """Return all gradings of a student, in the order in which they were added."""
        return self._ask(queries.history(student, exercise))

    def students(self) -> list[str]:
        """Return the names of all students."""
        with self._told(), self._database.reading() as connection:
            return list(connection.execute(queries.students()).scalars())

    def entries(self, batch: str) -> list[Entry]:
        """Return all gradings of a batch, by exercise, student and attempt."""
        with self._told(), self._database.reading() as connection:
            demand(connection, batch)
            return found(connection, queries.of_batch(batch))

    def batches(self) -> list[Batch]:
        """Return all batches, the oldest first."""
        with self._told(), self._database.reading() as connection:
            return [Batch(*row) for row in connection.execute(queries.all_batches())]

    def difference(self, one: str, other: str) -> list[Change]:
        """Return what batch `other` changed against `one`: score, adjusted score or verdict.

        What a batch did not grade counts as it stood when the batch began; what was not graded
        until then either is told as new. By exercise, student and attempt.
        """
        with self._told(), self._database.reading() as connection:
            for batch in (one, other):
                demand(connection, batch)
            rows = connection.execute(queries.changes(one, other)).all()
            numbers = {number for row in rows for number in (row.before, row.after)}
            known = numbered(connection, numbers - {None})
        return [
            Change(student, exercise, attempt, known.get(before), known.get(after))
            for student, exercise, attempt, before, after in rows
        ]

    def _of_jobs(
        self, digests: Iterable[str], query: Callable[[Sequence[str]], Select[Any]]
    ) -> dict[str, Entry]:
        """Return what `query` finds of jobs, by their digests."""
        with self._told(), self._database.reading() as connection:
            return {
                entry.digest: entry
                for chunk in chunks(set(digests))
                for entry in found(connection, query(chunk))
            }

    def _ask(self, query: Select[Any]) -> list[Entry]:
        """Return the entries that `query` finds."""
        with self._told(), self._database.reading() as connection:
            return found(connection, query)

    def _told(self) -> AbstractContextManager[None]:
        """What turns the database's errors into sentences."""
        return told(self._address.place, self._address.secret)


def row_of(entry: Entry) -> dict[str, Any]:
    """Return `entry` as a row."""
    check(entry)
    row = {field.name: getattr(entry, field.name) for field in fields(Entry)}
    return {**row, "identity": identity(row)}


def check(entry: Entry) -> None:
    """Raise for what a database would take and give back as something else, or not take."""
    for moment in (entry.started, entry.submitted):
        if moment is not None and moment.utcoffset() is None:
            raise ValueError(f"{moment} has no time zone")
    for number in (entry.score, entry.max_score, entry.adjusted, entry.duration):
        if number is not None and not math.isfinite(number):
            raise ValueError(f"{number} is no score and no duration")
    for field, most in LONGEST.items():
        name = getattr(entry, field)
        if len(stored(name).encode()) > most:
            message = _("gradebook: the name {name} is longer than {most} bytes: shorten it")
            raise GradebookError(message.format(name=f"{name[:40]}…", most=most))


def identity(row: dict[str, Any]) -> str:
    """Return what no other grading has: the digest of all that is known of it."""
    parts = [part.astimezone(UTC) if isinstance(part, datetime) else part for part in row.values()]
    return hashlib.sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()


def found(connection: Connection, query: Select[Any]) -> list[Entry]:
    """Return the rows that `query` finds, as entries."""
    return [Entry(*row) for row in connection.execute(query)]


def numbered(connection: Connection, numbers: Collection[int]) -> dict[int, Entry]:
    """Return the entries that have these numbers."""
    return {
        number: Entry(*row)
        for chunk in chunks(numbers)
        for number, *row in connection.execute(queries.numbered(chunk))
    }


def demand(connection: Connection, batch: str) -> None:
    """Raise WrongGradebookError where there is no such batch."""
    known = select(batches.c.identifier).where(batches.c.identifier == batch)
    if connection.execute(known).first() is None:
        message = _("no batch is called '{batch}': `grade gradebook batches` shows all")
        raise WrongGradebookError(message.format(batch=batch))


def chunks(items: Iterable[Item]) -> Iterator[Sequence[Item]]:
    """Yield the items in parts that one statement can hold."""
    left = iter(items)
    while chunk := list(islice(left, CHUNK)):
        yield chunk
