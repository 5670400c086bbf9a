"""How the processes of a run ended, by the kernel's word where it gives it.

A descriptor of a process (pidfd) tells its exit status also after somebody else has waited for it,
since Linux 6.15 (`PIDFD_GET_INFO` with `PIDFD_INFO_EXIT`, pidfs.c). Before that the kernel says
only that it has ended, and how is the claim of whoever waited.
"""

import fcntl
import os
import select
import struct

_GET_INFO = 0xC040_FF0B
"""`_IOWR(0xFF, 11, struct pidfd_info)`, whose first version has 64 bytes."""
_SIZE = 64
_EXIT = 1 << 3
_MASK, _STATUS = struct.Struct("<Q"), struct.Struct("<i")
_STATUS_AT = 60
WATCHED = 200
"""Processes that are watched at most; each costs the judge a descriptor."""


class Exits:
    """The processes of one run, by the judge's pids."""

    def __init__(self) -> None:
        self._handles: dict[int, int] = {}

    def watch(self, pid: int) -> None:
        """Take hold of a process while it is there."""
        if pid in self._handles or len(self._handles) >= WATCHED:
            return
        try:
            self._handles[pid] = os.pidfd_open(pid)
        except OSError:
            return

    def has_ended(self, pid: int) -> bool:
        """Say whether a process that was watched has ended; True for one that was not."""
        if pid not in self._handles:
            return True
        poll = select.poll()
        poll.register(self._handles[pid], select.POLLIN)
        return bool(poll.poll(0))

    def code(self, pid: int) -> int | None:
        """Return how it ended, as in `Process.exitcode`; None where the kernel doesn't tell."""
        info = bytearray(_SIZE)
        _MASK.pack_into(info, 0, _EXIT)
        try:
            fcntl.ioctl(self._handles[pid], _GET_INFO, info)
        except (KeyError, OSError):
            return None
        if not _MASK.unpack_from(info)[0] & _EXIT:
            return None
        return os.waitstatus_to_exitcode(_STATUS.unpack_from(info, _STATUS_AT)[0])

    def close(self) -> None:
        """Let go of all."""
        for handle in self._handles.values():
            os.close(handle)
        self._handles.clear()
