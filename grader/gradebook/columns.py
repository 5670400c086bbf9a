"""How names and moments are kept, so that both kinds of database give back what they were given."""

import re
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import DateTime, Dialect, Text, TypeDecorator
from sqlalchemy.types import TypeEngine

UNSTORABLE = re.compile("[\\\\\0\ud800-\udfff]")
ESCAPED = re.compile(r"\\(?:\\|u(?P<code>[0-9a-f]{4}))")


class Words(TypeDecorator[str]):
    r"""Any text that Python has: NUL and half characters are kept as `\u0000`, `\udc80`.

    PostgreSQL takes no NUL and neither takes half characters, which names of files have where their
    bytes are not UTF-8. A backslash is kept doubled, so that nothing is taken for what it isn't.
    """

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002  SQLAlchemy's signature
        """Return `value` as it is kept."""
        return None if value is None else stored(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002  as above
        """Return what was kept as it was given."""
        return None if value is None else original(value)


class Moment(TypeDecorator[datetime]):
    """A moment to the microsecond, in UTC: what comes back equals what went in.

    SQLite has no type for it and keeps ISO 8601, always with the same number of digits, so that
    the order of texts is the order of moments.
    """

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Let PostgreSQL keep it as its own `timestamptz`."""
        own = DateTime(timezone=True) if dialect.name == "postgresql" else Text()
        return dialect.type_descriptor(own)

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | str | None:
        """Return `value`, which has a time zone, as it is kept."""
        if value is None:
            return None
        utc = value.astimezone(UTC)
        return utc if dialect.name == "postgresql" else utc.isoformat(timespec="microseconds")

    def process_result_value(
        self,
        value: datetime | str | None,
        dialect: Dialect,  # noqa: ARG002  SQLAlchemy's signature
    ) -> datetime | None:
        """Return what was kept as a moment in UTC."""
        if value is None:
            return None
        found = datetime.fromisoformat(value) if isinstance(value, str) else value
        return found.astimezone(UTC)


def stored(text: str) -> str:
    """Return `text` as every database takes it."""
    return UNSTORABLE.sub(escaped, text)


def escaped(found: re.Match[str]) -> str:
    """Return a character that is not kept as it is."""
    return r"\\" if found[0] == "\\" else f"\\u{ord(found[0]):04x}"


def original(text: str) -> str:
    """Return the text that `stored` was given."""
    return ESCAPED.sub(lambda found: chr(int(found["code"], 16)) if found["code"] else "\\", text)
