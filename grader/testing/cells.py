"""The cells of a notebook: where a line of its program stands for the student who wrote it.

A notebook is run as one file. What is told of it, and the code in the report, name its cells.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from grader.grade import SourceFile
from grader.runs.trace import Place, Run
from grader.submission import Submission

_FRAME = re.compile(r'File "(?:[^"]*/)?(?P<file>[^"/]+)", line (?P<line>\d{1,9})(?!\d)')

CELL = re.compile(r"cell [0-9]+")
"""What `name_of` calls cells."""

Value = TypeVar("Value")


class Cells:
    """The notebooks of a submission; of one without any, all stays as it is."""

    def __init__(self, submission: Submission) -> None:
        self._starts = {file.name: file.cells for file in submission.files if file.cells}

    def told(self, run: Run) -> Run:
        """Return a run whose places and tracebacks are in cells."""
        if not self._starts:
            return run
        located = self._located(run)
        errors = tuple(
            replace(line, text=_FRAME.sub(self._frame, line.text)) for line in located.errors
        )
        return replace(located, errors=errors)

    def sources(self, files: Iterable[SourceFile]) -> Iterator[SourceFile]:
        """Yield files as the report shows them: a notebook's cells one by one."""
        for file in files:
            if file.name in self._starts:
                yield from _parted(file.text, self._starts[file.name])
            else:
                yield file

    def _located(self, value: Value) -> Value:
        """Return a value of the trace with each place in it in cells."""
        changed: Any = value
        if isinstance(value, Place):
            changed = self._place(value)
        elif isinstance(value, tuple):
            changed = tuple(map(self._located, value))
        elif is_dataclass(value) and not isinstance(value, type):
            parts = {one.name: getattr(value, one.name) for one in fields(value)}
            found = {name: self._located(part) for name, part in parts.items()}
            moved = {name: part for name, part in found.items() if part is not parts[name]}
            changed = replace(value, **moved)
        located: Value = changed
        return located

    def _place(self, place: Place) -> Place:
        file, line = self._cell(place.file, place.line)
        return replace(place, file=file, line=line)

    def _frame(self, frame: re.Match[str]) -> str:
        file, line = self._cell(frame["file"], int(frame["line"]))
        return frame[0] if file == frame["file"] else f'File "{file}", line {line}'

    def _cell(self, file: str, line: int) -> tuple[str, int]:
        """Return the cell of a line, and the line in it; a marker's line stays as it is."""
        starts = self._starts.get(file, ())
        number = bisect_right(starts, line)
        within = line - starts[number - 1] if number else 0
        return (name_of(number), within) if within else (file, line)


def name_of(cell: int) -> str:
    """Return what a cell is called, `cell 3` for the third code cell: as if it were a file."""
    return f"cell {cell}"


def _parted(program: str, starts: tuple[int, ...]) -> Iterator[SourceFile]:
    """Yield the cells of a notebook's program, each without the marker before it."""
    lines = program.split("\n")
    ends = [*starts[1:], len(lines) + 1]
    for number, (start, end) in enumerate(zip(starts, ends, strict=True), start=1):
        yield SourceFile(name_of(number), "\n".join(lines[start : end - 1]))
