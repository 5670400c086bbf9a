"""Reading one file of a student's without being led astray.

A student's folder may hold links to anywhere, pipes that block whoever opens them and devices that
never end. So: look before opening, open each step of the path below the folder's own descriptor
without following links (they were resolved before, and a link that appears since is refused), never
block, look again at what was opened, and never read more than is allowed.
"""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePath

from grader.intake.refusal import Refusal, mebibytes
from grader.language import translate as _

FILE_LIMIT = 1024**2
"""Bytes in one file."""
CHUNK = 1024**2
HERE = PurePath()
"""The place of a folder in itself."""
SAFELY = os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC


def read_beneath(
    root: Path,
    name: PurePath,
    *,
    home: PurePath = HERE,
    called: PurePath | None = None,
    limit: int = FILE_LIMIT,
) -> bytes:
    """Return the content of the file `name` in the folder `home` of the folder `root`.

    A link is followed where it stays in `home`; on the way there, none is. Complaints say `called`
    where it is given. Raises Refusal for what is no ordinary file, has more than `limit` bytes or
    lies elsewhere, OSError where the system refuses.
    """
    shown = called or name
    place = within(root, name, home, shown)
    if not place.name:  # a link to the folder itself
        demand_file(root.stat(), shown)
    with opened_folder(root, place.parent) as folder:
        demand_file(os.stat(place.name, dir_fd=folder, follow_symlinks=False), shown)
        file = os.open(place.name, SAFELY, dir_fd=folder)
    try:
        demand_file(os.fstat(file), shown)
        return read_at_most(file, limit, shown)
    finally:
        os.close(file)


def within(
    root: Path, name: PurePath, home: PurePath = HERE, called: PurePath | None = None
) -> PurePath:
    """Return where in `root` the file `name` of `home` really lies, all links resolved.

    Raises Refusal where it leaves `home`, or `home` itself is reached through a link.
    """
    path = root / home / name
    top = Path(os.path.realpath(root))
    real = Path(os.path.realpath(path))
    if path.is_symlink() and not os.path.lexists(real):
        message = _("{name} is a link that leads nowhere: put the file itself there")
        raise Refusal(message.format(name=called or name))
    if not real.is_relative_to(top / home):
        message = _("{name} is a link to a file outside of its folder: put the file itself there")
        raise Refusal(message.format(name=called or name))
    return real.relative_to(top)


@contextmanager
def opened_folder(root: Path, place: PurePath) -> Iterator[int]:
    """A descriptor of the folder `place` below `root`, reached without following links."""
    folder = os.open(root, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        for part in place.parts:
            below = os.open(part, SAFELY | os.O_DIRECTORY, dir_fd=folder)
            os.close(folder)
            folder = below
        yield folder
    finally:
        os.close(folder)


def demand_file(status: os.stat_result, name: PurePath) -> None:
    """Raise Refusal unless `status` is that of an ordinary file."""
    if stat.S_ISREG(status.st_mode):
        return
    message = _("{name} is {kind}, not a file: hand in the file with your program")
    raise Refusal(message.format(name=name, kind=kind_of(status.st_mode)))


def kind_of(mode: int) -> str:
    """Return what a thing in the file system is, with its article."""
    kinds = {
        stat.S_IFDIR: _("a folder"),
        stat.S_IFIFO: _("a named pipe"),
        stat.S_IFSOCK: _("a socket"),
        stat.S_IFCHR: _("a device"),
        stat.S_IFBLK: _("a device"),
        stat.S_IFLNK: _("a link that leads nowhere"),
    }
    return kinds.get(stat.S_IFMT(mode), _("something else"))


def read_at_most(file: int, limit: int, name: PurePath) -> bytes:
    """Return all that the descriptor `file` holds; Refusal where that is more than `limit` bytes."""
    content = bytearray()
    while chunk := os.read(file, CHUNK):
        content += chunk
        if len(content) > limit:
            raise too_large(name, limit)
    return bytes(content)


def too_large(name: PurePath, limit: int) -> Refusal:
    """The complaint about a file of more than `limit` bytes."""
    message = _(
        "{name} is too large: at most {limit} are accepted, so leave out what is not program text"
    )
    return Refusal(message.format(name=name, limit=mebibytes(limit)))
