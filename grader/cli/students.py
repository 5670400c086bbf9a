"""The names of students, and what is told of those that mean nobody."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from grader.cli.boundary import tell
from grader.language import translate as _
from grader.toml_page import nearest

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from collections.abc import Set as AbstractSet

    from grader.course import Exercise

NUMBERED = re.compile(r"(?P<name>.+) \([0-9]+\)", re.DOTALL)
"""A name with a number that tells namesakes apart, as the intake writes it."""


def resembling(name: str, known: Collection[str]) -> str | None:
    """Return the one of `known` that has `name` in it, else the most alike; None where none is."""
    wanted = name.casefold()
    holding = (one for one in sorted(known) if wanted in one.casefold())
    return next(holding, None) or nearest(name, tuple(known))


def tell_lost_extensions(
    exercises: Iterable[Exercise], students: AbstractSet[str], graded: AbstractSet[str]
) -> None:
    """Warn of extensions for those who neither hand in now nor are in the gradebook."""
    extended = {one.student for exercise in exercises for one in exercise.policy.extensions}
    known = students | graded
    for name in sorted(extended - known):
        tell(lost_extension(name, resembling(name, known)))


def lost_extension(name: str, near: str | None) -> str:
    """Return the warning of an extension that nobody has."""
    if near is None:
        message = _(
            "the extension of '{name}' is nobody's: nothing was handed in under this name yet"
        )
    else:
        message = _("the extension of '{name}' is nobody's: did you mean '{near}'?")
    return message.format(name=name, near=near)


def tell_namesakes(students: AbstractSet[str], graded: AbstractSet[str]) -> None:
    """Warn of students whose name has a number in some collections and none in others.

    Moodle's numbers are others in each assignment, so namesakes have them only where both hand in.
    """
    called: dict[str, set[str]] = defaultdict(set)
    for student in students | graded:
        numbered = NUMBERED.fullmatch(student)
        called[numbered["name"] if numbered else student].add(student)
    for name, several in sorted(called.items()):
        others = sorted(several - {name})
        if name in several and others and several & students:
            tell(namesake(name, others))


def namesake(name: str, others: list[str]) -> str:
    """Return the warning of a student who may be one of `others`, or another one yet."""
    message = _(
        "'{name}' may be the same student as {others}: the gradebook keeps their grades apart; "
        "`grade gradebook history` shows those of each"
    )
    return message.format(name=name, others=", ".join(f"'{other}'" for other in others))
