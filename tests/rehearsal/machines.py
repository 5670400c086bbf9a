"""A cluster on this machine: a scheduler and its workers, as Dask's own commands start them."""

import os
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

from grader.batch.cluster import connect

WORKERS = 2
JOINING = 60
"""Real seconds in which the workers must be there."""


def kept_port() -> socket.socket:
    """Return a socket that keeps a port of this machine, and does not listen.

    Nobody is given the port while it is open, but who asks for it and reuses addresses, as Dask
    does, may listen there (socket(7), SO_REUSEADDR).
    """
    keeper = socket.socket()
    keeper.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    keeper.bind(("127.0.0.1", 0))
    return keeper


def address_of(keeper: socket.socket) -> str:
    """Return the address of a scheduler that listens at the port that is kept."""
    host, port = keeper.getsockname()
    return f"tcp://{host}:{port}"


class Machines:
    """A scheduler and its workers; each worker keeps all that is temporary in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self._keeper = kept_port()
        self.address = address_of(self._keeper)
        self._folder = folder
        self._scheduler = self._start(
            folder, "scheduler", "--host", "127.0.0.1", "--port", self.address.rpartition(":")[2],
            "--no-dashboard", "--dashboard-address", "127.0.0.1:0",
        )  # fmt: skip
        self.workers = [self._start_worker() for _number in range(WORKERS)]

    def _start(self, temporary: Path, *arguments: str) -> "subprocess.Popen[bytes]":
        return subprocess.Popen(
            [sys.executable, "-m", "dask", *arguments],
            cwd=self._folder,
            env={**os.environ, "TMPDIR": str(temporary)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def _start_worker(self) -> "tuple[Path, subprocess.Popen[bytes]]":
        own = Path(tempfile.mkdtemp(prefix="worker-", dir=self._folder))
        return own, self._start(
            own, "worker", self.address, "--nthreads", "1", "--no-nanny", "--name", own.name,
            "--host", "127.0.0.1", "--no-dashboard", "--local-directory", str(own),
        )  # fmt: skip

    def wait(self) -> None:
        """Wait until all workers have joined."""
        with connect(self.address, JOINING) as client:
            client.wait_for_workers(len(self.workers), timeout=JOINING)

    def lose_one(self) -> Path:
        """Kill a worker; return the folder that all of its processes know."""
        folder, lost = self.workers.pop()
        lost.kill()
        lost.wait()
        return folder

    def lose_scheduler(self) -> None:
        """Kill the one that knows of all work."""
        self._scheduler.kill()
        self._scheduler.wait()

    def close(self) -> None:
        """End all of it."""
        for process in (*(worker for _folder, worker in self.workers), self._scheduler):
            process.kill()
            process.wait()
        self._keeper.close()
