"""Clones of GitHub Classroom: `exercise-05-submissions/exercise-05-ada/` with its `.git`.

A repository is called by the assignment's slug, a hyphen and the student's login or the team's
name; `gh classroom clone student-repos` puts them into a folder called by the slug and `-submissions`
(cmd/gh-classroom/clone/student-repos of github/gh-classroom). Both slug and login may have hyphens,
so the slug is what that folder says, or what all repositories of one exercise begin with.
"""

from collections import defaultdict
from collections.abc import Iterator
from itertools import takewhile
from pathlib import PurePath

from grader.course import Exercise
from grader.intake.delivery import Delivery, Layout, Level, Sender, Stray
from grader.intake.naming import SPELLED_OUT, Telling
from grader.intake.tree import Entry
from grader.language import translate as _

GROUND = "-submissions"


def deliveries(level: Level) -> Iterator[Delivery | Stray]:
    """Yield each repository."""
    slugs = slugs_of(level)
    for entry in level.entries:
        if entry.name in slugs:
            slug = slugs[entry.name]
            yield Delivery(
                Sender.named(entry.name.removeprefix(slug).strip("-") or entry.name),
                level.tree.below(PurePath(entry.name)),
                told(level.telling, slug),
            )
        else:
            yield stray(level, entry)


def stray(level: Level, entry: Entry) -> Stray:
    """Return what is no repository, or cannot be looked into to tell."""
    try:
        if entry.is_folder:
            next(level.tree.entries(PurePath(entry.name)), None)
    except OSError as error:
        return Stray.of(error, level.tree.origin(PurePath(entry.name)))
    return Stray.at(level.tree, entry.name, _("it is no repository of a student"))


def slugs_of(level: Level) -> dict[str, str]:
    """Return the slug that the name of each repository begins with, its hyphen included."""
    ground = level.tree.name.removesuffix(GROUND) + "-"
    groups: defaultdict[int, list[str]] = defaultdict(list)
    for name in repositories(level):
        told_there = level.telling.find(name, SPELLED_OUT)
        groups[int(told_there.exercise.number) if told_there else 0].append(name)
    return {
        name: ground if name.startswith(ground) else shared(level.telling, names)
        for names in groups.values()
        for name in names
    }


def repositories(level: Level) -> list[str]:
    """Return the names of the folders that are clones, or are named like one for an exercise."""
    return [
        entry.name for entry in level.entries if entry.is_folder and is_repository(level, entry)
    ]


def is_repository(level: Level, entry: Entry) -> bool:
    """Whether a folder is a clone of a student's repository."""
    if entry.name.endswith(GROUND):
        return False
    found = level.telling.find(entry.name, SPELLED_OUT)
    named = found is not None and found.start == 0 and entry.name[found.end : found.end + 1] == "-"
    return named or ("-" in entry.name and has_git(level, entry))


def has_git(level: Level, entry: Entry) -> bool:
    """Whether the folder `entry` has a repository's own folder."""
    try:
        inside = level.tree.entries(PurePath(entry.name))
        return any(below.name == ".git" for below in inside)
    except OSError:
        return False


def shared(telling: Telling, names: list[str]) -> str:
    """Return what `names` begin with, up to a hyphen; of a single one, what tells the exercise."""
    if len(names) == 1:
        found = telling.find(names[0], SPELLED_OUT)
        return names[0][: found.end + 1] if found else names[0].partition("-")[0] + "-"
    steps = zip(*(name.split("-") for name in names), strict=False)
    common = takewhile(lambda step: len(set(step)) == 1, steps)
    return "".join(f"{step[0]}-" for step in common)


def told(telling: Telling, slug: str) -> Exercise | None:
    """Return the exercise that a slug tells."""
    found = telling.find(slug, SPELLED_OUT)
    return found.exercise if found else None


def recognised(level: Level) -> int:
    """Return how many repositories of students there are."""
    return len(repositories(level))


CLASSROOM = Layout("classroom", lambda: _("GitHub Classroom"), recognised, deliveries)
