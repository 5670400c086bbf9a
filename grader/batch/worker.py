"""A grading process: it takes jobs from a connection, and gives back what became of each.

Started as `python -m grader.batch COURSE DESCRIPTOR`. It ends when the other end is closed,
be it because whoever held that was killed: then it ends what it runs, and proves it dead, first.
"""

import select
import signal
import threading
import traceback
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from grader.batch.job import Finished, Job, grade_jobs
from grader.course import read_course
from grader.sandbox.interruption import INTERRUPTS


@dataclass(frozen=True, slots=True)
class Broken:
    """What keeps this process from going on; it ends after it has said so."""

    reason: str
    details: str


class Line:
    """The connection to whoever has jobs graded: jobs come in, what became of them goes out."""

    def __init__(self, connection: "Connection[object, object]") -> None:
        self._connection = connection
        self._next: Job | None = None
        self._lock = threading.Lock()
        self._grading = False
        self._closed = False

    def peek(self) -> Job | None:
        """Wait for the next job and leave it there; None when there will be no more."""
        if self._next is None:
            try:
                received = self._connection.recv()
            except (EOFError, OSError):
                return None
            assert isinstance(received, Job)  # noqa: S101 - our own process sends nothing else
            self._next = received
        return None if self._closed else self._next

    def alike(self) -> Iterator[Job]:
        """Take jobs for as long as they are of one exercise and one setting."""
        first = self.peek()
        while (job := self.peek()) is not None and first is not None and _alike(first, job):
            self._next = None
            with self._lock:
                self._grading = not self._closed
            if self._grading:
                yield job

    def send(self, finished: Finished) -> None:
        """Say what became of the job that was taken last."""
        with suppress(OSError):  # the other end is gone, which the next look for a job tells, too
            self._connection.send(finished)
        with self._lock:
            self._grading = False

    def interrupt_when_closed(self) -> None:
        """Interrupt this process, as Ctrl-C does, once the other end is gone.

        Only while it is grading: what comes after that, the end of a sandbox, must not be cut off.
        """
        poll = select.poll()
        poll.register(self._connection.fileno(), select.POLLRDHUP)
        poll.poll()
        with self._lock:
            self._closed = True
            if self._grading:
                signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)


def _alike(one: Job, other: Job) -> bool:
    return (one.submission.exercise, one.settings) == (other.submission.exercise, other.settings)


def serve(line: Line, course: Path) -> None:
    """Grade what arrives until the other end is closed."""
    found = read_course(course)
    while line.peek() is not None:
        grade_jobs(found, line.alike(), line.send)


def main(course: str, descriptor: str) -> int:
    """Serve until the other end is closed; return the exit code."""
    connection: Connection[object, object] = Connection(int(descriptor))
    line = Line(connection)
    for number in INTERRUPTS:
        signal.signal(number, signal.default_int_handler)
    threading.Thread(target=line.interrupt_when_closed, daemon=True).start()
    with suppress(KeyboardInterrupt):  # the other end is closed: nobody waits for an answer
        serve_or_tell(connection, line, Path(course))
    return 0


def serve_or_tell(connection: "Connection[object, object]", line: Line, course: Path) -> None:
    """Serve; say what went wrong if something does."""
    try:
        serve(line, course)
    except Exception as error:  # noqa: BLE001 - whatever it is, the batch must know and go on
        notes = "\n".join(getattr(error, "__notes__", ()))
        details = f"{traceback.format_exc()}\n{notes}"
        with suppress(OSError):
            connection.send(Broken(str(error) or type(error).__name__, details))
