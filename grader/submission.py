"""A submission: one student's files for one exercise, as bytes and nothing more."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SubmittedFile:
    """One file of a submission."""

    name: str
    """Relative to the submission, with `/` between folders, e.g. `data/words.txt`."""
    content: bytes
    cells: tuple[int, ...] = ()
    """Of a notebook's program: for each cell the line, from 1, of the marker before it."""


@dataclass(frozen=True, slots=True)
class Submission:
    """One student's files for one exercise, or why they cannot be run."""

    student: str
    exercise: str
    """Identifier, e.g. `exercise05_exit_codes`."""
    main: str
    """Name of the file that is run, e.g. `exercise05.py`, whatever the student called it."""
    files: tuple[SubmittedFile, ...] = ()
    notes: tuple[str, ...] = ()
    """What intake changed or left out, in a student's words."""
    problem: str | None = None
    """Why it cannot be run, in a student's words; then `files` may be empty."""
    unread: str | None = None
    """Why the grader could not read it, which is no fault of the student's: it gets no score."""

    @property
    def digest(self) -> str:
        """SHA-256 of all that grading sees of it: two submissions share it only if they are alike.

        The student's name and the order of the files have no part in it.
        """
        digest = hashlib.sha256()
        for part in self._parts():
            digest.update(len(part).to_bytes(8, "big"))  # else "ab"+"c" and "a"+"bc" were one
            digest.update(part)
        return digest.hexdigest()

    def _parts(self) -> Iterator[bytes]:
        """The parts of the digest, in one order."""
        yield from (encoded(self.exercise), encoded(self.main))
        yield encoded(self.problem or "")
        yield len(self.notes).to_bytes(8, "big")
        yield from (encoded(note) for note in self.notes)
        for file in sorted(self.files, key=lambda file: file.name):
            yield encoded(file.name)
            yield file.content
            yield encoded(" ".join(map(str, file.cells)))
        if self.unread:
            yield encoded(self.unread)


def encoded(text: str) -> bytes:
    """Return `text` as bytes; names of files may hold lone surrogates."""
    return text.encode("utf-8", "surrogatepass")
