"""A program: what one student may hand in for one exercise, and what must become of it."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path, PurePath


class Kind(StrEnum):
    """Where a program comes from."""

    REFERENCE = "reference"
    STUB = "stub"
    WRONG = "wrong answer"
    TUTORIAL = "tutorial program"
    BROKEN = "broken file"
    HOSTILE = "hostile program"
    ABSENT = "not handed in"


class Due(StrEnum):
    """What a program must get, whoever hands it in."""

    ALL = "all points"
    LESS = "less than all points"
    NOTHING = "no points"
    REASON = "no points, with the reason why it cannot be graded"
    NO_ROW = "no row in the gradebook"

    def given(self, score: float | None, most: float, problem: str | None) -> bool:
        """Whether a grade is what is due; the grader's own failure never is."""
        if score is None:
            return False
        match self:
            case Due.ALL:
                return score == most > 0 and not problem
            case Due.LESS:
                return score < most
            case Due.NOTHING:
                return score == 0
            case Due.REASON:
                return score == 0 and bool(problem)
        return False


Content = bytes | Path | None
"""Of a file; a path is what a link leads to, and None makes a folder."""


@dataclass(frozen=True, slots=True)
class Program:
    """What may be handed in."""

    kind: Kind
    name: str
    """E.g. `never_joins`; unlike all others of its kind."""
    due: Due
    files: tuple[tuple[str, Content], ...] = ()
    """By their names in the folder of the exercise."""

    def alone(self, file: str) -> bool:
        """Whether it is one file whose name tells the exercise, so that it needs no folder."""
        names = [PurePath(name) for name, content in self.files if content is not None]
        return [name.stem for name in names] == [PurePath(file).stem] and len(self.files) == 1


def of_one_file(kind: Kind, due: Due, file: str) -> Callable[[str, Content], Program]:
    """Return what makes programs that are one file."""
    return lambda name, content: Program(kind, name, due, ((file, content),))
