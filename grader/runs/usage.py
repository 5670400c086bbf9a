"""What the processes of a run use, all together, held against the limits.

The kernel bounds single processes; sums over a tree are watched here.
"""

import itertools
import os
import stat
from contextlib import suppress

from grader.errors import SandboxError
from grader.runs.ending import Ending
from grader.sandbox import procfs, tree
from grader.sandbox.isolation import Isolation
from grader.sandbox.limits import Limits

_TICKS = os.sysconf("SC_CLK_TCK")
_PAGE = os.sysconf("SC_PAGE_SIZE")
FILES = 5_000
"""Files and folders in one place at most."""
THREADS = 1_000
"""Threads of all processes together at most."""
TOO_MUCH = 1 << 62
"""Bytes beyond any limit."""


class Usage:
    """Looks at what a tree uses; made at the run's start."""

    def __init__(self, root: int, limits: Limits, level: Isolation, scratch: list[str]) -> None:
        self._root = root
        self._limits = limits
        self._scratch = scratch
        self._sized = level is Isolation.NAMESPACES
        before = _processor_ticks(root)
        if before is None:
            # What all earlier runs used would be taken for this one's.
            raise SandboxError("what the sandbox has used can't be read")
        self._before = before

    def exceeded(self) -> Ending | None:
        """Return the ending of a run that uses too much of something, else None."""
        if tree.outgrows(self._root, self._limits.processes):
            return Ending.TOO_MANY_PROCESSES
        pids = tree.descendants(self._root)
        if self._threads(pids) > THREADS:
            return Ending.TOO_MANY_PROCESSES
        if self._processor_seconds(pids) > self._limits.cpu:
            return Ending.OUT_OF_CPU
        disk = self._disk(pids)
        if disk > self._limits.disk:
            return Ending.TOO_MUCH_DISK
        return Ending.OUT_OF_MEMORY if self._memory_exceeded(pids, disk) else None

    def disk_exceeded(self) -> bool:
        """Say whether the files, as they lie there now, are too large or too many."""
        return self._disk(tree.descendants(self._root)) > self._limits.disk

    def _threads(self, pids: list[int]) -> int:
        return sum(len(tree.threads(pid)) for pid in pids)

    def _processor_seconds(self, pids: list[int]) -> float:
        ticks = sum(_processor_ticks(pid) or 0 for pid in [self._root, *pids])
        return (ticks - self._before) / _TICKS

    def _memory_exceeded(self, pids: list[int], files: int) -> bool:
        """Compare a quick upper bound first, which counts shared pages more than once.

        Files in memory are in no process unless mapped, and may be in one if they are.
        """
        if files + sum(map(_resident, pids)) <= self._limits.memory:
            return False
        return max(files, sum(map(_proportional, pids))) > self._limits.memory

    def _disk(self, pids: list[int]) -> int:
        if self._sized:
            return sum(map(_used_of_file_system, self._scratch))
        return sum(map(_used_of_folder, self._scratch)) + _used_without_a_name(pids)


def _processor_ticks(pid: int) -> int | None:
    """Return the ticks that a process and the children it waited for have used; None if gone."""
    status = procfs.read(f"/proc/{pid}/stat")
    if not status:
        return None
    return sum(map(int, status[status.rindex(b")") + 2 :].split()[11:15]))


def _resident(pid: int) -> int:
    fields = procfs.read(f"/proc/{pid}/statm").split()
    return int(fields[1]) * _PAGE if fields else 0


def _proportional(pid: int) -> int:
    """Return a process's share of memory, each shared page divided by its users.

    All that it has resident where the share is not told.
    """
    for line in procfs.read(f"/proc/{pid}/smaps_rollup").splitlines():
        if line.startswith(b"Pss:"):
            return int(line.split()[1]) * 1024
    return _resident(pid)


def _used_of_file_system(folder: str) -> int:
    try:
        status = os.statvfs(folder)
    except OSError:
        return 0
    too_many = status.f_files - status.f_ffree > FILES
    return TOO_MUCH if too_many else (status.f_blocks - status.f_bfree) * status.f_frsize


def _used_of_folder(folder: str) -> int:
    """Add up what lies in a folder; without recursion, however deep a program has nested it."""
    total = count = 0
    waiting = [folder]
    while waiting:
        for entry in _entries(waiting.pop()):
            count += 1
            if count > FILES:
                return TOO_MUCH
            if entry.is_dir(follow_symlinks=False):
                waiting.append(entry.path)
            with suppress(OSError):
                total += entry.stat(follow_symlinks=False).st_blocks * 512
    return total


def _used_without_a_name(pids: list[int]) -> int:
    """Add up the files that were deleted and are still open, each of them once."""
    found: dict[tuple[int, int], int] = {}
    for entry in itertools.chain.from_iterable(_entries(f"/proc/{pid}/fd") for pid in pids):
        with suppress(OSError):
            status = entry.stat()
            if stat.S_ISREG(status.st_mode) and not status.st_nlink:
                found[status.st_dev, status.st_ino] = status.st_blocks * 512
    return sum(found.values())


def _entries(folder: str) -> list[os.DirEntry[str]]:
    """List a folder; nothing where it is gone, or too deep for a path."""
    try:
        with os.scandir(folder) as entries:
            return list(itertools.islice(entries, FILES + 1))
    except OSError:
        return []
