"""What a run showed: its processes, its output and its messages, in one order.

All times are seconds of the run's own clock, from its start: virtual unless `Run.clock` is real.
"""

from dataclasses import dataclass, field
from typing import Any

from grader.runs.ending import Ending


@dataclass(frozen=True, slots=True)
class Place:
    """A line of a file of the student's."""

    file: str
    """Relative to the submission, e.g. `exercise05.py`."""
    line: int
    function: str
    """Name of the function, `<module>` at the top level."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line that a process wrote, without its line end."""

    text: str
    pid: int
    """As the kernel names the writer; numbers are those that the program itself sees."""
    process: str
    """Name of the process as `multiprocessing` knows it."""
    time: float
    order: int
    """Position among all events of the run."""
    place: Place | None = None
    """The student's line that wrote its end, where that is known."""


@dataclass(frozen=True, slots=True)
class ProcessRecord:
    """One process of the program, main process included."""

    pid: int
    name: str
    parent: int | None
    """Pid of the parent; None for the main process."""
    daemon: bool
    start_method: str | None
    """`fork`, `spawn` or `forkserver`; None for the main process."""
    started: float
    ended: float | None
    """None where it was still alive when the program ended."""
    exit_code: int | None
    """As in `Process.exitcode`: negative for a signal; None where nobody asked for it."""
    order: int


@dataclass(frozen=True, slots=True)
class Message:
    """Something that travelled through a queue or a pipe."""

    action: str
    """`put`, `get`, `send` or `recv`."""
    channel: str
    """The same text for the two ends of one queue or pipe."""
    summary: str
    """The value in short; only plain data is shown, of others the type."""
    pid: int
    process: str
    time: float
    order: int
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """A time in which a thread slept, or waited for something."""

    call: str
    """The library call that it spent there, e.g. `time.sleep`; empty where that is not known."""
    target: str
    """What it waited for, where that is known: a process's name, a queue, an event, a lock's holder."""
    pid: int
    process: str
    thread: str
    """Name of the thread; empty for a process's main thread."""
    began: float
    ended: float
    order: int
    """Position of the last event of its process before it."""
    end_order: int
    """Position of the last event of the run before it was seen to be over."""
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Act:
    """Something that a process did to another, to an event, or under a schedule to shared memory."""

    action: str
    """`set`, `terminate`, `kill`, `read` or `write`."""
    target: str
    """Name of the process, of the event or of the shared value."""
    target_pid: int | None
    """None for what is no process."""
    pid: int
    process: str
    time: float
    order: int
    """Position of the last event of the run before it."""
    place: Place | None = None
    value: str = ""
    """What was read or written, in short."""


@dataclass(frozen=True, slots=True)
class Step:
    """What a generator did from when it was resumed to when it gave control back."""

    generator: int
    """Number of the generator among those that its process has begun."""
    function: str
    """Name of the function that made it."""
    action: str
    """How it was resumed: `next`, `send`, `throw`, `close`, `drop` (as nothing referred to it any
    more), or `resume` where that was not seen."""
    value: str
    """What was sent or thrown in, in short."""
    outcome: str
    """`yielded`, `returned`, `raised`, or `closed` for the end that closing asks for."""
    result: str
    """What came out, in short."""
    places: tuple[Place, ...]
    """Where it stood then, and the generators that it delegated to, the outermost first."""
    beyond: bool
    """Whether the innermost generator is none of the student's, and so has no place."""
    pid: int
    process: str
    time: float
    order: int
    """Position of the last event of the run before it."""
    place: Place | None = None
    """The student's line that resumed it, where that is known."""


@dataclass(frozen=True, slots=True)
class Raised:
    """An exception of the student's program."""

    type: str
    message: str
    places: tuple[Place, ...]
    """From the outermost call inwards, the student's own lines only."""

    @property
    def said(self) -> str:
        """Its type and message, as a traceback ends."""
        return f"{self.type}: {self.message}" if self.message else self.type


@dataclass(frozen=True, slots=True)
class Stuck:
    """Where one thread stood when the run was ended from outside."""

    process: str
    pid: int
    waiting: str
    """The library call it waits in, e.g. `Queue.get`; empty where it was computing."""
    places: tuple[Place, ...]
    """From the outermost call inwards, the student's own lines only."""
    target: str = ""
    """What it waits for, where that is known: a process's name, or the holder of a lock."""
    thread: str = ""
    """Name of the thread; empty for a process's main thread."""
    text: str = ""
    """The student's own line, innermost, as it stands in the file."""


@dataclass(frozen=True, slots=True)
class Run:
    """One sandboxed execution of the submission."""

    ending: Ending
    exit_code: int | None
    """Of the main process, as in `Process.exitcode`; None where it was ended from outside."""
    lines: tuple[Line, ...] = ()
    """Standard output."""
    errors: tuple[Line, ...] = ()
    """Standard error."""
    processes: tuple[ProcessRecord, ...] = ()
    messages: tuple[Message, ...] = ()
    spans: tuple[Span, ...] = ()
    """What its threads spent virtual time on; empty under a real clock."""
    acts: tuple[Act, ...] = ()
    raised: Raised | None = None
    """What ended the main program, if an exception did."""
    stuck: tuple[Stuck, ...] = ()
    leftovers: tuple[str, ...] = ()
    """Names of the processes that outlived the program (they were then ended)."""
    value: Any = None
    """What a probe returned, as plain data; None for a run of the program itself."""
    answered: bool = False
    """Whether a probe's answer arrived; False for a run of the program itself."""
    call_order: int = 0
    """Position of the last event before the probe was called: what importing the file did."""
    start_method: str = "fork"
    clock: str = "virtual"
    schedule: int | None = None
    """Seed of the schedule that the run was under, if it was."""
    duration: float = 0.0
    """Seconds of the run's own clock."""
    real_duration: float = 0.0
    """Real seconds."""
    notes: tuple[str, ...] = field(default=())
    """Facts a student should know of this run, e.g. that output was cut."""
    steps: tuple[Step, ...] = ()
    """Those of its generators, where the exercise asks for them."""

    @property
    def output(self) -> tuple[str, ...]:
        """The text of the lines on standard output, in order."""
        return tuple(line.text for line in self.lines)
