"""Sorting what a student delivered into hand-ins, one for each exercise that is in it.

Names tell. Files that tell the same exercise are one hand-in, and what tells none comes along with
each; a folder that tells an exercise is a hand-in of its own; one that tells none is looked into.
"""

from collections import defaultdict, deque
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath

from grader.course import Exercise
from grader.intake.delivery import Delivery, Stray
from grader.intake.folder import MOST_FOLDERS, is_environment, listing, skipped
from grader.intake.naming import Telling
from grader.intake.program import NOTEBOOK, PYTHON
from grader.intake.refusal import Refusal
from grader.intake.tree import HERE, Entry, Pick, PickedTree, Tree
from grader.language import translate as _

DEEPEST = 3
"""Folders between a student's and the exercise's."""
PROGRAMS = (PYTHON, NOTEBOOK)


@dataclass(frozen=True, slots=True)
class HandIn:
    """What one student delivered for one exercise."""

    delivery: Delivery
    exercise: Exercise
    tree: Tree
    origin: PurePath
    """Where it lies in the collection."""
    told: frozenset[str] = frozenset()
    """The files that tell the exercise: one of them is the program."""
    problem: str = ""
    """Why it can't be graded, in a student's words."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """The entries of one folder of a delivery, by the number of the exercise that they tell."""

    tree: Tree
    place: PurePath
    """The folder's place in the delivery."""
    files: dict[int, list[Entry]]
    folders: list[tuple[int, Entry]]
    untold: list[Entry]
    unread: tuple[Stray, ...] = ()
    """The folder itself, where it could not be read; then nothing is on the shelf."""

    @property
    def tells(self) -> bool:
        """Whether anything on it tells an exercise."""
        return bool(self.files or self.folders)

    def programs(self) -> list[Entry]:
        """Return the programs that tell no exercise."""
        return [entry for entry in self.untold if entry.name.lower().endswith(PROGRAMS)]


def hand_ins(delivery: Delivery, telling: Telling) -> Iterator[HandIn | Stray]:
    """Yield what is in `delivery`, or the reason why nothing in it can be told, and what is unread."""
    problem = delivery.problem
    try:
        shelves = [] if problem or delivery.exercise else list(shelves_of(delivery.tree, telling))
    except Refusal as refusal:
        shelves, problem = [], str(refusal)
    unread = [stray for shelf in shelves for stray in shelf.unread]
    if any(shelf.tells for shelf in shelves):
        for shelf in shelves:
            yield from sorted_out(delivery, shelf, shelves, telling)
        yield from unread
    elif exercise := delivery.exercise or telling.fallback:
        yield HandIn(delivery, exercise, delivery.tree, delivery.tree.origin(HERE), problem=problem)
    else:
        reason = problem or _("nothing in it tells which exercise it is for")
        yield from unread or [Stray.at(delivery.tree, "", reason)]


def shelves_of(tree: Tree, telling: Telling) -> Iterator[Shelf]:
    """Yield the folders of a delivery that belong to no exercise as a whole, outer ones first."""
    pending = deque([HERE])
    for _number in range(MOST_FOLDERS):
        if not pending:
            return
        place = pending.popleft()
        if shelf := shelf_at(tree, place, telling):
            yield shelf
            if len(place.parts) < DEEPEST:
                pending += (place / entry.name for entry in shelf.untold if entry.is_folder)


def shelf_at(tree: Tree, place: PurePath, telling: Telling) -> Shelf | None:
    """Return the entries of a folder by what they tell, None where it is no place for hand-ins."""
    try:
        entries = sorted(listing(tree, place), key=lambda entry: entry.name)
    except OSError as error:
        unread = (Stray.of(error, tree.origin(place)),)
        return Shelf(tree, place, {}, [], [], unread)
    except Refusal:
        if place == HERE:
            raise
        return None
    if place != HERE and is_environment(entries):
        return None
    shelf = Shelf(tree.below(place) if place.parts else tree, place, defaultdict(list), [], [])
    for entry in entries:
        if not skipped(entry):
            put(shelf, entry, telling.told(entry.name))
    return shelf


def put(shelf: Shelf, entry: Entry, exercise: Exercise | None) -> None:
    """Put an entry where it belongs."""
    if exercise is None:
        shelf.untold.append(entry)
    elif entry.is_folder:
        shelf.folders.append((int(exercise.number), entry))
    else:
        shelf.files[int(exercise.number)].append(entry)


def sorted_out(
    delivery: Delivery, shelf: Shelf, shelves: list[Shelf], telling: Telling
) -> Iterator[HandIn | Stray]:
    """Yield the hand-ins on one shelf, and its programs that belong to none."""
    for number, entry in shelf.folders:
        place = PurePath(entry.name)
        tree, origin = shelf.tree.below(place), shelf.tree.origin(place)
        yield HandIn(delivery, telling.exercises[number], tree, origin)
    along = companions(shelf, shelves)
    for number, entries in shelf.files.items():
        yield of_files(delivery, shelf, telling.exercises[number], entries, along)
    yield from untold(delivery, shelf, shelves, telling, along)


def companions(shelf: Shelf, shelves: list[Shelf]) -> list[Entry]:
    """Return what comes along with each program of a shelf: what no exercise has a claim on."""
    depth = len(shelf.place.parts)
    claimed = {
        other.place.parts[depth]
        for other in shelves
        if other.tells and other is not shelf and other.place.is_relative_to(shelf.place)
    }
    return [entry for entry in shelf.untold if entry.name not in claimed]


def of_files(
    delivery: Delivery, shelf: Shelf, exercise: Exercise, files: list[Entry], along: list[Entry]
) -> HandIn:
    """Return the hand-in of files that tell one exercise, and of what comes along."""
    place = PurePath(files[0].name) if len(files) == 1 else HERE
    return HandIn(
        delivery,
        exercise,
        picked(shelf, [*files, *along]),
        shelf.tree.origin(place),
        told=frozenset(entry.name for entry in files),
    )


def picked(shelf: Shelf, entries: list[Entry]) -> Tree:
    """Return some of a shelf's entries as a tree."""
    picks = {entry.name: Pick(shelf.tree, PurePath(entry.name), entry.kind) for entry in entries}
    return PickedTree(shelf.tree.name, picks)


def untold(
    delivery: Delivery, shelf: Shelf, shelves: list[Shelf], telling: Telling, along: list[Entry]
) -> Iterator[HandIn | Stray]:
    """Yield the programs that tell no exercise: for the only one asked for, else as strays.

    Where others on the shelf, or around it, tell one, they come along with those.
    """
    programs = shelf.programs()
    fallback = telling.fallback
    told = {number for other in shelves for number in (*other.files, *dict(other.folders))}
    if programs and fallback and int(fallback.number) not in told and shelf.place == HERE:
        yield HandIn(delivery, fallback, picked(shelf, along), shelf.tree.origin(HERE))
    elif not any(other.files for other in shelves if shelf.place.is_relative_to(other.place)):
        reason = _("its name does not tell which exercise it is for")
        yield from (Stray.at(shelf.tree, entry.name, reason) for entry in programs)
