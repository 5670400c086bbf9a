"""What a program may say on the wire, decoded by type and size: it is hostile until it fits here.

One class a kind; the texts of `grader/inside` that send them name the same fields.
"""

from typing import Annotated

import msgspec
from msgspec import Meta

Pid = Annotated[int, Meta(ge=0, le=2**31 - 1)]
Text = Annotated[str, Meta(max_length=2_000)]
Name = Annotated[str, Meta(max_length=200)]
Number = Annotated[int, Meta(ge=-(2**62), le=2**62)]

BODY = 64 * 1024
"""Bytes of a packet at most."""


class Packet(msgspec.Struct, frozen=True, tag_field="kind", tag=str.lower):
    """Any packet."""


class Born(Packet, frozen=True):
    """A process of multiprocessing, and the main one, says who it is."""

    pid: Pid
    name: Text
    daemon: bool
    parent: Pid | None


class Forked(Packet, frozen=True):
    """A child of any fork, before it knows more of itself."""

    pid: Pid
    parent: Pid


class Started(Packet, frozen=True):
    """A process has started another."""

    pid: Pid
    name: Text
    daemon: bool
    method: Name


class Ended(Packet, frozen=True):
    """A process has learnt how its child ended."""

    pid: Pid
    code: Number


class Output(Packet, frozen=True):
    """Bytes written to standard output (1) or standard error (2); they are the body."""

    stream: Annotated[int, Meta(ge=1, le=2)]


class Message(Packet, frozen=True):
    """Something went into a queue or pipe, or came out of it."""

    action: Name
    channel: Number
    summary: Name


class Pipe(Packet, frozen=True):
    """A pipe was made; its two ends are one channel."""

    ends: Annotated[list[Number], Meta(max_length=2)]


class Sleep(Packet, frozen=True):
    """A thread sleeps until a deadline (nanoseconds since the run's start)."""

    token: Number
    thread: Number
    deadline: Number


class Retry(Sleep, frozen=True):
    """A thread waits for a lock until a deadline, and asks to be let try again."""


class Cancel(Packet, frozen=True):
    """A thread no longer waits."""

    token: Number
    thread: Number


class Waits(Packet, frozen=True):
    """A thread is about to wait in a call of the library's, for something."""

    thread: Number
    call: Name
    target: Name


class ThreadBorn(Packet, frozen=True):
    """A thread begins."""

    thread: Number
    name: Name


class Took(Packet, frozen=True):
    """A process has taken a lock."""

    lock: Name


class Gave(Packet, frozen=True):
    """A process gives a lock back."""

    lock: Name


class Imported(Packet, frozen=True):
    """The submission has been imported; a probe begins."""


class Raised(Packet, frozen=True):
    """An exception has ended the program, or left what a probe called."""

    stage: Name
    type: Name
    message: Text
    missing: Name
    frames: Annotated[list[tuple[Name, Number, Name]], Meta(max_length=40)]


class Answer(Packet, frozen=True):
    """What a probe returned, in plain form: the bodies up to the one without `more`."""

    more: bool


Any = (
    Born
    | Forked
    | Started
    | Ended
    | Output
    | Message
    | Pipe
    | Sleep
    | Retry
    | Cancel
    | Waits
    | ThreadBorn
    | Took
    | Gave
    | Imported
    | Raised
    | Answer
)
_decoder: msgspec.json.Decoder[Any] = msgspec.json.Decoder(Any)


class MalformedError(ValueError):
    """What came is no packet."""


def decode(data: bytes) -> tuple[Any, bytes]:
    """Return a packet and its body; raise MalformedError for anything else."""
    header, _, body = data.partition(b"\n")
    try:
        return _decoder.decode(header), body
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError) as error:
        raise MalformedError(str(error)[:200]) from None
