"""The lines between a run and the judge: packets, plain output, and stacks, each with its sender.

The kernel stamps every piece with the pid of its writer, and never joins pieces of two writers
(unix(7), SO_PASSCRED). Whatever arrives is bounded in size before it is looked at.
"""

import select
import socket
import struct
import time
from collections.abc import Iterator

from grader.runs import packets

_CREDENTIALS = struct.Struct("iII")
_ANCILLARY = socket.CMSG_SPACE(_CREDENTIALS.size)
"""Room for the credentials alone: descriptors that a program sends find none, and are closed."""
_TRUNCATED = int(socket.MSG_TRUNC)  # flags as an enum are slow to compare
PIECE = 64 * 1024
AT_ONCE = 50
"""Pieces taken in one go, so that a program that never stops talking can be ended."""

Piece = tuple[bytes, int]
"""Bytes, and the writer's pid."""


class Lines:
    """The judge's ends, and until they are given away the program's."""

    def __init__(self) -> None:
        self._output, output = _pair(socket.SOCK_STREAM)
        self._error, error = _pair(socket.SOCK_STREAM)
        self._wire, wire = _pair(socket.SOCK_SEQPACKET)
        self._stacks, stacks = _pair(socket.SOCK_STREAM)
        self._theirs = [output, error, wire, stacks]
        self._poll = _poll(self._output, self._error, self._wire)

    def theirs(self) -> list[int]:
        """Return the program's ends: output, error, wire, stacks."""
        return [end.fileno() for end in self._theirs]

    def forget_theirs(self) -> None:
        """Close the program's ends here."""
        for end in self._theirs:
            end.close()

    def close(self) -> None:
        """Close everything."""
        self.forget_theirs()
        for end in (self._output, self._error, self._wire, self._stacks):
            end.close()

    def have_come(self) -> bool:
        """Say at once whether packets or output can be taken, or an end is closed for good."""
        return bool(self._poll.poll(0))

    def wait(self, seconds: float, other: socket.socket) -> None:
        """Wait until something can be read, here or on another socket."""
        poll = _poll(self._output, self._error, self._wire, other)
        if not all(event & select.POLLIN for _, event in poll.poll(seconds * 1000)):
            # An end that is closed for good would make every poll return at once.
            time.sleep(seconds)

    def packets(self) -> Iterator[tuple[packets.Any, bytes, int]]:
        """Take the packets that have come; raises MalformedError at what is none."""
        for _ in range(AT_ONCE):
            piece = _receive(self._wire)
            if piece is None:
                return
            data, sender = piece
            packet, body = packets.decode(data)
            yield packet, body, sender

    def output(self) -> Iterator[tuple[int, bytes, int]]:
        """Take what went past Python's own streams: stream, bytes, writer."""
        for number, end in ((1, self._output), (2, self._error)):
            for _ in range(AT_ONCE):
                piece = _receive(end)
                if piece is None:
                    break
                yield number, *piece

    def take_stacks(self, answers: dict[int, bytes]) -> bool:
        """Add what processes answer when asked where they stand, by pid; say if there was any."""
        piece = _receive(self._stacks)
        if piece is None:
            return False
        data, sender = piece
        answers[sender] = (answers.get(sender, b"") + data)[:PIECE]
        return True


def _poll(*ends: socket.socket) -> select.poll:
    poll = select.poll()
    for end in ends:
        poll.register(end, select.POLLIN)
    return poll


def _pair(kind: int) -> tuple[socket.socket, socket.socket]:
    ours, theirs = socket.socketpair(socket.AF_UNIX, kind)
    ours.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
    ours.setblocking(False)
    return ours, theirs


def _receive(end: socket.socket) -> Piece | None:
    """Take one piece; None where there is none, or the other end is closed."""
    try:
        data, ancillary, flags, _ = end.recvmsg(PIECE, _ANCILLARY, socket.MSG_CMSG_CLOEXEC)
    except BlockingIOError:
        return None
    if flags & _TRUNCATED:
        raise packets.MalformedError("a packet is too long")
    return (data, _CREDENTIALS.unpack(ancillary[0][2])[0]) if data else None
