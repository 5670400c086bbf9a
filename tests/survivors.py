"""Survivors: processes of which nothing should be left, looked for on the whole machine."""

import contextlib
import os
import select
import time
from collections.abc import Iterable, Sequence
from pathlib import Path


def processes_of(folder: Path) -> list[int]:
    """List all processes on the machine, but this one, that come from a folder.

    The environment, the command or, in a namespace, the mounted files name it; where it lies on a
    disk of its own, the mounted files name it from there. So its name must be nobody else's.
    """
    mark = os.fsencode(folder.name)
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and int(entry.name) != os.getpid():
            with contextlib.suppress(OSError):
                names = ("environ", "cmdline", "mountinfo")
                if any(mark in (entry / name).read_bytes() for name in names):
                    found.append(int(entry.name))
    return found


def handles_of(pids: Iterable[int]) -> list[int]:
    """Return handles of processes, by which they can be waited for whoever their parents are."""
    handles = []
    for pid in pids:
        with contextlib.suppress(ProcessLookupError):
            handles.append(os.pidfd_open(pid))
    return handles


def ended(handles: Sequence[int], seconds: float) -> bool:
    """Wait for processes to end; say whether all have. The handles are closed."""
    deadline = time.monotonic() + seconds
    try:
        return all(
            select.select([handle], [], [], max(0.0, deadline - time.monotonic()))[0]
            for handle in handles
        )
    finally:
        for handle in handles:
            os.close(handle)


def survivors(folder: Path, seconds: float) -> list[int]:
    """Wait for all that come from a folder to end; return those that have not within `seconds`."""
    deadline = time.monotonic() + seconds
    while found := processes_of(folder):
        if not ended(handles_of(found), deadline - time.monotonic()):
            return found
    return []
