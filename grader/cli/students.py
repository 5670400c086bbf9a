"""The names of students, and what is told of those that mean nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grader.cli.boundary import tell
from grader.language import translate as _
from grader.toml_page import nearest

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from grader.course import Exercise
    from grader.gradebook import Gradebook


def resembling(name: str, known: Collection[str]) -> str | None:
    """Return the one of `known` that has `name` in it, else the most alike; None where none is."""
    wanted = name.casefold()
    holding = (one for one in sorted(known) if wanted in one.casefold())
    return next(holding, None) or nearest(name, tuple(known))


def tell_lost_extensions(
    exercises: Iterable[Exercise], students: Collection[str], gradebook: Gradebook
) -> None:
    """Warn of extensions for those who are neither among `students` nor in the gradebook."""
    extended = {one.student for exercise in exercises for one in exercise.policy.extensions}
    strangers = extended.difference(students)
    known = {*students, *gradebook.students()} if strangers else set()
    for name in sorted(strangers - known):
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
