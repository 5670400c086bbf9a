"""What a program may say on the wire, decoded by type and size: it is hostile until it fits here.

One class a kind; the texts of `grader/inside` that send them name the same fields.
"""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from grader.runs.trace import Place

Pid = Annotated[int, Meta(ge=0, le=2**31 - 1)]
Descriptor = Pid
Text = Annotated[str, Meta(max_length=2_000)]
Name = Annotated[str, Meta(max_length=200)]
Number = Annotated[int, Meta(ge=-(2**62), le=2**62)]
Where = tuple[Name, Number, Name] | None
"""File, line and function of the program's own that said it; None where that is not known."""

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
    token: Number = 0
    doorbell: Descriptor | None = None
    """Where it waits until the judge has seen it; only where its parent would not wait for that."""


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
    token: Number
    doorbell: Descriptor
    """Where the process waits until the judge has seen the other one."""


class Ended(Packet, frozen=True):
    """A process has learnt how its child ended."""

    pid: Pid
    code: Number


class Crowded(Packet, frozen=True):
    """A process finds no room to pass descriptors on, and goes on trying."""


class Output(Packet, frozen=True):
    """Bytes written to standard output (1) or standard error (2); they are the body."""

    stream: Annotated[int, Meta(ge=1, le=2)]
    place: Where = None


class Message(Packet, frozen=True):
    """Something went into a queue or pipe, or came out of it."""

    action: Literal["put", "get", "send", "recv"]
    channel: Number
    summary: Name
    place: Where = None


class Pipe(Packet, frozen=True):
    """A pipe was made; its two ends are one channel."""

    ends: Annotated[list[Number], Meta(max_length=2)]


class Sleep(Packet, frozen=True):
    """A thread sleeps until a deadline (nanoseconds since the run's start)."""

    token: Number
    thread: Number
    deadline: Number
    doorbell: Descriptor
    place: Where = None


class Pause(Sleep, frozen=True):
    """A thread sleeps of which the program knows nothing: for its schedule, or for an alarm."""


class Watch(Sleep, frozen=True):
    """A thread waits for a queue, a pipe or another descriptor until a deadline."""


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
    identity: Name
    """What an event or a process is known by; the same in all processes."""
    place: Where = None


class Resumed(Packet, frozen=True):
    """A thread has come back from the wait that it told of."""

    thread: Number


class Act(Packet, frozen=True):
    """A process does something to another, to an event, or under a schedule to shared memory."""

    action: Literal["set", "terminate", "kill", "read", "write"]
    target: Name
    """As `Waits.identity`."""
    value: Name
    """What was read or written; else empty."""
    place: Where = None


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


class Loaded(Packet, frozen=True):
    """A probe's own file has been loaded: from now on the submission has its say, too."""


class Imported(Packet, frozen=True):
    """The submission has been imported; a probe begins."""


class Raised(Packet, frozen=True):
    """An exception has ended the program, or left what a probe called."""

    stage: Name
    type: Name
    message: Text
    missing: Name
    frames: Annotated[list[tuple[Name, Number, Name]], Meta(max_length=40)]


class Step(Packet, frozen=True):
    """A generator was resumed, and has given control back."""

    generator: Number
    function: Name
    action: Literal["next", "send", "throw", "close", "drop", "resume"]
    value: Name
    outcome: Literal["yielded", "returned", "raised", "closed"]
    result: Name
    places: Annotated[list[tuple[Name, Number, Name]], Meta(max_length=8)]
    beyond: bool
    place: Where = None


class Answer(Packet, frozen=True):
    """What a probe returned, in plain form: the bodies up to the one without `more`."""

    more: bool


Any = (
    Born
    | Forked
    | Started
    | Ended
    | Crowded
    | Output
    | Message
    | Pipe
    | Sleep
    | Pause
    | Watch
    | Retry
    | Cancel
    | Waits
    | Resumed
    | Act
    | ThreadBorn
    | Took
    | Gave
    | Loaded
    | Imported
    | Raised
    | Step
    | Answer
)
_decoder: msgspec.json.Decoder[Any] = msgspec.json.Decoder(Any)


def place_of(where: Where) -> Place | None:
    """Return the line that a packet was sent from, as the trace names it."""
    return None if where is None else Place(*where)


class MalformedError(ValueError):
    """What came is no packet."""


def decode(data: bytes) -> tuple[Any, bytes]:
    """Return a packet and its body; raise MalformedError for anything else."""
    header, _, body = data.partition(b"\n")
    try:
        return _decoder.decode(header), body
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError) as error:
        raise MalformedError(str(error)[:200]) from None
