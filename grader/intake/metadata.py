"""What Gradescope's `submission_metadata.yml` says of each submission.

Read event by event, and no more of it kept than is asked for. It is no file to be loaded: Ruby
writes it, whose tags a safe loader rejects; all results of all attempts make it large; repeated and
merged parts can make a small file huge; deep nesting takes the parser quadratic time. PyYAML,
because it gives events one by one, from a parser in C.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import yaml
from yaml import CollectionEndEvent, CollectionStartEvent, Event

from grader.intake.refusal import Refusal
from grader.language import translate as _

METADATA = "submission_metadata.yml"
MOST_BYTES = 64 * 1024**2
MOST_VALUES = 4_000_000
"""Names, addresses, times and keys that are looked at."""
DEEPEST = 50
LONGEST = 1_000
"""Characters of a name or an address that are kept."""
KEPT = {"submitters", "created_at", "history"}
SPACED_ZONE = re.compile(r" +(?=[+-]|Z$)")


@dataclass(frozen=True, slots=True)
class Submitter:
    """One student of a submission; a group's has several."""

    name: str
    email: str
    sid: str
    """The number that the institution knows the student by."""


@dataclass(frozen=True, slots=True)
class Record:
    """What is known of one submission."""

    submitters: tuple[Submitter, ...]
    created_at: datetime | None
    earlier: int
    """How many submissions came before it."""


def read_metadata(content: bytes, most: int = MOST_VALUES) -> dict[str, Record]:
    """Return the records by submission, e.g. `submission_123`.

    Raises Refusal where `content` is not YAML, no table, nested too deeply, or where more than
    `most` values would have to be looked at.
    """
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # some systems lack the one in C
    try:
        return dict(records(Reader(yaml.parse(content, Loader=loader), most)))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        message = _("{name} is not YAML in line {line}: download it again")
        line = mark.line + 1 if mark else 1
        raise Refusal(message.format(name=METADATA, line=line)) from None


def records(reader: "Reader") -> Iterator[tuple[str, Record]]:
    """Yield each submission with its record."""
    if not reader.is_table(reader.first()):
        raise Refusal(_("{name} lists no submissions: download it again").format(name=METADATA))
    for name, start in reader.pairs():
        if reader.is_table(start):
            yield name, record(reader)
        else:
            reader.skip(start)


def record(reader: "Reader") -> Record:
    """Return the record that `reader` stands at the beginning of."""
    kept: dict[str, Any] = {}
    for key, start in reader.pairs():
        field = key.removeprefix(":")
        if field == "history":
            kept[field] = reader.count(start)
        elif field in KEPT:
            kept[field] = reader.value(start)
        else:
            reader.skip(start)
    return Record(
        submitters_among(kept.get("submitters")),
        moment(kept.get("created_at")),
        kept.get("history", 0),
    )


def submitters_among(value: object) -> tuple[Submitter, ...]:
    """Return the submitters that a list of tables describes."""
    tables = (
        [table for table in value if isinstance(table, dict)] if isinstance(value, list) else []
    )
    return tuple(
        Submitter(
            *(text(table.get(f":{field}", table.get(field))) for field in ("name", "email", "sid"))
        )
        for table in tables
    )


def text(value: object) -> str:
    """Return a scalar's text, empty for what is none."""
    return value.strip() if isinstance(value, str) else ""


def moment(value: object) -> datetime | None:
    """Return the time that a scalar tells, None where it tells none; YAML's zone is UTC by default."""
    with suppress(ValueError):
        told = datetime.fromisoformat(SPACED_ZONE.sub("", text(value)))
        return told if told.tzinfo else told.replace(tzinfo=UTC)
    return None


def out_of_proportion() -> Refusal:
    """The complaint about metadata that no assignment can have."""
    message = _("{name} holds too much, or is nested too deeply: download it again")
    return Refusal(message.format(name=METADATA))


class Reader:
    """The events of a YAML document, taken one by one."""

    def __init__(self, events: Iterator[Event], room: int) -> None:
        self.events = self.bounded(events)
        self.room = room
        """How many more values may be looked at."""
        self.anchored: dict[str, Any] = {}
        """Values that the document refers to again."""

    @staticmethod
    def bounded(events: Iterator[Event]) -> Iterator[Event]:
        """Yield the events; Refusal where they are nested too deeply."""
        depth = 0
        for event in events:
            depth += step(event)
            if depth > DEEPEST:
                raise out_of_proportion()
            yield event

    def first(self) -> Event | None:
        """Return the event that begins the document's content."""
        outside = (yaml.StreamStartEvent, yaml.DocumentStartEvent)
        return next((event for event in self.events if not isinstance(event, outside)), None)

    @staticmethod
    def is_table(event: Event | None) -> bool:
        """Whether `event` begins a mapping."""
        return isinstance(event, yaml.MappingStartEvent)

    def pairs(self) -> Iterator[tuple[str, Event]]:
        """Yield each key of a mapping with the first event of its value, which must be taken."""
        for event in self.items():
            key = self.value(event)
            yield key if isinstance(key, str) else "", next(self.events)

    def items(self) -> Iterator[Event]:
        """Yield the first event of each item up to the end of the collection."""
        for event in self.events:
            if isinstance(event, CollectionEndEvent):
                return
            yield event

    def value(self, event: Event) -> Any:
        """Return the value that begins with `event`: a text, a list or a table."""
        self.room -= 1
        if self.room < 0:
            raise out_of_proportion()
        match event:
            case yaml.ScalarEvent():
                value: Any = event.value[:LONGEST]
            case yaml.SequenceStartEvent():
                value = [self.value(start) for start in self.items()]
            case yaml.MappingStartEvent():
                value = {key: self.value(start) for key, start in self.pairs()}
            case _:
                return self.anchored.get(getattr(event, "anchor", ""))
        if event.anchor:
            self.anchored[event.anchor] = value
        return value

    def count(self, start: Event) -> int:
        """Return how many items the value has that begins with `start`, none where it is no list."""
        if not isinstance(start, yaml.SequenceStartEvent):
            self.skip(start)
            return 0
        number = 0
        for event in self.items():
            self.skip(event)
            number += 1
        return number

    def skip(self, start: Event) -> None:
        """Pass over the value that begins with `start`."""
        depth = step(start)
        while depth:
            event = next(self.events)
            depth += step(event)


def step(event: Event) -> int:
    """Return by how much `event` changes the depth."""
    return isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)
