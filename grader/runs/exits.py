"""How the processes of a run ended, by the kernel's word where it gives it.

A descriptor of a process (pidfd) tells its exit status also after somebody else has waited for it,
since Linux 6.15 (`PIDFD_GET_INFO` with `PIDFD_INFO_EXIT`, pidfs.c). Before that the kernel says
only that it has ended, and how is the claim of whoever waited.
"""

import fcntl
import os
import select
import struct
from contextlib import suppress

_GET_INFO = 0xC040_FF0B
"""`_IOWR(0xFF, 11, struct pidfd_info)`, whose first version has 64 bytes."""
_SIZE = 64
_EXIT = 1 << 3
_MASK, _STATUS = struct.Struct("<Q"), struct.Struct("<i")
_STATUS_AT = 60
WATCHED = 200
"""Processes that are watched at one time at most; each costs the judge a descriptor."""


class Exits:
    """The processes of one run, by the judge's pids."""

    def __init__(self) -> None:
        self._handles: dict[int, int] = {}
        self._codes: dict[int, int] = {}
        """What the kernel has told."""

    def watch(self, pid: int) -> None:
        """Take hold of a process while it is there."""
        if len(self._handles) >= WATCHED:
            self._learn()
        if pid in self._handles or pid in self._codes or len(self._handles) >= WATCHED:
            return
        with suppress(OSError):
            self._handles[pid] = os.pidfd_open(pid)

    def has_ended(self, pid: int) -> bool:
        """Say whether a process that is watched has ended; True for one that is not."""
        if pid not in self._handles:
            return True
        poll = select.poll()
        poll.register(self._handles[pid], select.POLLIN)
        return bool(poll.poll(0))

    def code(self, pid: int, claimed: int | None) -> int | None:
        """Return how it ended, as in `Process.exitcode`, once nothing of the run is left.

        That is `claimed` where the kernel tells no codes; where it does, a claim counts for
        nothing, and the code is None of a process that could not be watched.
        """
        self._learn()
        return self._codes.get(pid) if self._codes else claimed

    def _learn(self) -> None:
        """Note the codes that the kernel tells by now, and let go of the processes they are of."""
        for pid, handle in list(self._handles.items()):
            code = _code(handle)
            if code is not None:
                self._codes[pid] = code
                os.close(self._handles.pop(pid))

    def close(self) -> None:
        """Let go of all."""
        for handle in self._handles.values():
            os.close(handle)
        self._handles.clear()


def _code(handle: int) -> int | None:
    """Return what the kernel tells of a process that somebody has waited for, else None."""
    info = bytearray(_SIZE)
    _MASK.pack_into(info, 0, _EXIT)
    try:
        fcntl.ioctl(handle, _GET_INFO, info)
    except OSError:
        return None
    if not _MASK.unpack_from(info)[0] & _EXIT:
        return None
    return os.waitstatus_to_exitcode(_STATUS.unpack_from(info, _STATUS_AT)[0])
