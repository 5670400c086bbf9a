"""Files in folders, wherever they lie: on disk, in an archive, or picked out of either."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import Enum
from pathlib import Path, PurePath
from typing import Protocol

from grader.intake.opening import FILE_LIMIT, HERE, opened_folder, read_beneath
from grader.intake.refusal import Refusal
from grader.language import translate as _

__all__ = ["HERE", "DiskTree", "Entry", "Kind", "Pick", "PickedTree", "Tree"]


class Kind(Enum):
    """What an entry of a folder is."""

    FILE = "file"
    FOLDER = "folder"
    LINK = "link"
    OTHER = "other"
    """A pipe, a device, a socket."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One name in a folder."""

    name: str
    kind: Kind

    @property
    def is_folder(self) -> bool:
        """Whether it holds entries of its own; a link to a folder does not."""
        return self.kind is Kind.FOLDER


class Tree(Protocol):
    """Files in folders. Whoever hands them in may lead out of it by no means, links included."""

    @property
    def name(self) -> str:
        """Its folder's own name, as complaints have it."""

    def entries(self, place: PurePath) -> Iterator[Entry]:
        """Yield what the folder `place` holds, in no order. Raises OSError or Refusal."""

    def read(
        self, name: PurePath, called: PurePath | None = None, limit: int = FILE_LIMIT
    ) -> bytes:
        """Return the content of the file `name`.

        Complaints say `called` where it is given. Raises OSError, or Refusal for what is no
        ordinary file, has more than `limit` bytes, or is damaged.
        """

    def below(self, place: PurePath) -> "Tree":
        """Return the folder or file `place` as a tree of its own."""

    def origin(self, name: PurePath) -> PurePath:
        """Return where `name` lies in the collection, for the instructor to find it."""


@dataclass(frozen=True, slots=True)
class DiskTree:
    """A folder on disk. Links are followed as far as they stay in it."""

    root: Path
    """Where it begins; may be a link, for it is the grader's caller who names it."""
    home: PurePath = HERE
    """The part of `root` that it is, and that no link may leave; on the way there is no link."""
    output: Path | None = None
    """The folder that the grader writes to: wherever it lies, nobody handed it in."""

    @property
    def name(self) -> str:
        """The folder's own name; the rest of its path is the machine's, not the student's."""
        return self.home.name or self.root.name or self.root.absolute().name

    def entries(self, place: PurePath) -> Iterator[Entry]:
        """Yield what the folder `place` holds."""
        with (
            named(self.origin(place)),
            opened_folder(self.root, self.home / place) as folder,
            os.scandir(folder) as scan,
        ):
            for entry in scan:
                if not is_folder_at(self.output, entry):
                    yield Entry(entry.name, kind_on_disk(entry))

    def read(
        self, name: PurePath, called: PurePath | None = None, limit: int = FILE_LIMIT
    ) -> bytes:
        """Return the content of the file `name`."""
        with named(self.origin(name)):
            return read_beneath(self.root, name, home=self.home, called=called, limit=limit)

    def below(self, place: PurePath) -> "DiskTree":
        """Return a part of the folder; links of other parts are not its own to follow."""
        return DiskTree(self.root, self.home / place, self.output)

    def origin(self, name: PurePath) -> PurePath:
        """Return where `name` lies below the root."""
        return self.home / name


@contextmanager
def named(origin: PurePath) -> Iterator[None]:
    """Have an OSError tell where in the collection it was: of a path below a descriptor it can't."""
    try:
        yield
    except OSError as error:
        error.filename = str(origin)
        raise


def is_folder_at(path: Path | None, entry: "os.DirEntry[str]") -> bool:
    """Whether an entry is the folder at `path`, by whatever name; it may have been made since."""
    with suppress(OSError):
        if path is not None and entry.is_dir(follow_symlinks=False):
            return os.path.samestat(path.stat(), entry.stat(follow_symlinks=False))
    return False


def kind_on_disk(entry: "os.DirEntry[str]") -> Kind:
    """Return what an entry is, without following it."""
    with suppress(OSError):  # it may be gone since it was listed
        if entry.is_symlink():
            return Kind.LINK
        if entry.is_dir(follow_symlinks=False):
            return Kind.FOLDER
        if entry.is_file(follow_symlinks=False):
            return Kind.FILE
    return Kind.OTHER


@dataclass(frozen=True, slots=True)
class Pick:
    """Where a file or folder that was picked out really lies."""

    tree: Tree
    place: PurePath
    kind: Kind


@dataclass(frozen=True, slots=True)
class PickedTree:
    """Files and folders picked out of other trees, under the names that the student gave them."""

    name: str
    picks: Mapping[str, Pick]

    def entries(self, place: PurePath) -> Iterator[Entry]:
        """Yield what was picked, or what a folder among it holds."""
        if place == HERE:
            yield from (Entry(name, pick.kind) for name, pick in self.picks.items())
        else:
            pick = self.picks[place.parts[0]]
            yield from pick.tree.entries(beneath(pick, place))

    def read(
        self, name: PurePath, called: PurePath | None = None, limit: int = FILE_LIMIT
    ) -> bytes:
        """Return the content of the file `name`."""
        pick = self.picks.get(name.parts[0])
        if pick is None:
            message = _("{name} was not handed in with the rest: hand it in again")
            raise Refusal(message.format(name=called or name))
        return pick.tree.read(beneath(pick, name), called or name, limit)

    def below(self, place: PurePath) -> Tree:
        """Return a part of what was picked."""
        pick = self.picks[place.parts[0]]
        return pick.tree.below(beneath(pick, place))

    def origin(self, name: PurePath) -> PurePath:
        """Return where `name` really lies; of all of it, where the first that was picked does."""
        pick = self.picks[name.parts[0]] if name.parts else next(iter(self.picks.values()))
        return pick.tree.origin(beneath(pick, name))


def beneath(pick: Pick, name: PurePath) -> PurePath:
    """Return where `name`, which begins with the name of `pick`, lies in the pick's own tree."""
    return pick.place.joinpath(*name.parts[1:])
