"""A download of Moodle: `Ada Lovelace_123456_assignsubmission_file_/exercise05.py`.

The folder's name is, joined by underscores (public/mod/assign/classes/downloader.php of
moodle/moodle): the student's full name or the group's, its own underscores made spaces; the
participant's number, which is another one in each assignment, or the group's, which is missing for
those in no group; `assignsubmission` and the way of handing in, in older versions with an underscore
at the end. With blind marking the name is the word for participant. Without folders, as a teacher may
choose, the file's own name follows. What was typed into the page is `onlinetext.html`, under
`assignsubmission_onlinetext`.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath

from grader.intake.delivery import Delivery, Layout, Level, Sender, Stray
from grader.intake.tree import HERE, Entry, Pick, PickedTree, Tree
from grader.language import translate as _

NAMED = re.compile(
    r"(?P<student>[^_]+)(?:_(?P<number>[0-9]{1,20}))?_assignsubmission_(?P<way>[a-z]+)(?:_(?P<title>.*))?",
    re.DOTALL,
)
FILES = "file"


@dataclass(frozen=True, slots=True)
class Part:
    """One folder or file as Moodle names it."""

    entry: Entry
    sender: Sender
    way: str
    """`file`, `onlinetext` or what else an institution has installed."""
    title: str
    """The file's own name, where there are no folders."""


def deliveries(level: Level) -> Iterator[Delivery | Stray]:
    """Yield what each student sent."""
    parts: defaultdict[Sender, list[Part]] = defaultdict(list)
    for entry in level.entries:
        part = parsed(entry)
        if part is None:
            yield Stray.at(level.tree, entry.name, _("Moodle does not name files like this"))
        else:
            parts[part.sender].append(part)
    for sender, sent in parts.items():
        files = [part for part in sent if part.way == FILES]
        if files:
            yield from (Delivery(sender, tree) for tree in handed_in(level, files))
        others = [part for part in sent if part.way != FILES]
        yield from typed(level, others, beside_files=bool(files))


def parsed(entry: Entry) -> Part | None:
    """Return what the name of a folder or file says, None where Moodle gave it none."""
    match = NAMED.fullmatch(entry.name)
    if match is None or bool(match["title"]) == entry.is_folder:
        return None
    sender = Sender.named(match["student"], match["number"] or "")
    return Part(entry, sender, match["way"], match["title"] or "")


def handed_in(level: Level, files: list[Part]) -> Iterator[Tree]:
    """Yield a student's folder, and the files that lie in none together."""
    picks = {}
    for part in files:
        tree = level.tree.below(PurePath(part.entry.name))
        if part.entry.is_folder:
            yield tree
        else:
            picks[part.title or part.entry.name] = Pick(tree, HERE, part.entry.kind)
    if picks:
        yield PickedTree(files[0].sender.shown, picks)


def typed(level: Level, parts: list[Part], *, beside_files: bool) -> Iterator[Delivery | Stray]:
    """Yield what a student typed into the page; it can't be graded, but must not get lost."""
    for part in parts:
        if beside_files:
            yield Stray.at(
                level.tree, part.entry.name, _("it was typed into the page beside files")
            )
            continue
        problem = _("This was typed into a web page: hand in your program as a file")
        yield Delivery(part.sender, level.tree.below(PurePath(part.entry.name)), problem=problem)


def recognised(level: Level) -> int:
    """Return how many folders and files Moodle named."""
    return sum(parsed(entry) is not None for entry in level.entries)


MOODLE = Layout("moodle", lambda: _("Moodle download"), recognised, deliveries)
