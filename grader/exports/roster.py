"""A list of students that a learning platform exported, and who of them a student of ours is."""

import csv
import io
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from grader.errors import UsageError
from grader.language import translate as _

IDENTIFIERS = (
    *("id", "sis user id", "sis login id", "integration id"),  # Canvas
    *("username", "id number", "email address", "identifier"),  # Moodle
)
NAMES = ("student", "full name")
FIRST_NAMES, LAST_NAMES = ("first name", "firstname"), ("last name", "lastname", "surname")
SEPARATORS = ",;\t"
NUMBERED = re.compile(r"(?P<name>.*?)[ _(#]+(?P<number>[0-9]+)\)?")
"""A name to which the intake, or a platform, added a number that tells namesakes apart."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A student who stands in the gradebook but not in the file, and why."""

    student: str
    reason: str


@dataclass(frozen=True, slots=True)
class Matched:
    """Which row of a roster each student is."""

    rows: Mapping[str, int]
    left_out: tuple[LeftOut, ...]


@dataclass(frozen=True, slots=True)
class Roster:
    """The cells of an exported CSV file, as they stand there."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    """Each as long as `columns`; rows that are about no student included."""

    def cell(self, row: int, names: Sequence[str]) -> str:
        """Return what stands in the first column with one of `names`; empty without one."""
        places = [place for place, name in enumerate(self.columns) if plain(name) in names]
        return self.rows[row][places[0]] if places else ""

    def match(self, students: Sequence[str]) -> Matched:
        """Return who is who: by number, login or address, else by name, else by its letters.

        Whom several rows fit, or whose row fits another student too, is left out, not guessed.
        """
        tiers = self._tiers()
        found = {student: fitting(student, tiers) for student in students}
        wanted = Counter(row for rows in found.values() if len(rows) == 1 for row in rows)
        rows = {
            student: min(own)
            for student, own in found.items()
            if len(own) == 1 and wanted[min(own)] == 1
        }
        left_out = (LeftOut(who, reason(own)) for who, own in found.items() if who not in rows)
        return Matched(rows, tuple(left_out))

    def _tiers(self) -> list[dict[str, set[int]]]:
        """The rows by what students may be called, the surest first."""
        tiers: list[dict[str, set[int]]] = [defaultdict(set) for _tier in range(4)]
        for row in range(len(self.rows)):
            identifiers = [plain(self.cell(row, (name,))) for name in IDENTIFIERS]
            names = [plain(name) for name in self.names(row)]
            forms = (
                [form.removeprefix("participant ") for form in identifiers],
                [form.partition("@")[0] for form in identifiers if "@" in form],
                names,
                [letters(name) for name in names],
            )
            for tier, several in zip(tiers, forms, strict=True):
                for form in filter(None, several):
                    tier[form].add(row)
        return tiers

    def names(self, row: int) -> Iterator[str]:
        """Yield the ways to write a student's name: as it stands there, first name first or last."""
        first, last = self.cell(row, FIRST_NAMES), self.cell(row, LAST_NAMES)
        if first or last:
            yield from (f"{first} {last}", f"{last}, {first}")
        for name in filter(None, (self.cell(row, (column,)) for column in NAMES)):
            yield name
            family, comma, given = name.partition(",")
            if comma:
                yield f"{given.strip()} {family.strip()}"


def read_roster(path: Path) -> Roster:
    """Return the roster in `path`, a CSV file in UTF-8 with commas, semicolons or tabs.

    Raises UsageError where there is none.
    """
    try:
        text = path.read_text("utf-8-sig")
        separator = max(SEPARATORS, key=text.partition("\n")[0].count)
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except OSError as error:
        message = _("{path} cannot be read: {reason}")
        raise UsageError(message.format(path=path, reason=error.strerror)) from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise UsageError(no_roster(path)) from error
    known = {*IDENTIFIERS, *NAMES, *LAST_NAMES}
    if not rows or not known & {plain(name) for name in rows[0]}:
        raise UsageError(no_roster(path))
    width = len(rows[0])
    padded = (tuple([*row, *[""] * width][:width]) for row in rows[1:] if any(row))
    return Roster(tuple(name.strip() for name in rows[0]), tuple(padded))


def no_roster(path: Path) -> str:
    """Return the complaint about a file that no platform exported."""
    message = _(
        "{path} is no list of students: give the CSV file that the platform's gradebook exports"
    )
    return message.format(path=path)


def fitting(student: str, tiers: Sequence[Mapping[str, set[int]]]) -> set[int]:
    """Return the rows that the surest of `tiers` that knows a student has for him or her."""
    whole = plain(student)
    parts = NUMBERED.fullmatch(whole)
    for form in (whole, *(parts.group("number", "name") if parts else ())):
        for tier in tiers[:-1]:
            if form in tier:
                return set(tier[form])
        if letters(form) in tiers[-1]:
            return set(tiers[-1][letters(form)])
    return set()


def reason(found: set[int]) -> str:
    """Return why a student whom these rows fit is left out."""
    if not found:
        return _("is not in the list: export it anew, or enter the points by hand")
    if len(found) > 1:
        return _("may be several in the list: enter the points by hand")
    return _("is in the list, but another student may be the same there: enter the points by hand")


def plain(text: str) -> str:
    """Return text as it is compared: without regard to case, or to how accents are stored."""
    return unicodedata.normalize("NFC", text).strip().casefold()


def letters(text: str) -> str:
    """Return the letters and digits of a text, all that the names of downloads keep."""
    return "".join(character for character in text if character.isalnum())
