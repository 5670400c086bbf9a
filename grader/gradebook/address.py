"""Where a gradebook is: from what was typed to what SQLAlchemy opens."""

import os
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from grader.gradebook.trouble import WrongGradebookError
from grader.language import translate as _

SERVERS = ("postgresql", "postgres")
EXAMPLE = "postgresql://user@host/grades"


@dataclass(frozen=True, slots=True)
class Address:
    """Where a gradebook is, and what may be told of that."""

    url: URL
    file: Path | None
    """None for one on a server."""
    place: str
    """As messages name it: without the password."""
    secret: str | None
    """The password, to be kept out of messages."""

    @property
    def can_be_written(self) -> bool:
        """Whether the system lets us write; SQLite makes files beside its own.

        A server tells for itself.
        """
        if self.file is None:
            return True
        folder = os.access(self.file.parent, os.W_OK | os.X_OK)
        # In this order: another program may make the file between the two questions.
        return folder and (not self.file.exists() or os.access(self.file, os.W_OK))


def read_address(text: str) -> Address:
    """Return the address that `text` is: the path of a file, `sqlite:///…` or `postgresql://…`.

    Raises WrongGradebookError for anything else.
    """
    if "://" not in text:
        return of_file(URL.create("sqlite", database=text))
    try:
        url = make_url(text)
    except (ArgumentError, ValueError):
        # Its own message would show the password.
        message = _("gradebook: the address cannot be understood: write e.g. {example}")
        raise WrongGradebookError(message.format(example=EXAMPLE)) from None
    kind = url.get_backend_name() if url.drivername not in SERVERS else SERVERS[0]
    if kind == "sqlite":
        return of_file(url)
    if kind == SERVERS[0]:
        return of_server(url)
    message = _("gradebook: {kind} is not supported: name a file, or write e.g. {example}")
    raise WrongGradebookError(message.format(kind=kind, example=EXAMPLE))


def of_file(url: URL) -> Address:
    """Return the address of an SQLite file; raise WrongGradebookError where there can be none."""
    if not url.database or url.database == ":memory:":
        raise WrongGradebookError(_("gradebook: no file is named: write e.g. grades.sqlite"))
    file = Path(url.database)
    return Address(url.set(drivername="sqlite+pysqlite"), file, str(file), None)


def of_server(url: URL) -> Address:
    """Return the address of a database on a PostgreSQL server."""
    # A password among the options, as in ?password=x, is one too.
    hidden = url.query.get("password")
    secret = url.password or (hidden if isinstance(hidden, str) else None)
    shown = URL.create(
        SERVERS[0], username=url.username, host=url.host, port=url.port, database=url.database
    )
    return Address(url.set(drivername="postgresql+psycopg"), None, shown.render_as_string(), secret)
