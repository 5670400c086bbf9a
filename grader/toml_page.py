"""One TOML file of a course: its fields by kind, and complaints that name file, field and remedy.

TOML is checked by hand: `grade list` must start at once, and the complaints must be exact.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from grader.errors import CourseError
from grader.sandbox.limits import Limits

LARGEST = 2**53
"""Above it a fraction is no longer exact, and a limit no longer a limit."""


@dataclass(frozen=True, slots=True)
class Page:
    """What one TOML file says, and how it is complained of."""

    place: str
    """The file's path from the course's root."""
    content: Mapping[str, Any]

    @classmethod
    def read(
        cls, root: Path, path: Path, required: tuple[str, ...], optional: tuple[str, ...]
    ) -> "Page":
        """Return the file at `path`, which may have the `required` and `optional` fields only."""
        place = str(path.relative_to(root))
        try:
            content = tomllib.loads(path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            raise CourseError(f"{place}: missing: add it, with {' and '.join(required)}") from None
        except OSError as error:
            raise CourseError(f"{place}: cannot be read: {error.strerror}") from error
        except UnicodeDecodeError as error:
            raise CourseError(
                f"{place}: not UTF-8 at byte {error.start + 1}: save it as UTF-8"
            ) from error
        except tomllib.TOMLDecodeError as error:
            raise CourseError(f"{place}: not TOML: {error}") from error
        page = cls(place, content)
        page.allow(content, required + optional, prefix="")
        return page

    def allow(self, table: Mapping[str, Any], known: tuple[str, ...], prefix: str) -> None:
        """Raise CourseError at the first field of `table` that is not `known`."""
        for name in table:
            if name not in known:
                near = nearest(name, known)
                remedy = (
                    f"did you mean '{prefix}{near}'?" if near else f"known are {', '.join(known)}"
                )
                raise CourseError(f"{self.place}: '{prefix}{name}' is unknown: {remedy}")

    def text(self, field: str, example: str) -> str:
        """Return the text in `field`, which must be there."""
        if field not in self.content:
            raise CourseError(
                f"{self.place}: '{field}' is missing: write e.g. {field} = \"{example}\""
            )
        value = self.content[field]
        if not isinstance(value, str) or not value.strip():
            raise self.wrong(field, "a text", value, f'{field} = "{example}"')
        return value.strip()

    def flag(self, field: str) -> bool:
        """Return whether `field` is true; without it, it isn't."""
        value = self.content.get(field, False)
        if not isinstance(value, bool):
            raise self.wrong(field, "true or false", value, f"{field} = true")
        return value

    def table(self, field: str, example: str) -> Mapping[str, Any]:
        """Return the table in `field`, an empty one where there is none."""
        table = self.content.get(field, {})
        if not isinstance(table, dict):
            raise self.wrong(field, "a table", table, f"[{field}] and below it {example}")
        return table

    def limits(self, defaults: Limits) -> Limits:
        """Return `defaults` with what the table `limits` overrides."""
        table = self.table("limits", "wall = 10")
        kinds = {field.name: type(field.default) for field in fields(Limits)}
        self.allow(table, tuple(kinds), prefix="limits.")
        overrides: dict[str, Any] = {
            name: self.limit(name, kinds[name], value) for name, value in table.items()
        }
        return replace(defaults, **overrides)

    def limit(self, name: str, kind: type, value: object) -> float:
        """Return one limit; a whole number unless its default is a fraction."""
        kinds: tuple[type, ...] = (int, float) if kind is float else (int,)
        if type(value) in kinds and 0 < value <= LARGEST:  # type: ignore[operator]
            converted: float = kind(value)
            return converted
        wanted = "a number above 0" if kind is float else "a whole number above 0"
        raise self.wrong(
            f"limits.{name}", wanted, value, f"{name} = {int(getattr(Limits(), name))}"
        )

    def wrong(self, field: str, wanted: str, value: object, example: str) -> CourseError:
        """Return the complaint about a value of the wrong kind."""
        return CourseError(
            f"{self.place}: '{field}' must be {wanted}, not {shown(value)}: write e.g. {example}"
        )


def shown(value: object) -> str:
    """Return `value` as TOML writes it, tables and lists by their kind."""
    match value:
        case bool():
            return str(value).lower()
        case str():
            return f'"{value}"'
        case dict():
            return "a table"
        case list():
            return "a list"
    return str(value)


def nearest(name: str, known: tuple[str, ...]) -> str | None:
    """Return the one of `known` that `name` most resembles, None where none does."""
    from difflib import get_close_matches  # noqa: PLC0415  only a mistake needs it

    return next(iter(get_close_matches(name, known, n=1)), None)
