"""A seat: where one job after another is graded, by a process that is replaced when it dies."""

import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path

from grader.batch.job import Finished, Job
from grader.batch.worker import Broken
from grader.sandbox.orphans import Orphans

PROGRAM = (sys.executable, "-m", "grader.batch")
TRIES = 2
"""Times that a job is begun: a process may die of what has nothing to do with it."""
PATIENCE = 3600.0
"""Real seconds after which a job has hung, whatever pytest's own limit did."""
LEAVING = 1.5
"""Real seconds in which a process must have left once grading was called off; then it is killed."""
ENDING = 30.0
"""The same where nobody is in a hurry: a sandbox may have much to clear away."""


class GivenUpError(Exception):
    """Grading was called off from outside, and the job has no result."""


class Nursery:
    """All grading processes of this one: it knows which of its children are theirs to end."""

    def __init__(self, program: Sequence[str] = PROGRAM) -> None:
        """Make a nursery that starts `program`, which serves as `grader.batch.worker` does."""
        self._program = tuple(program)
        self._lock = threading.Lock()
        self._orphans = Orphans()

    def start(self, course: Path) -> tuple["Connection[object, object]", subprocess.Popen[bytes]]:
        """Start a grading process; return the connection to it."""
        ours, theirs = socket.socketpair()
        command = [*self._program, str(course), str(theirs.fileno())]
        with self._lock, theirs:
            process = subprocess.Popen(
                command,
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                start_new_session=True,  # Ctrl-C is for the batch, which then ends them in order
            )
            self._orphans.spare(process.pid)
        return Connection(ours.detach()), process

    def bury(self, process: subprocess.Popen[bytes], hurry: threading.Event) -> None:
        """End a process, and whatever of a sandbox it left."""
        deadline = time.monotonic() + ENDING
        while not _left(process, LEAVING):
            if hurry.is_set() or time.monotonic() > deadline:
                process.kill()
        with self._lock:
            self._orphans.forget(process.pid)
            self._orphans.end()


def _left(process: subprocess.Popen[bytes], seconds: float) -> bool:
    """Wait for a process to end; say whether it has."""
    with suppress(subprocess.TimeoutExpired):
        process.wait(seconds)
    return process.returncode is not None


class Seat:
    """Grades one job at a time; a context manager."""

    def __init__(self, course: Path, nursery: Nursery) -> None:
        self._course = course
        self._nursery = nursery
        self._connection: Connection[object, object] | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._closing = threading.Event()

    def grade(self, job: Job) -> Finished | Broken:
        """Return what became of a job; raises GivenUpError where the seat is closed meanwhile."""
        answer: object = None
        for _ in range(TRIES):
            answer = self._ask(job)
            if isinstance(answer, Finished):
                return answer
            self._replace()
            if self._closing.is_set():
                raise GivenUpError
        return answer if isinstance(answer, Broken) else Broken("the grading process died", "")

    def call_off(self) -> None:
        """Have the job that is being graded given up; from any thread."""
        self._closing.set()
        connection = self._connection
        if connection is not None:
            with suppress(OSError), socket.socket(fileno=os.dup(connection.fileno())) as line:
                line.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """End the process."""
        self._replace()
        self._closing.set()

    def _ask(self, job: Job) -> object:
        if self._connection is None:
            self._connection, self._process = self._nursery.start(self._course)
        if self._closing.is_set():  # asked only once there is a line that `call_off` can shut
            raise GivenUpError
        try:
            self._connection.send(job)
            return self._connection.recv() if self._connection.poll(PATIENCE) else None
        except (EOFError, OSError):
            return None

    def _replace(self) -> None:
        """End the process; the next job has another one started."""
        if self._connection is not None:
            self._connection.close()
        if self._process is not None:
            self._nursery.bury(self._process, self._closing)
        self._connection = self._process = None
