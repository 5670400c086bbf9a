"""Places in the student's files, as links to the lines that the page shows."""

from collections.abc import Iterable
from dataclasses import dataclass

from grader.grade import SourceFile
from grader.language import translate
from grader.report.excerpt import cut
from grader.runs.trace import Place

LINES_SHOWN = 3000
"""Of all files together."""
FILES_SHOWN = 40
_NAME_WIDTH = 80


@dataclass(frozen=True, slots=True)
class Link:
    """A place in words, and where on the page it is."""

    text: str
    href: str | None
    """None where the page does not show the line."""
    moment: str = ""
    """Link to where a timeline tells of the line last; empty where none does."""


@dataclass(frozen=True, slots=True)
class Anchors:
    """The lines that the page shows: for each file name, its number and how many lines."""

    files: dict[str, tuple[int, int]]

    def lines(self, file: str) -> int:
        """How many lines of a file the page shows."""
        return self.files.get(file, (0, 0))[1]

    def anchor(self, place: Place) -> str | None:
        """The id of a line on the page; None where the page does not show it."""
        number, lines = self.files.get(place.file, (0, 0))
        return line_anchor(number, place.line) if 0 < place.line <= lines else None

    def link(self, place: Place) -> Link:
        """A link to a place."""
        anchor = self.anchor(place)
        return Link(_words(place), None if anchor is None else f"#{anchor}")

    def short_link(self, place: Place) -> Link | None:
        """A link to a place in as few words as can be; None where the page does not show it."""
        anchor = self.anchor(place)
        if anchor is None:
            return None
        words = (
            translate("line {line}") if len(self.files) == 1 else translate("{file}, line {line}")
        )
        file = cut(place.file, _NAME_WIDTH)
        return Link(words.format(file=file, line=place.line), f"#{anchor}")

    def links(self, places: Iterable[Place]) -> tuple[Link, ...]:
        """Links to places, each once."""
        return tuple(self.link(place) for place in dict.fromkeys(places))


def anchors(sources: Iterable[SourceFile]) -> Anchors:
    """The anchors of a submission's files."""
    files: dict[str, tuple[int, int]] = {}
    left = LINES_SHOWN
    for number, source in enumerate([*sources][:FILES_SHOWN], 1):
        lines = min(len(split_lines(source.text)), left)
        files[source.name] = (number, lines)
        left -= lines
    return Anchors(files)


def line_anchor(file: int, line: int) -> str:
    """The id of a line of the page's `file`-th file."""
    return f"file-{file}-line-{line}"


def split_lines(text: str) -> list[str]:
    """The lines of a file as Python counts them (form feeds and U+2028 end none)."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return lines[:-1] if lines[-1] == "" else lines


def _words(place: Place) -> str:
    """A place as a student would say it."""
    file = cut(place.file, _NAME_WIDTH)
    if place.function == "<module>":
        return translate("{file}, line {line}").format(file=file, line=place.line)
    return translate("{file}, line {line}, in {function}").format(
        file=file, line=place.line, function=cut(place.function, _NAME_WIDTH)
    )
