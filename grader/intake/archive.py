"""A zip archive as a tree. Its members are read into memory one at a time; nothing is unpacked."""

import io
import weakref
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath

from grader.errors import UsageError
from grader.intake.member import ENCRYPTED, Index, Member, is_folder
from grader.intake.naming import readable
from grader.intake.opening import FILE_LIMIT, too_large
from grader.intake.refusal import Refusal
from grader.intake.tree import HERE, Entry
from grader.language import translate as _

MOST_MEMBERS = 200_000
"""Members of one archive, folders included."""
DIRECTORY_BYTES = 128
"""Of the archive's table of contents for one member, on average: 46 and its name."""


class Bounded(io.BufferedReader):
    """A file that gives at most `limit` bytes at once, if it has a limit.

    An archive's table of contents is read in one piece, before anything in it can be counted.
    """

    def __init__(self, path: Path, limit: int) -> None:
        super().__init__(io.FileIO(path))
        self.limit: int | None = limit

    def read(self, size: int | None = -1, /) -> bytes:
        """Return `size` bytes, all that are left where it is negative."""
        if size is not None and self.limit is not None and size > self.limit:
            raise OverflowError
        return super().read(size)


class Archive:
    """An open zip archive and its members by folder. Several threads may read from it."""

    def __init__(self, path: Path, most: int = MOST_MEMBERS) -> None:
        """Open the archive at `path`.

        Raises UsageError where it is damaged as a whole, locked, or holds more than `most` members.
        """
        self.path = path
        file = Bounded(path, most * DIRECTORY_BYTES)
        weakref.finalize(self, file.close)
        self.zip = self.opened(file, most)
        infos = self.zip.infolist()
        self.demand_unlocked(infos)
        self.index = self.indexed(infos, most)

    def indexed(self, infos: list[zipfile.ZipInfo], most: int) -> Index:
        """Return the members by folder; UsageError where there are more than `most`."""
        index = Index()
        for count, info in enumerate(infos, start=1):
            index.add(info)
            if max(count, len(index.folders) - 1) > most:  # one folder is the root
                raise UsageError(too_many_members(self.path, most))
        return index

    def opened(self, file: Bounded, most: int) -> zipfile.ZipFile:
        """Return the archive in `file`, its table of contents read."""
        try:
            archive = zipfile.ZipFile(file)
        except OverflowError:
            raise UsageError(too_many_members(self.path, most)) from None
        except UnicodeDecodeError:
            message = _(
                "{path} has a file name that is not UTF-8: unpack it and give the folder instead"
            )
            raise UsageError(message.format(path=self.path)) from None
        except Exception as error:  # a hostile archive raises anything
            message = _("{path} is not a zip archive, or a damaged one: download it again")
            raise UsageError(message.format(path=self.path)) from error
        file.limit = None
        return archive

    def demand_unlocked(self, infos: list[zipfile.ZipInfo]) -> None:
        """Raise UsageError where every file is locked with a password."""
        files = [info for info in infos if not is_folder(info)]
        if files and all(info.flag_bits & ENCRYPTED for info in files):
            message = _("{path} is locked with a password: unpack it and give the folder instead")
            raise UsageError(message.format(path=self.path))

    def read(self, info: zipfile.ZipInfo, name: PurePath, limit: int) -> bytes:
        """Return the content of a member, which complaints call `name`."""
        try:
            with self.zip.open(info) as file:
                content = file.read(limit + 1)
        except Exception as error:  # a hostile archive raises anything
            message = _("{name} is damaged in the archive: hand it in again")
            raise Refusal(message.format(name=name)) from error
        if len(content) > limit:
            raise too_large(name, limit)
        return content


def too_many_members(path: Path, most: int) -> str:
    """Return the complaint about an archive of too many members."""
    message = _("{path} holds too much: at most {count} files are accepted, so split it up")
    return message.format(path=path, count=most)


@dataclass(frozen=True, slots=True)
class ZipTree:
    """A folder or file in an archive."""

    archive: Archive
    home: PurePath = HERE

    @property
    def name(self) -> str:
        """The folder's own name."""
        return self.home.name or self.archive.path.stem

    def entries(self, place: PurePath) -> Iterator[Entry]:
        """Yield what the folder `place` holds."""
        folder = self.archive.index.folders.get(key(self.home / place), {})
        yield from (Entry(name, member.kind) for name, member in folder.items())

    def read(
        self, name: PurePath, called: PurePath | None = None, limit: int = FILE_LIMIT
    ) -> bytes:
        """Return the content of the file `name`."""
        shown = called or name
        place = self.home / name
        member = self.archive.index.folders.get(key(place.parent), {}).get(place.name)
        if member is None or member.info is None or member.flaw:
            raise unreadable(member, shown)
        return self.archive.read(member.info, shown, limit)

    def below(self, place: PurePath) -> "ZipTree":
        """Return a part of the archive."""
        return ZipTree(self.archive, self.home / place)

    def origin(self, name: PurePath) -> PurePath:
        """Return where `name` lies in the archive."""
        return self.home / name

    def left_out(self) -> tuple[str, ...]:
        """Return a line on each member of the archive that has no place in it."""
        left_out = self.archive.index.left_out
        return tuple(f"{readable(name) or '?'}: {reason}" for name, reason in left_out)


def key(place: PurePath) -> str:
    """Return the name that a folder has in the index."""
    return "/".join(place.parts)


def unreadable(member: Member | None, name: PurePath) -> Refusal:
    """Return the complaint about what is no file of the archive that could be read."""
    if member is None:
        return Refusal(_("{name} is not in the archive: hand it in again").format(name=name))
    if member.flaw:
        return Refusal(member.flaw.format(name=name))
    message = _("{name} is {kind}, not a file: hand in the file with your program")
    return Refusal(message.format(name=name, kind=_("a folder")))
