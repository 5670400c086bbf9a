"""Child processes that an exception has ended, as the tracebacks on standard error tell.

A program's main process may come to its end as if nothing had happened while its children have
died: what is then missing is a symptom, and the exception the fault.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from grader.language import translate as _
from grader.runs.standing import where
from grader.runs.trace import Place, ProcessRecord, Run
from grader.testing.causes import cause_of
from grader.testing.cells import CELL

LENGTH = 200
"""Characters of an exception's text at most."""
_BEGIN = "Traceback (most recent call last):"
_FRAME = re.compile(r'  File "(?P<path>.+)", line (?P<line>\d{1,9}), in (?P<function>.+)')


@dataclass(frozen=True, slots=True)
class Casualty:
    """A child process that ended with an exception that nobody caught."""

    process: str
    said: str
    """The exception as Python writes it: `TypeError: worker() takes 1 positional argument …`."""
    place: Place | None
    """The innermost line of the student's main file, None where the student's code was not on."""


def casualties(run: Run, file: str) -> tuple[Casualty, ...]:
    """Return the children that an exception ended; `file` is the submission's main file."""
    return tuple(found for record in run.processes for found in _casualty(run, record, file))


def told(run: Run, file: str) -> str:
    """Say, after a space, which exception ended a child; empty where none did."""
    found = casualties(run, file)
    if not found:
        return ""
    first = min(found, key=lambda one: one.place is None)
    text = (
        _("The process '{process}' was ended by an exception{at}: {said}.")
        if len(found) == 1
        else _("The process '{process}' and others were ended by an exception{at}: {said}.")
    )
    at = f" ({where(first.place)})" if first.place else ""
    sentence = text.format(process=first.process, at=at, said=first.said.rstrip("."))
    return f" {sentence}{cause_of(first.said)}"


def _casualty(run: Run, record: ProcessRecord, file: str) -> Iterator[Casualty]:
    # Python ends a process with 1 when an exception has come out of it.
    if record.parent is None or record.exit_code != 1:
        return
    texts = [line.text for line in run.errors if line.pid == record.pid]
    if _BEGIN not in texts:
        return
    last = texts[len(texts) - texts[::-1].index(_BEGIN) :]
    said = _said(last)
    if said:
        yield Casualty(record.name, said, _place(last, file))


def _said(traceback: list[str]) -> str:
    """Return the exception's text: the first line that is not indented, and what belongs to it."""
    begin = next((n for n, text in enumerate(traceback) if text[:1].strip()), None)
    if begin is None:
        return ""
    parts = [traceback[begin].strip()]
    for text in traceback[begin + 1 :]:
        if text[:1].strip():
            break
        parts.append(text.strip())
    return " ".join(filter(None, parts))[:LENGTH]


def _place(traceback: list[str], file: str) -> Place | None:
    frames = [match for match in map(_FRAME.fullmatch, traceback) if match]
    names = [frame["path"].rpartition("/")[2] for frame in frames]
    own = [n for n, name in enumerate(names) if name == file or CELL.fullmatch(name)]
    if not own:
        return None
    last = frames[own[-1]]
    return Place(names[own[-1]], int(last["line"]), last["function"])
