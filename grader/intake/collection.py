"""The hand-ins of a class, in a folder or a zip archive, as a platform gives them or a person keeps them.

Nothing is read but names (and a platform's metadata) until a hand-in is asked for, and nothing is
ever unpacked.
"""

import stat
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path

from grader.course import Course, Exercise
from grader.errors import UsageError
from grader.intake import unreadable
from grader.intake.archive import Archive, ZipTree
from grader.intake.delivery import Layout, Level, Stray
from grader.intake.folder import read_folder
from grader.intake.layouts import AUTO, LAYOUTS, find_level, told_layout
from grader.intake.naming import Telling, readable
from grader.intake.refusal import Refusal
from grader.intake.sorting import HandIn, hand_ins
from grader.intake.students import numbered, student_names
from grader.intake.tree import DiskTree, Tree
from grader.language import translate as _
from grader.language import translate_plural
from grader.submission import Submission

__all__ = ["Collection", "Handed", "read_collection"]

LONGEST_ORIGIN = 400
LONGEST_TEXT = 2_000
"""Characters of a problem or a note: names in it may be long, and hold anything."""
MOST_NAMED = 8
"""Students in one line of what is ignored."""


@dataclass(frozen=True, slots=True)
class Handed:
    """One hand-in: one student's attempt at one exercise."""

    student: str
    """Never empty, safe to show, and no other student's."""
    exercise: str
    """Identifier, e.g. `exercise05_exit_codes`."""
    attempt: int
    """Counted from 1; the platform's own number where it tells one."""
    submitted: datetime | None
    """With its time zone; None where the layout does not tell."""
    late: bool
    """Whether the platform marked it as late."""
    origin: str
    """Where it lies in the collection, for the instructor to find it; safe to show."""
    read: Callable[[], Submission]
    """Reads its files. Never raises: `Submission.problem` says what is wrong with them, `unread`
    what kept the grader from reading them."""
    number: str = ""
    """What the platform knows the student by: the user's number in Canvas, the participant's in
    Moodle, the address in Gradescope; empty where it has none."""


@dataclass(frozen=True, slots=True)
class Collection:
    """The hand-ins of a class."""

    layout: str
    """E.g. `canvas`; what `--layout` takes."""
    found: str
    """What was found in one sentence, e.g. `Canvas download: 12 students, 3 exercises, 31 hand-ins`."""
    handed: tuple[Handed, ...]
    """By exercise, then student, then attempt."""
    ignored: tuple[str, ...]
    """What is no submission, each with its reason."""
    unread: tuple[str, ...]
    """What may be submissions but could not be read, each with its reason: a failure of ours."""


def read_collection(
    path: Path,
    course: Course,
    layout: str = AUTO,
    exercises: Sequence[Exercise] = (),
    output: Path | None = None,
) -> Collection:
    """Return the hand-ins at `path`, a folder or a zip archive, for `exercises` of `course`.

    All its exercises, where none are named. Where one is, it is what files are for whose names tell
    none. `output` is the folder that reports go to, which is left out. Raises UsageError where
    `path` is missing, damaged as a whole, or `output` itself, or where it cannot be told how it is
    laid out; the message names what to type.
    """
    chosen = named_layout(layout)
    tree = opened(path, output)
    telling = Telling(course, exercises, title=path.name)
    level = find_level(tree, telling, path)
    way = chosen or told_layout(level, path)
    found, strays = sorted_hand_ins(way, level)
    wanted, others = asked_for(found, telling)
    handed = tuple(each_handed(wanted))
    left = tree.left_out() if isinstance(tree, ZipTree) else ()
    unread = tuple(str(stray) for stray in strays if stray.unread)
    ignored = (*(str(stray) for stray in strays if not stray.unread), *others, *left)
    return Collection(way.name, summary(way, handed), handed, ignored, unread)


def named_layout(name: str) -> Layout | None:
    """Return the layout called `name`, None for `auto`."""
    if name == AUTO:
        return None
    if name not in LAYOUTS:
        message = _("'{name}' is no layout: use one of {layouts}")
        raise UsageError(message.format(name=name, layouts=", ".join((AUTO, *LAYOUTS))))
    return LAYOUTS[name]


