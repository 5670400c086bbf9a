"""What a layout gives: deliveries, each from one student, and strays that nobody sent."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath

from grader.course import Exercise
from grader.intake.naming import Telling, composed, readable
from grader.intake.tree import Entry, Tree
from grader.language import translate as _


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sent something, as the layout knows it."""

    name: str
    """As it is written, whatever is in it."""
    number: str = ""
    """What the platform tells namesakes apart by: a number or an address; empty if by nothing."""
    lasting: bool = False
    """Whether `number` is the same in every assignment."""

    @classmethod
    def named(cls, name: str, number: str = "", *, lasting: bool = False) -> "Sender":
        """Return the sender of this name; systems that write its accents otherwise change nothing."""
        return cls(composed(name), readable(number), lasting)

    @property
    def shown(self) -> str:
        """The name as it can be shown, never empty."""
        return readable(self.name) or "?"


@dataclass(frozen=True, slots=True)
class Delivery:
    """What one student sent at one time. It may hold several exercises, or nobody knows which."""

    sender: Sender
    tree: Tree
    exercise: Exercise | None = None
    """The one it is for, where the layout tells; else names in it tell."""
    attempt: int = 0
    """Counted from 1; 0 where the layout does not tell."""
    submitted: datetime | None = None
    late: bool = False
    problem: str = ""
    """Why none of it can be graded, in a student's words; then `tree` is not looked into."""


@dataclass(frozen=True, slots=True)
class Stray:
    """Something in a collection that is no submission, or of which nobody can tell."""

    origin: str
    reason: str
    unread: bool = False
    """Whether the system gave nothing of it: then it may be a submission all the same."""

    @classmethod
    def at(cls, tree: Tree, name: str, reason: str) -> "Stray":
        """Return the entry `name` of `tree` as a stray."""
        return cls(str(tree.origin(PurePath(name))), reason)

    @classmethod
    def of(cls, error: OSError, origin: PurePath) -> "Stray":
        """Return what could not be read: where the error says, else at `origin`."""
        message = _("it cannot be read ({reason}) and has no score: see to it, then call again")
        reason = message.format(reason=error.strerror or type(error).__name__)
        return cls(str(error.filename or origin), reason, unread=True)

    def __str__(self) -> str:
        return f"{readable(self.origin)}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Level:
    """The folder of a collection in which the hand-ins begin."""

    tree: Tree
    entries: tuple[Entry, ...]
    """Sorted by name, without what systems leave behind."""
    telling: Telling


@dataclass(frozen=True, slots=True)
class Layout:
    """A way in which platforms and people lay out the hand-ins of a class."""

    name: str
    """What follows `--layout`."""
    title: Callable[[], str]
    """What an instructor calls it, e.g. `Canvas download`."""
    recognised: Callable[[Level], int]
    """How many entries of a level are of this layout."""
    deliveries: Callable[[Level], Iterator[Delivery | Stray]]
