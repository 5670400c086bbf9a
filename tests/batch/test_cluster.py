"""Jobs on a real cluster, of a scheduler and two workers; `tests/rehearsal` kills one of them."""

from collections.abc import Iterator

import pytest
from rehearsal.machines import Machines, free_port

from grader.batch.cluster import Cluster, connect
from grader.batch.pack import pack
from grader.errors import UsageError


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


def test_address_without_a_scheduler_is_told():
    with pytest.raises(UsageError, match="no cluster answers"):
        connect(f"tcp://127.0.0.1:{free_port()}", patience=1)
