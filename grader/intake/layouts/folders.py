"""One folder for each student: `alice/exercise05.py`, `alice/exercise05_exit_codes/main.py`."""

from collections.abc import Iterator
from pathlib import PurePath

from grader.intake.delivery import Delivery, Layout, Level, Sender, Stray
from grader.intake.tree import Entry, Kind
from grader.language import translate as _


def deliveries(level: Level) -> Iterator[Delivery | Stray]:
    """Yield what is in each folder, which is named after its student."""
    for entry in level.entries:
        if is_students(level, entry):
            yield Delivery(Sender.named(entry.name), level.tree.below(PurePath(entry.name)))
        elif entry.kind is Kind.LINK:
            yield linked(level, entry)
        elif entry.is_folder:
            reason = _("it is named after an exercise, not after a student")
            yield Stray.at(level.tree, entry.name, reason)
        else:
            reason = _("it is in no student's folder")
            yield Stray.at(level.tree, entry.name, reason)


def is_students(level: Level, entry: Entry) -> bool:
    """Whether `entry` is a student's folder."""
    return entry.is_folder and not level.telling.spells(entry.name)


def linked(level: Level, entry: Entry) -> Delivery:
    """Return what a student sent whose folder is a link, which leads who knows where."""
    message = _("{name} is a link: put the folder itself there")
    sender = Sender.named(entry.name)
    tree = level.tree.below(PurePath(entry.name))
    return Delivery(sender, tree, problem=message.format(name=sender.shown))


def recognised(level: Level) -> int:
    """Return how many students' folders there are."""
    return sum(is_students(level, entry) for entry in level.entries)


FOLDERS = Layout("folders", lambda: _("Folders by student"), recognised, deliveries)
