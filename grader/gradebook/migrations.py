"""The versions of the schema, and the steps that lead from each to the next.

A step is written once and never changed: gradebooks that it made are out in the world. What
changes the tables is a new step at the end of `STEPS`, with `tables.py` following it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, inspect, select, text

from grader.gradebook.tables import versions
from grader.gradebook.trouble import WrongGradebookError
from grader.language import translate as _

LOCK = 0x67726164657273
"""The advisory lock that whoever migrates on PostgreSQL holds: "graders" in ASCII."""
WORDS = {
    "sqlite": {
        "number": "INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT",
        "text": "TEXT COLLATE BINARY",
        "moment": "TEXT",
        "bytes": "BLOB",
    },
    "postgresql": {
        "number": "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY",
        "text": 'TEXT COLLATE "C"',
        "moment": "TIMESTAMP WITH TIME ZONE",
        "bytes": "BYTEA",
    },
}
FIRST = (
    "CREATE TABLE gradebook_schema (version INTEGER NOT NULL)",
    "INSERT INTO gradebook_schema VALUES (0)",
    """
    CREATE TABLE batches (
        identifier {text} NOT NULL PRIMARY KEY,
        title {text} NOT NULL,
        started {moment} NOT NULL
    )
    """,
    """
    CREATE TABLE entries (
        id {number},
        identity {text} NOT NULL UNIQUE,
        batch {text} NOT NULL REFERENCES batches (identifier),
        student {text} NOT NULL,
        exercise {text} NOT NULL,
        attempt BIGINT NOT NULL,
        submitted {moment},
        verdict {text} NOT NULL,
        score DOUBLE PRECISION,
        max_score DOUBLE PRECISION NOT NULL,
        adjusted DOUBLE PRECISION,
        reason {text} NOT NULL,
        digest {text} NOT NULL,
        origin {text} NOT NULL,
        started {moment} NOT NULL,
        duration DOUBLE PRECISION NOT NULL,
        grade {bytes} NOT NULL
    )
    """,
    "CREATE INDEX entries_of_batch ON entries (batch)",
    "CREATE INDEX entries_of_student ON entries (student, exercise)",
    "CREATE INDEX entries_of_exercise ON entries (exercise)",
    "CREATE INDEX entries_of_job ON entries (digest)",
)


@dataclass(frozen=True, slots=True)
class Step:
    """What makes one version of the schema out of the one before."""

    version: int
    take: Callable[[Connection], None]


def create(connection: Connection) -> None:
    """Make the tables of version 1."""
    words = WORDS[connection.dialect.name]
    for statement in FIRST:
        connection.execute(text(statement.format(**words)))


STEPS = (Step(1, create),)


def version(connection: Connection, steps: Sequence[Step] = STEPS) -> int:
    """Return the version of the schema, 0 for an empty database.

    Raises WrongGradebookError for another program's database, and for a schema newer than `steps`.
    """
    tables = inspect(connection).get_table_names()
    if not tables:
        return 0
    if versions.name not in tables:
        message = _("it is another program's database: name one of its own for the gradebook")
        raise WrongGradebookError(message)
    found = connection.execute(select(versions.c.version)).scalar_one()
    if found > steps[-1].version:
        message = _(
            "it was made by a newer grader (schema {found}, this one knows {known}): "
            "update with pip install --upgrade exercise-grader"
        )
        raise WrongGradebookError(message.format(found=found, known=steps[-1].version))
    return int(found)


def migrate(connection: Connection, steps: Sequence[Step] = STEPS) -> None:
    """Bring the schema to the last of `steps`, in the transaction that `connection` has begun.

    One program at a time: SQLite's transaction must have been begun for writing; on PostgreSQL
    others wait here. Whoever waited finds the work done.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
    found = version(connection, steps)
    for step in steps:
        if step.version > found:
            step.take(connection)
            connection.execute(versions.update().values(version=step.version))