def opened(path: Path, output: Path | None = None) -> Tree:
    """Return what lies at `path`; UsageError unless a folder, not `output`, or a zip archive."""
    try:
        mode = path.stat().st_mode
        if stat.S_ISREG(mode):
            return ZipTree(Archive(path))
        if output and output.exists() and path.samefile(output):
            message = _("{path} is where the hand-ins are: choose another folder for --out")
            raise UsageError(message.format(path=path))
    except OSError as error:
        raise UsageError(unreadable(path, error)) from error
    if stat.S_ISDIR(mode):
        return DiskTree(path, output=output)
    message = _("{path} is neither a folder nor a zip archive: give one of them")
    raise UsageError(message.format(path=path))


def sorted_hand_ins(way: Layout, level: Level) -> tuple[list[HandIn], list[Stray]]:
    """Return what the deliveries of a level hold, and what is none or holds nothing."""
    found: list[HandIn] = []
    strays: list[Stray] = []
    for delivery in way.deliveries(level):
        parts = [delivery] if isinstance(delivery, Stray) else hand_ins(delivery, level.telling)
        for part in parts:
            if isinstance(part, Stray):
                strays.append(part)
            else:
                found.append(part)
    return found, strays


def asked_for(found: list[HandIn], telling: Telling) -> tuple[list[HandIn], list[str]]:
    """Return the hand-ins for exercises that are asked for, and a line on each that is not."""
    asked = {exercise.identifier for exercise in telling.asked}
    others: dict[str, list[str]] = {}
    for hand_in in found:
        if hand_in.exercise.identifier not in asked:
            names = others.setdefault(hand_in.exercise.identifier, [])
            names.append(hand_in.delivery.sender.shown)
    wanted = [hand_in for hand_in in found if hand_in.exercise.identifier in asked]
    return wanted, [not_asked_for(*other) for other in sorted(others.items())]


def not_asked_for(identifier: str, students: list[str]) -> str:
    """Return the line on the hand-ins for an exercise that was not asked for."""
    message = translate_plural(
        "{count} hand-in for {exercise}, which was not asked for: {students}",
        "{count} hand-ins for {exercise}, which was not asked for: {students}",
        len(students),
    )
    named = ", ".join(sorted(students)[:MOST_NAMED]) + (", …" if len(students) > MOST_NAMED else "")
    return message.format(count=len(students), exercise=identifier, students=named)


def each_handed(found: list[HandIn]) -> list[Handed]:
    """Return the hand-ins by exercise, student and attempt."""
    names = student_names(found)
    return [
        Handed(
            student=names[hand_in.delivery.sender],
            exercise=hand_in.exercise.identifier,
            attempt=attempt,
            submitted=hand_in.delivery.submitted,
            late=hand_in.delivery.late,
            origin=readable(str(hand_in.origin), LONGEST_ORIGIN),
            read=partial(read_hand_in, hand_in, names[hand_in.delivery.sender]),
            number=hand_in.delivery.sender.number,
        )
        for attempt, hand_in in numbered(found, names)
    ]


def read_hand_in(hand_in: HandIn, student: str) -> Submission:
    """Return the submission of a hand-in; what is wrong with it is its problem, if it is its own."""
    exercise = hand_in.exercise
    empty = Submission(student, exercise.identifier, exercise.file)
    problem = hand_in.problem
    try:
        if not problem:
            files, notes = read_folder(hand_in.tree, exercise.file, hand_in.told)
            notes = tuple(readable(note, LONGEST_TEXT) for note in notes)
            return replace(empty, files=files, notes=notes)
    except OSError as error:
        return replace(empty, unread=readable(str(Stray.of(error, hand_in.origin)), LONGEST_TEXT))
    except (Refusal, UsageError) as error:
        problem = str(error)
    return replace(empty, problem=readable(f"{problem}.", LONGEST_TEXT))


def summary(way: Layout, handed: Sequence[Handed]) -> str:
    """Return how much was found."""
    students = len({one.student for one in handed})
    exercises = len({one.exercise for one in handed})
    return _("{layout}: {students}, {exercises}, {hand_ins}").format(
        layout=way.title(),
        students=translate_plural("{n} student", "{n} students", students).format(n=students),
        exercises=translate_plural("{n} exercise", "{n} exercises", exercises).format(n=exercises),
        hand_ins=translate_plural("{n} hand-in", "{n} hand-ins", len(handed)).format(n=len(handed)),
    )
