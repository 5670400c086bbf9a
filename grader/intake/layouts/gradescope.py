"""An export of Gradescope: `submission_metadata.yml` beside `submission_123/exercise05.py`.

The metadata has, by folder, `:submitters` (each with `:name`, `:email` and `:sid`), `:created_at`,
`:score` and `:history`, the submissions before it, newest last. Gradescope documents none of that; it
is what public scripts read that work on exports. The files of a folder lie there as they were
uploaded; only the submission that counts is exported. Each member of a group gets the group's.
"""

from collections.abc import Iterator
from pathlib import PurePath

from grader.errors import UsageError
from grader.intake.delivery import Delivery, Layout, Level, Sender, Stray
from grader.intake.metadata import METADATA, MOST_BYTES, Record, Submitter, read_metadata
from grader.intake.refusal import Refusal
from grader.intake.tree import Entry
from grader.language import translate as _

FOLDER = "submission_"


def deliveries(level: Level) -> Iterator[Delivery | Stray]:
    """Yield each submission once for each of its submitters."""
    known = metadata_of(level)
    for entry in level.entries:
        if entry.name == METADATA:
            continue
        if entry.name in known or (entry.is_folder and entry.name.startswith(FOLDER)):
            yield from of_each(level, entry, known.pop(entry.name, None))
        else:
            yield Stray.at(level.tree, entry.name, _("Gradescope does not name folders like this"))
    for name, record in known.items():
        message = _("handed in by {students}, but missing in the export: download it again")
        students = ", ".join(submitter.name for submitter in record.submitters)
        yield Stray.at(level.tree, name, message.format(students=students or "?"))


def metadata_of(level: Level) -> dict[str, Record]:
    """Return the records of the export; UsageError where they can't be read."""
    try:
        return read_metadata(level.tree.read(PurePath(METADATA), limit=MOST_BYTES))
    except Refusal as refusal:
        raise UsageError(str(refusal)) from None
    except OSError as error:
        message = _("{name} cannot be read: {reason}: download it again")
        raise UsageError(message.format(name=METADATA, reason=error.strerror)) from None


def of_each(level: Level, entry: Entry, record: Record | None) -> Iterator[Delivery]:
    """Yield a folder as what each of its submitters sent; as a stranger's where nobody is known."""
    tree = level.tree.below(PurePath(entry.name))
    if record is None or not record.submitters:
        yield Delivery(Sender.named(entry.name), tree)
        return
    for submitter in record.submitters:
        yield Delivery(
            sender_of(submitter, entry.name),
            tree,
            attempt=record.earlier + 1,
            submitted=record.created_at,
        )


def sender_of(submitter: Submitter, folder: str) -> Sender:
    """Return the sender; the folder's name is all there is of one who has no name."""
    number = submitter.email or submitter.sid
    return Sender.named(submitter.name or number or folder, number, lasting=True)


def recognised(level: Level) -> int:
    """Return how many submissions there are, none without metadata."""
    names = [entry.name for entry in level.entries]
    if METADATA not in names:
        return 0
    return 1 + sum(name.startswith(FOLDER) for name in names)


GRADESCOPE = Layout("gradescope", lambda: _("Gradescope export"), recognised, deliveries)
