"""The same jobs on a real cluster: a scheduler and two workers, one of which is killed."""

import contextlib
import socket
import subprocess
import sys
from collections.abc import Iterator

import pytest

from grader.batch.cluster import Cluster, connect
from grader.batch.crew import Crew
from grader.batch.pack import pack
from grader.errors import UsageError

KINDS = ("right", "wrong", "broken")


def free_port() -> int:
    with contextlib.closing(socket.create_server(("127.0.0.1", 0))) as server:
        return server.getsockname()[1]


class Machines:
    """A scheduler and its workers, as Dask's own commands start them."""

    def __init__(self, folder) -> None:
        self.address = f"tcp://127.0.0.1:{free_port()}"
        self._folder = folder
        self._scheduler = self._start(
            "scheduler", "--host", "127.0.0.1", "--port", self.address.rpartition(":")[2],
            "--no-dashboard", "--dashboard-address", "127.0.0.1:0",
        )  # fmt: skip
        self.workers = [self._start_worker(number) for number in range(2)]

    def _start(self, *arguments: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-m", "dask", *arguments],
            cwd=self._folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def _start_worker(self, number: int) -> subprocess.Popen[bytes]:
        return self._start(
            "worker", self.address, "--nthreads", "1", "--no-nanny", "--name", f"worker{number}",
            "--host", "127.0.0.1", "--no-dashboard", "--local-directory", str(self._folder / str(number)),
        )  # fmt: skip

    def close(self) -> None:
        for process in (*self.workers, self._scheduler):
            process.kill()
            process.wait()


@pytest.fixture(scope="module")
def machines(tmp_path_factory) -> Iterator[Machines]:
    made = Machines(tmp_path_factory.mktemp("machines"))
    yield made
    made.close()


@pytest.fixture
def client(machines) -> Iterator[object]:
    made = connect(machines.address)
    yield made
    made.close()


@pytest.fixture
def jobs(job):
    return [
        job(KINDS[number % 3], f"student{number:02}", exercise)
        for exercise in ("exercise01_double", "exercise02_square")
        for number in range(9)
    ]


def scores(results):
    return sorted((one.digest, one.score, one.verdict) for one in results)


def test_cluster_finds_what_this_machine_finds_also_when_a_worker_is_killed(
    course, folder, client, machines, jobs
):
    client.wait_for_workers(2, timeout=60)
    results = Cluster(client, pack(course, course.exercises), folder).grade(jobs)
    found = [next(results)]
    lost = machines.workers.pop()
    lost.kill()
    lost.wait()
    found += results
    assert scores(found) == scores(Crew(folder, 2).grade(jobs))
    assert len({one.digest for one in found}) == len(found) == len(jobs)


def test_worker_needs_nothing_of_the_instructors_disk(course, folder, client, jobs):
    packed = pack(course, course.exercises)
    results = Cluster(client, packed, folder).grade(jobs[:2])
    for hidden in (course.root / "tests" / "hidden").iterdir():
        hidden.unlink()
    assert [one.score for one in sorted(results, key=lambda one: one.score)] == [40, 100]


def test_address_without_a_scheduler_is_told():
    with pytest.raises(UsageError, match="no cluster answers"):
        connect(f"tcp://127.0.0.1:{free_port()}", patience=1)
