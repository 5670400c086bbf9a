"""A Jupyter notebook as one Python file: its code cells in order, a marker line before each.

What only Jupyter understands (magics, shell lines, help) is left out with a note; a comment takes
the line's place, so that line 2 of cell 3 stays line 2 of cell 3.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from grader.intake.jupyter import without_jupyter
from grader.intake.refusal import Refusal
from grader.language import translate as _
from grader.language import translate_plural

MARKER = "# --- cell {number} ---"


@dataclass(frozen=True, slots=True)
class Program:
    """The Python text of a notebook, and what was left out."""

    text: str
    cells: tuple[int, ...]
    """For each cell the line, from 1, of the marker before it."""
    notes: tuple[str, ...]


def read_notebook(name: str, content: bytes) -> Program:
    """Return the program in a notebook; Refusal where it is none, or none in Python."""
    notebook = parsed(name, content)
    demand_python(name, notebook)
    cells = list(code_cells(name, notebook))
    if not any(cell.strip() for cell in cells):
        message = _("{name} has no code cells: write your program in code cells and save it")
        raise Refusal(message.format(name=name))
    lines: list[str] = []
    starts: list[int] = []
    notes: list[str] = []
    for number, cell in enumerate(cells, start=1):
        kept, dropped = without_jupyter(cell)
        lines.append(MARKER.format(number=number))
        starts.append(len(lines))
        lines += kept
        notes += left_out(number, dropped)
    return Program("\n".join(lines) + "\n", tuple(starts), tuple(notes))


def parsed(name: str, content: bytes) -> Any:
    """Return the notebook as nbformat's version 4 has it, whatever its own version."""
    import nbformat  # noqa: PLC0415  slow to import, and few submissions are notebooks

    try:
        # Not nbformat.reads: it validates, and then warns of much that does no harm.
        notebook: Any = nbformat.reader.reads(content.decode("utf-8-sig"))  # type: ignore[no-untyped-call]
        return nbformat.convert(notebook, 4)  # type: ignore[no-untyped-call]
    except Exception as error:  # hostile JSON raises anything
        message = _(
            "{name} is not a Jupyter notebook that can be read: open it in Jupyter and save it again"
        )
        raise Refusal(message.format(name=name)) from error


def demand_python(name: str, notebook: Any) -> None:
    """Raise Refusal where the notebook says that it is in another language."""
    metadata = field(notebook, "metadata")
    language = field(field(metadata, "language_info"), "name")
    language = language or field(field(metadata, "kernelspec"), "language")
    if isinstance(language, str) and not language.lower().startswith(("python", "ipython")):
        message = _("{name} is a notebook in {language}: hand in one in Python")
        raise Refusal(message.format(name=name, language=language[:40]))


def code_cells(name: str, notebook: Any) -> Iterator[str]:
    """The text of each code cell."""
    cells = field(notebook, "cells")
    for cell in cells if isinstance(cells, list) else ():
        if field(cell, "cell_type") != "code":
            continue
        source = field(cell, "source")
        text = "".join(map(str, source)) if isinstance(source, list) else str(source or "")
        if "\0" in text:
            raise Refusal(_("{name} has a NUL character in a cell: take it out").format(name=name))
        whole = text.encode("utf-8", "replace").decode()
        yield whole.replace("\r\n", "\n").replace("\r", "\n")


def field(table: Any, name: str) -> Any:
    """Return a field of a JSON object, None where there is none."""
    return table.get(name) if isinstance(table, dict) else None


def left_out(number: int, dropped: list[str]) -> Iterator[str]:
    """The note on what was left out of a cell, if anything was."""
    if dropped:
        message = translate_plural(
            "Cell {cell}: {count} line that only Jupyter understands was left out: {lines}",
            "Cell {cell}: {count} lines that only Jupyter understands were left out: {lines}",
            len(dropped),
        )
        lines = ", ".join(line.strip()[:60] for line in dropped[:3])
        lines += ", …" if len(dropped) > 3 else ""  # noqa: PLR2004  more would drown the rest
        yield message.format(cell=number, count=len(dropped), lines=lines)
