"""What the processes of a run use, all together, held against the limits.

The kernel bounds single processes; sums over a tree are watched here.
"""

import os
from pathlib import Path

from grader.runs.ending import Ending
from grader.sandbox import tree
from grader.sandbox.isolation import Isolation
from grader.sandbox.limits import Limits

_TICKS = os.sysconf("SC_CLK_TCK")
_PAGE = os.sysconf("SC_PAGE_SIZE")
FILES = 5_000
"""Files that are counted before a folder is called too large."""


class Usage:
    """Looks at what a tree uses; made at the run's start."""

    def __init__(self, root: int, limits: Limits, level: Isolation, scratch: list[str]) -> None:
        self._root = root
        self._limits = limits
        self._scratch = scratch
        self._sized = level is Isolation.NAMESPACES
        self._before = _processor_ticks(root)

    def exceeded(self) -> Ending | None:
        """Return the ending of a run that uses too much of something, else None."""
        pids = tree.descendants(self._root)
        if len(pids) > self._limits.processes:
            return Ending.TOO_MANY_PROCESSES
        if self._processor_seconds(pids) > self._limits.cpu:
            return Ending.OUT_OF_CPU
        disk = self._disk()
        if disk > self._limits.disk:
            return Ending.TOO_MUCH_DISK
        return Ending.OUT_OF_MEMORY if self._memory_exceeded(pids, disk) else None

    def _processor_seconds(self, pids: list[int]) -> float:
        ticks = sum(map(_processor_ticks, [self._root, *pids]))
        return (ticks - self._before) / _TICKS

    def _memory_exceeded(self, pids: list[int], files: int) -> bool:
        """Compare a quick upper bound first, which counts shared pages more than once."""
        if files + sum(map(_resident, pids)) <= self._limits.memory:
            return False
        return files + sum(map(_proportional, pids)) > self._limits.memory

    def _disk(self) -> int:
        if self._sized:
            return sum(map(_used_of_file_system, self._scratch))
        return sum(map(_used_of_folder, self._scratch))


def _processor_ticks(pid: int) -> int:
    """Return the ticks that a process and the children it waited for have used."""
    status = tree.read(f"/proc/{pid}/stat")
    if not status:
        return 0
    return sum(map(int, status[status.rindex(b")") + 2 :].split()[11:15]))


def _resident(pid: int) -> int:
    fields = tree.read(f"/proc/{pid}/statm").split()
    return (int(fields[1]) - int(fields[2])) * _PAGE if fields else 0


def _proportional(pid: int) -> int:
    """Return a process's share of memory, each shared page divided by its users."""
    for line in tree.read(f"/proc/{pid}/smaps_rollup").splitlines():
        if line.startswith(b"Pss:"):
            return int(line.split()[1]) * 1024
    return 0


def _used_of_file_system(folder: str) -> int:
    try:
        status = os.statvfs(folder)
    except OSError:
        return 0
    return (status.f_blocks - status.f_bfree) * status.f_frsize


def _used_of_folder(folder: str) -> int:
    total = 0
    for number, (path, _, files) in enumerate(os.walk(folder, onerror=None)):
        for name in files:
            try:
                total += Path(path, name).lstat().st_blocks * 512
            except OSError:
                continue
        if number > FILES:
            return 1 << 62
    return total
