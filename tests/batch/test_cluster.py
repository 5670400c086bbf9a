"""Jobs on a real cluster, of a scheduler and two workers; `tests/rehearsal` kills one of them."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest
from rehearsal.machines import Machines, address_of, kept_port

from grader.batch import cluster
from grader.batch.cluster import Cluster, connect
from grader.batch.pack import pack
from grader.errors import GraderError, UsageError


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


def test_worker_needs_nothing_of_the_instructors_disk(course, folder, client, job):
    packed = pack(course, course.exercises)
    results = Cluster(client, packed, folder).grade([job("right"), job("wrong", "bob")])
    for hidden in (course.root / "tests" / "hidden").iterdir():
        hidden.unlink()
    assert [one.score for one in sorted(results, key=lambda one: one.score)] == [40, 100]


def test_lost_scheduler_ends_the_batch_and_fails_no_job(course, folder, job, tmp_path):
    def jobs(machines):
        yield job("right")
        machines.lose_scheduler()

    with closing(Machines(tmp_path)) as machines, connect(machines.address) as client:
        results = Cluster(client, pack(course, course.exercises), folder).grade(jobs(machines))
        with pytest.raises(GraderError, match="the cluster was lost: see that its scheduler"):
            list(results)


def test_address_without_a_scheduler_is_told():
    with kept_port() as keeper, pytest.raises(UsageError, match="no cluster answers"):
        connect(address_of(keeper), patience=1)


class Meeting:
    """Where each of two threads, the first time that it comes by, waits for the other."""

    def __init__(self) -> None:
        self._both = threading.Barrier(2)
        self._met = threading.local()
        self._lock = threading.Lock()

    def come_by(self) -> None:
        if not hasattr(self._met, "here"):
            self._met.here = True
            self._both.wait()

    def __enter__(self) -> None:
        self.come_by()
        self._lock.acquire()

    def __exit__(self, *_error: object) -> None:
        self._lock.release()


def test_threads_of_a_worker_share_one_nursery(tmp_path, monkeypatch):
    """They ask at the same time: each stands at the lock or, without one, in the making."""
    meeting, made = Meeting(), []

    class Noted:
        def __init__(self) -> None:
            meeting.come_by()
            made.append(self)

    monkeypatch.setattr(cluster, "_making", meeting)
    monkeypatch.setattr(cluster, "Nursery", Noted)
    cluster._nursery.cache_clear()
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(cluster._seat, [tmp_path, tmp_path]))
    cluster._nursery.cache_clear()
    assert len(made) == 1
