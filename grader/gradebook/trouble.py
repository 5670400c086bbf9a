"""What can go wrong with a database, told in a sentence that says what to do next."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from grader.errors import GraderError, UsageError
from grader.language import translate as _

PRIMARY = 0xFF
"""The part of SQLite's error codes that says what kind it is (https://sqlite.org/rescode.html)."""


class GradebookError(GraderError):
    """The gradebook could not be read or written; what was in it before is in it still."""


class WrongGradebookError(GradebookError, UsageError):
    """What was named is no gradebook, or not one that may be used like this."""


DAMAGED = _("it is damaged: put back a copy of it, or rescue it with sqlite3's .recover")
FULL = _("its disk is full: make room and call again; all that was added before is kept")
LOCKED = _("another program holds it locked: call again when that one is done")
READ_ONLY = _("it may not be written to: check its permissions, or name another with --gradebook")
UNKNOWN_BATCH = _("an entry names a batch that was never started")
NO_DATABASE = _("it is no database: name another file, or move this one out of the way")
NOT_OPENED = _("it cannot be opened: check the permissions of the file and its folder")
BROKEN_DISK = _("its disk cannot be read or written: {reason}")
AWAY = _("the server does not answer: check host and port, and that it runs: {reason}")
REFUSED = _("the server refuses user or password: check both: {reason}")
NO_SUCH = _("the server has no such database: make it with createdb")
NO_RIGHTS = _("its user may not do this: {reason}")
OTHER_SYSTEM = _("it cannot be used: {reason}")
OTHER = _("the database says: {reason}")

SQLITE = {
    sqlite3.SQLITE_NOTADB: (WrongGradebookError, NO_DATABASE),
    sqlite3.SQLITE_READONLY: (WrongGradebookError, READ_ONLY),
    sqlite3.SQLITE_CANTOPEN: (WrongGradebookError, NOT_OPENED),
    sqlite3.SQLITE_PERM: (WrongGradebookError, READ_ONLY),
    sqlite3.SQLITE_CORRUPT: (GradebookError, DAMAGED),
    sqlite3.SQLITE_FULL: (GradebookError, FULL),
    sqlite3.SQLITE_BUSY: (GradebookError, LOCKED),
    sqlite3.SQLITE_LOCKED: (GradebookError, LOCKED),
    sqlite3.SQLITE_IOERR: (GradebookError, BROKEN_DISK),
    sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY: (GradebookError, UNKNOWN_BATCH),
}
POSTGRESQL = (
    ("28", WrongGradebookError, REFUSED),
    ("3D000", WrongGradebookError, NO_SUCH),
    ("42501", WrongGradebookError, NO_RIGHTS),
    ("3F000", WrongGradebookError, NO_RIGHTS),
    ("25006", WrongGradebookError, READ_ONLY),
    ("53100", GradebookError, FULL),
    ("55P03", GradebookError, LOCKED),
    ("40P01", GradebookError, LOCKED),
    ("23503", GradebookError, UNKNOWN_BATCH),
    ("XX00", GradebookError, DAMAGED),
    ("57P", GradebookError, AWAY),
    ("08", GradebookError, AWAY),
)
"""Beginnings of SQLSTATE codes (https://www.postgresql.org/docs/current/errcodes-appendix.html)."""


@contextmanager
def told(place: str, secret: str | None = None) -> Iterator[None]:
    """Turn what a database raises into a GradebookError that names `place` and hides `secret`."""
    try:
        yield
    except GradebookError as error:
        raise type(error)(sentence(place, str(error), secret)) from error
    except (SQLAlchemyError, sqlite3.Error) as error:
        kind, reason = explanation(error)
        raise kind(sentence(place, reason, secret)) from error
    except OSError as error:
        reason = OTHER_SYSTEM.format(reason=error.strerror)
        raise GradebookError(sentence(place, reason, secret)) from error


def sentence(place: str, reason: str, secret: str | None) -> str:
    """Return the complaint about the gradebook at `place`."""
    complaint = _("gradebook {place}: {reason}").format(place=place, reason=reason)
    return complaint.replace(secret, "***") if secret else complaint


def explanation(error: Exception) -> tuple[type[GradebookError], str]:
    """Return whose fault `error` is, and what to do about it."""
    if isinstance(error, PoolTimeoutError):
        return GradebookError, LOCKED
    cause = error.orig if isinstance(error, DBAPIError) and error.orig else error
    kind, reason = GradebookError, OTHER
    if isinstance(cause, sqlite3.Error):
        code = getattr(cause, "sqlite_errorcode", 0)  # none where Python's own module complains
        kind, reason = SQLITE.get(code) or SQLITE.get(code & PRIMARY, (kind, OTHER))
    elif isinstance(error, DBAPIError):
        kind, reason = of_server(cause)
    return kind, reason.format(reason=first_line(cause))


def of_server(cause: BaseException) -> tuple[type[GradebookError], str]:
    """Return what an error of PostgreSQL is; one without a code comes from connecting."""
    code = getattr(cause, "sqlstate", None)
    if code is None:
        words = str(cause)
        refused = "password" in words or "authentication" in words or "no pg_hba.conf" in words
        missing = "does not exist" in words and "database" in words
        if refused:
            return WrongGradebookError, REFUSED
        return (WrongGradebookError, NO_SUCH) if missing else (GradebookError, AWAY)
    found = (row[1:] for row in POSTGRESQL if code.startswith(row[0]))
    return next(found, (GradebookError, OTHER))


def first_line(cause: BaseException) -> str:
    """Return the first line that a database says, without its end."""
    lines = [line for line in str(cause).splitlines() if line.strip()]
    return lines[0].strip().rstrip(".") if lines else type(cause).__name__
