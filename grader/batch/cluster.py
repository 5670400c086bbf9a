"""The crew of a cluster: the same jobs through Dask, on machines that see nothing of the course.

The course pack is sent to each worker once. A Dask worker grades in processes of its own, like the
crew of one machine does, since the sessions that run hidden tests can't share a process.
"""

import atexit
import hashlib
import shutil
import tempfile
import threading
from collections.abc import Generator, Iterable
from functools import cache
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import Any

from grader.batch.crew import failure, settle
from grader.batch.job import Finished, Job
from grader.batch.pack import unpack
from grader.batch.seat import Nursery, Seat
from grader.course import read_course
from grader.errors import GraderError, UsageError
from grader.language import translate as _

AHEAD = 4
"""Jobs per thread of the cluster that are under way at a time, so that none has to wait."""
SCHEMES = ("tcp://", "tls://", "ucx://", "ws://", "wss://")
"""Of the addresses that a scheduler may have."""
JOINING = 20
"""Real seconds in which the scheduler must answer, and have a worker."""

_here = threading.local()


def connect(address: str, patience: float = JOINING) -> Any:
    """Return a client of the scheduler at `address`; raises UsageError where there is none.

    `patience` is in real seconds.
    """
    try:
        distributed = import_module("distributed")
    except ImportError:
        message = _("--cluster needs Dask: pip install 'exercise-grader[cluster]'")
        raise UsageError(message) from None
    if not address.startswith(SCHEMES):
        message = _(
            "--cluster takes the address of a Dask scheduler, e.g. tcp://head:8786, not {address}"
        )
        raise UsageError(message.format(address=address))
    try:
        client = distributed.Client(address, timeout=patience, set_as_default=False)
        client.wait_for_workers(1, timeout=patience)
    except (OSError, TimeoutError, ValueError) as error:
        message = _("no cluster answers at {address}: start `dask scheduler` and `dask worker`")
        raise UsageError(message.format(address=address)) from error
    return client


class Cluster:
    """Grades jobs on the workers of a Dask cluster."""

    def __init__(self, client: Any, pack: bytes, course: Path) -> None:
        """Take the cluster's client, the course pack, and the folder where it is unpacked here."""
        self._client = client
        self._pack = pack
        self._course = read_course(course)

    def grade(self, jobs: Iterable[Job]) -> Generator[Finished]:
        """Yield what became of each job, as it becomes known, each exactly once.

        What a lost worker was grading is graded by another one. Closing the generator gives up
        what is under way. Raises GraderError once the cluster itself is lost.
        """
        source = iter(jobs)
        pack = self._client.scatter(self._pack, broadcast=True, hash=True)
        under_way: dict[str, Job] = {}
        completed = import_module("distributed").as_completed(loop=self._client.loop)
        self._submit(islice(source, AHEAD * self._threads()), pack, under_way, completed)
        try:
            for future in completed:
                yield self._result(future, under_way.pop(str(future.key)))
                self._submit(islice(source, 1), pack, under_way, completed)
        finally:
            self._client.cancel(list(completed.futures))

    def _threads(self) -> int:
        threads: dict[str, int] = self._client.nthreads()
        return max(1, sum(threads.values()))

    def _submit(
        self, jobs: Iterable[Job], pack: Any, under_way: dict[str, Job], completed: Any
    ) -> None:
        for job in jobs:
            future = self._client.submit(grade_here, pack, job, key=f"grade-{job.digest}")
            under_way[str(future.key)] = job
            completed.add(future)

    def _result(self, future: Any, job: Job) -> Finished:
        if future.cancelled():
            message = _(
                "the cluster was lost: see that its scheduler and workers run, and call again; "
                "what was graded is kept"
            )
            raise GraderError(message)
        error = future.exception()
        if error is None:
            finished: Finished = future.result()
            return finished
        return failure(self._course, job, repr(error))


def grade_here(pack: bytes, job: Job) -> Finished:
    """Grade a job on this worker: what the cluster calls."""
    folder = unpacked(hashlib.sha256(pack).hexdigest(), pack)
    return settle(read_course(folder), _seat(folder), job)


def _seat(folder: Path) -> Seat:
    """Return this thread's seat in a course; one for another course is given up."""
    taken: tuple[Path, Seat] | None = getattr(_here, "seat", None)
    if taken is not None and taken[0] != folder:
        taken[1].close()
        taken = None
    if taken is None:
        with _making:  # two nurseries would each take the other's processes for orphans
            _here.seat = taken = (folder, Seat(folder, _nursery()))
    return taken[1]


@cache
def _nursery() -> Nursery:
    return Nursery()


_making = threading.Lock()
"""Held while something is made that the threads of this worker share."""
_folders: dict[str, Path] = {}


def unpacked(digest: str, pack: bytes) -> Path:
    """Return the folder of a pack on this worker, laid out when it is first needed."""
    with _making:
        if digest not in _folders:
            folder = Path(tempfile.mkdtemp(prefix="grader-course-"))
            atexit.register(shutil.rmtree, folder, ignore_errors=True)
            unpack(pack, folder)
            _folders[digest] = folder
        return _folders[digest]
