"""The mutants that an author has looked at and found to be no mistakes, each with its reason.

They stand in `solutions/exerciseNN_topic/equivalent.toml`, one table `[[mutant]]` each:

    [[mutant]]
    operator = "arguments swapped"
    line = "work = random.randint(1, min(9, remaining))"
    becomes = "work = random.randint(1, min(remaining, 9))"
    reason = "min does not mind the order of its arguments."

`occurrence = 2` means the second such change of such a line in the file.
"""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from grader.errors import CourseError
from grader.verification.mutants import Mutant

TABLE = "mutant"
TEXTS = ("operator", "line", "becomes", "reason")
NUMBER = "occurrence"


@dataclass(frozen=True, slots=True)
class Equivalent:
    """One entry of the list."""

    identity: tuple[str, str, str, int]
    """As in `Mutant.identity`."""
    reason: str


def read_equivalents(path: Path, place: str) -> tuple[Equivalent, ...]:
    """Return the entries of a list, none where there is no list.

    Raises CourseError, which tells `place`, where it is written wrongly.
    """
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return ()
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise CourseError(f"{place}: not TOML: {error}") from error
    tables = content.get(TABLE)
    if not isinstance(tables, list) or len(content) > 1:
        raise CourseError(f"{place}: has to consist of tables [[{TABLE}]] and nothing else")
    return tuple(_entry(place, number, table) for number, table in enumerate(tables, 1))


def _entry(place: str, number: int, table: Any) -> Equivalent:
    where = f"{place}: entry {number}"
    if not isinstance(table, dict) or set(table) - {*TEXTS, NUMBER}:
        raise CourseError(f"{where}: known are {', '.join(TEXTS)} and {NUMBER}")
    for name in TEXTS:
        if not isinstance(table.get(name), str) or not table[name].strip():
            raise CourseError(f"{where}: '{name}' must be a text")
    occurrence = table.get(NUMBER, 1)
    if type(occurrence) is not int or occurrence < 1:
        raise CourseError(f"{where}: '{NUMBER}' must be a whole number above 0")
    operator, line, becomes, reason = (_trimmed(table[name]) for name in TEXTS)
    return Equivalent((operator, line, becomes, occurrence), reason)


def _trimmed(text: str) -> str:
    """Return a text without what TOML's long texts add at both ends of lines."""
    return "\n".join(line.strip() for line in text.strip().splitlines())


def without_mutant(
    entries: Iterable[Equivalent], mutants: Iterable[Mutant]
) -> tuple[Equivalent, ...]:
    """Return the entries that mean no mutant of today's reference."""
    known = {mutant.identity for mutant in mutants}
    return tuple(entry for entry in entries if entry.identity not in known)
