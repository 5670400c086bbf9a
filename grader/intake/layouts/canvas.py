"""A download of Canvas: `lovelaceada_LATE_12345_67890_exercise05-2.py`.

The name of each file is, joined by underscores (lib/content_zipper.rb of instructure/canvas-lms):
the student's sortable name or the group's, in lower case, of letters, digits and underscores only;
`LATE` where it was; the user's number; the file's number; the name of the file. Where students are
anonymous, `anon_` and some characters stand for name and number, after `LATE`. Text typed into the
page is `…_12345_text.html`, a web address `…_12345_link.html`. Older versions wrote `late`, and
hyphens in names.

A file that a student hands in again under the same name gets `-1`, `-2` and so on before its
extension (`Attachment.make_unique_filename`), so that number tells the attempt. A download has only
the last one; several lie together where downloads were put together.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePath

from grader.intake.delivery import Delivery, Layout, Level, Sender, Stray
from grader.intake.naming import Telling
from grader.intake.tree import HERE, Entry, Pick, PickedTree
from grader.language import translate as _

NAMED = re.compile(
    r"(?P<student>.+?)(?P<late>_LATE)?_(?P<number>[0-9]{1,20})_(?:(?P<file>[0-9]{1,20})_(?P<title>.+)|(?P<page>text|link)\.html)",
    re.IGNORECASE | re.DOTALL,
)
ANONYMOUS = re.compile(
    r"(?P<late>LATE_)?(?P<student>anon_(?P<number>[0-9A-Za-z]+))_(?:(?P<file>[0-9]{1,20})_(?P<title>.+)|(?P<page>text|link)\.html)",
    re.DOTALL,
)
AGAIN = re.compile(
    r"(?P<stem>.+)-(?P<count>[1-9][0-9]{0,2})(?P<ending>(?:\.[A-Za-z][A-Za-z0-9]*)*)", re.DOTALL
)
MOST_UPLOADS = 200
"""Of one student, all attempts at all exercises together."""


@dataclass(frozen=True, slots=True)
class Upload:
    """One file as Canvas names it."""

    entry: Entry
    sender: Sender
    late: bool
    title: str
    """The name that the student gave it; empty for text and addresses typed into a page."""
    resubmission: int
    """How often a file of that name was handed in before."""
    number: int


Moment = tuple[int, int]
"""How often a title was handed in before, and which of those of that number it is."""


def deliveries(level: Level) -> Iterator[Delivery | Stray]:
    """Yield each attempt of each student."""
    uploads: defaultdict[Sender, list[Upload]] = defaultdict(list)
    for entry in level.entries:
        upload = parsed(entry, level.telling)
        if upload is None:
            yield Stray.at(level.tree, entry.name, _("Canvas does not name files like this"))
        else:
            uploads[upload.sender].append(upload)
    for sender, sent in uploads.items():
        yield from of_one(level, sender, sent)


def of_one(level: Level, sender: Sender, sent: list[Upload]) -> Iterator[Delivery | Stray]:
    """Yield what one student sent."""
    files = [upload for upload in sent if upload.title]
    pages = [upload for upload in sent if not upload.title]
    if len(sent) > MOST_UPLOADS:
        message = _("{name} handed in too much: at most {count} files are accepted")
        problem = message.format(name=sender.shown, count=MOST_UPLOADS)
        yield Delivery(sender, picked(level, sender, {sent[0].title: sent[0]}), problem=problem)
    else:
        for exercise_files, along in by_exercise(files, level.telling):
            yield from attempts(level, sender, exercise_files, along)
        yield from typed(level, pages, beside_files=bool(files))


def by_exercise(
    files: list[Upload], telling: Telling
) -> Iterator[tuple[list[Upload], list[Upload]]]:
    """Yield the files of each exercise with those that tell none, for they come along with each."""
    told: defaultdict[int, list[Upload]] = defaultdict(list)
    along = []
    for upload in files:
        if exercise := telling.told(upload.title):
            told[int(exercise.number)].append(upload)
        else:
            along.append(upload)
    if told:
        yield from ((exercise_files, along) for exercise_files in told.values())
    elif along:
        yield along, []


def parsed(entry: Entry, telling: Telling) -> Upload | None:
    """Return what the name of a file says, None where Canvas gave it none."""
    match = matched(entry)
    if match is None:
        return None
    name = match["student"]
    sender = Sender.named(name, "" if name.startswith("anon_") else match["number"], lasting=True)
    title, resubmission = original(match["title"] or "", telling)
    return Upload(entry, sender, bool(match["late"]), title, resubmission, int(match["file"] or 0))


def matched(entry: Entry) -> re.Match[str] | None:
    """Return the parts of the name of a file that Canvas named."""
    if entry.is_folder:
        return None
    return ANONYMOUS.fullmatch(entry.name) or NAMED.fullmatch(entry.name)


def original(title: str, telling: Telling) -> tuple[str, int]:
    """Return the name that the student gave a file, and how often it was handed in before.

    A number stays part of the name where it, and nothing else, tells the exercise.
    """
    again = AGAIN.fullmatch(title)
    if again is None:
        return title, 0
    name = again["stem"] + again["ending"]
    if telling.told(name) is None and telling.told(title) is not None:
        return title, 0
    return name, int(again["count"])


def attempts(
    level: Level, sender: Sender, files: list[Upload], along: list[Upload]
) -> Iterator[Delivery]:
    """Yield each attempt with the files as they were then; lateness is that of `files` alone."""
    versions, others = versions_of(files), versions_of(along)
    moments = {m for several in versions.values() if len(several) > 1 for m in several}
    for moment in sorted(moments or {max(max(several) for several in versions.values())}):
        chosen = {title: newest(several, moment) for title, several in versions.items()}
        beside = {title: newest(several, moment) for title, several in others.items()}
        yield Delivery(
            sender,
            picked(level, sender, beside | chosen),
            attempt=moment[0] + 1,
            late=any(upload.late for upload in chosen.values()),
        )


def versions_of(files: list[Upload]) -> dict[str, dict[Moment, Upload]]:
    """Return the uploads of each title, oldest first."""
    versions: defaultdict[str, dict[Moment, Upload]] = defaultdict(dict)
    seen: Counter[tuple[str, int]] = Counter()
    for upload in sorted(files, key=lambda upload: (upload.resubmission, upload.number)):
        of_its_number = (upload.title, upload.resubmission)
        versions[upload.title][upload.resubmission, seen[of_its_number]] = upload
        seen[of_its_number] += 1
    return versions


def newest(versions: dict[Moment, Upload], moment: Moment) -> Upload:
    """Return the last version that is not younger than `moment`, else the first."""
    return versions[max((m for m in versions if m <= moment), default=min(versions))]


def picked(level: Level, sender: Sender, chosen: Mapping[str, Upload]) -> PickedTree:
    """Return the chosen files under their own names."""
    picks = {
        title: Pick(level.tree.below(PurePath(upload.entry.name)), HERE, upload.entry.kind)
        for title, upload in chosen.items()
    }
    return PickedTree(sender.shown, picks)


def typed(level: Level, pages: list[Upload], *, beside_files: bool) -> Iterator[Delivery | Stray]:
    """Yield what a student typed into the page; it can't be graded, but must not get lost."""
    for page in pages:
        if beside_files:
            yield Stray.at(
                level.tree, page.entry.name, _("it was typed into the page beside files")
            )
            continue
        problem = _("This was typed into a web page: hand in your program as a file")
        tree = level.tree.below(PurePath(page.entry.name))
        yield Delivery(page.sender, tree, late=page.late, problem=problem)


def recognised(level: Level) -> int:
    """Return how many files Canvas named."""
    return sum(matched(entry) is not None for entry in level.entries)


CANVAS = Layout("canvas", lambda: _("Canvas download"), recognised, deliveries)
