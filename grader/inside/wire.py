"""The wire: one socket on which every process of a run reports to the judge.

A packet is a JSON header, a line end, and a body of raw bytes. The socket keeps packets whole and
in order, and the kernel stamps each with its sender, so nobody can speak for another process.
Names are bound at import: a program that replaces `json.dumps` still reports what it does.
"""

import fcntl
import os
import socket
from json import dumps
from typing import Any

BODY = 48 * 1024
"""Bytes of a packet's body at most; longer ones are cut into several."""
FIRST_FD = 128
"""Our descriptors lie at or above this number, out of the program's way."""


def keep_high(fd: int) -> int:
    """Move a descriptor out of the program's way; return its new number."""
    moved = fcntl.fcntl(fd, fcntl.F_DUPFD_CLOEXEC, FIRST_FD)
    os.close(fd)
    return moved


class Wire:
    """The program's end of the wire."""

    def __init__(self, fd: int) -> None:
        self.fd = fd
        self._socket = socket.socket(fileno=fd)
        self._send = self._socket.sendmsg

    def send(self, kind: str, body: bytes = b"", **fields: Any) -> None:
        """Send one packet; where the judge is gone, nobody needs it."""
        header = dumps({"kind": kind, **fields}).encode("ascii")
        try:
            self._send([header, b"\n", body])
        except OSError:
            return

    def send_long(self, kind: str, body: bytes, **fields: Any) -> None:
        """Send a body of any length in packets that say whether more follows."""
        parts = range(0, max(len(body), 1), BODY)
        for start in parts:
            more = start + BODY < len(body)
            self.send(kind, body[start : start + BODY], more=more, **fields)
