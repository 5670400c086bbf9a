"""The members of a zip archive: what it says of them, and where in it they belong.

What an archive says of itself is not believed. A name is cut to where it could lie at most, and only
the two methods are accepted that platforms pack with: zipfile bounds what it inflates, but not what
it gets out of the others, which pack gigabytes in a kilobyte.
"""

import re
import stat
import zipfile
from dataclasses import dataclass, field

from grader.intake.tree import Kind
from grader.language import translate as _

MOST_STEPS = 32
"""Folders on the way to a member, itself included."""
METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
DRIVE = re.compile(r"[A-Za-z]:")
ENCRYPTED = 0x1
IN_UTF_8 = 0x800
"""Flags of a member (.ZIP File Format Specification, section 4.4.4)."""


@dataclass(slots=True)
class Member:
    """What the archive holds at one place."""

    kind: Kind
    info: zipfile.ZipInfo | None = None
    flaw: str = ""
    """Why it can't be read, a message with {name}."""


@dataclass(slots=True)
class Index:
    """The members of an archive by folder, the root's name being empty."""

    folders: dict[str, dict[str, Member]] = field(default_factory=lambda: {"": {}})
    left_out: list[tuple[str, str]] = field(default_factory=list)
    """Members that have no place: name, and the reason."""

    def add(self, info: zipfile.ZipInfo) -> None:
        """Take in one member."""
        name = name_of(info)
        steps, escapes = steps_of(name)
        if not steps or len(steps) > MOST_STEPS:
            if not is_folder(info):
                self.left_out.append((name, _("its path cannot be followed")))
            return
        if is_folder(info) or name.endswith("\\"):
            self.folder(steps)
        else:
            self.file(name, steps, member_of(info, escapes=escapes))

    def folder(self, steps: tuple[str, ...]) -> dict[str, Member]:
        """Return the folder that `steps` lead to, made where it is not there yet."""
        path = "/".join(steps)
        if path not in self.folders:
            self.folders[path] = {}
            above = self.folder(steps[:-1])
            if steps[-1] in above:
                self.left_out.append((path, _("it is a file and a folder at once")))
            above[steps[-1]] = Member(Kind.FOLDER)
        return self.folders[path]

    def file(self, name: str, steps: tuple[str, ...], member: Member) -> None:
        """Put a file into its folder; of two at one place neither can be told to be the right one."""
        folder = self.folder(steps[:-1])
        there = folder.setdefault(steps[-1], member)
        if there is member:
            return
        if member.flaw or there.kind is Kind.FOLDER:
            self.left_out.append((name, _("another member of the archive has its place")))
        elif there.flaw:
            folder[steps[-1]] = member
            self.left_out.append((name, _("another member of the archive has its name")))
        else:
            there.flaw = _("{name} is in the archive twice: hand it in once")


def is_folder(info: zipfile.ZipInfo) -> bool:
    """Whether a member is a folder; zipfile itself fails where the name is empty."""
    return info.filename.endswith("/")


def name_of(info: zipfile.ZipInfo) -> str:
    """Return a member's name. Many programs write UTF-8 without saying so; then zipfile reads CP437."""
    if info.flag_bits & IN_UTF_8:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return info.filename


def steps_of(name: str) -> tuple[tuple[str, ...], bool]:
    r"""Return the folders and the file that a name leads through, and whether it leads out.

    A backslash separates too: old Windows programs write it, and no hand-in needs it otherwise.
    """
    parts = name.replace("\\", "/").split("/")
    steps = tuple(
        part for part in parts if part not in {"", ".", ".."} and not DRIVE.fullmatch(part)
    )
    escapes = parts[0] == "" or ".." in parts or DRIVE.match(name) is not None
    return steps, escapes


def member_of(info: zipfile.ZipInfo, *, escapes: bool) -> Member:
    """Return a file of the archive, with what keeps it from being read."""
    mode = stat.S_IFMT(info.external_attr >> 16)
    if escapes:
        return Member(
            Kind.OTHER, flaw=_("{name} leads out of the archive: hand in the file itself")
        )
    if mode == stat.S_IFLNK:
        flaw = _("{name} is a link to another file: put the file itself there")
        return Member(Kind.LINK, flaw=flaw)
    if mode not in {0, stat.S_IFREG}:
        return Member(
            Kind.OTHER, flaw=_("{name} is not a file: hand in the file with your program")
        )
    if info.flag_bits & ENCRYPTED:
        return Member(Kind.FILE, flaw=_("{name} is locked with a password: hand it in without one"))
    if info.compress_type not in METHODS:
        message = _("{name} is packed in a way that is not accepted: hand it in as it is")
        return Member(Kind.FILE, flaw=message)
    return Member(Kind.FILE, info)
