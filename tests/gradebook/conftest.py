"""What the tests of the gradebook share: an address in each kind of database, and entries."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from grader.gradebook import Gradebook

from .server import Server, shared_server


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    own = tmp_path_factory.getbasetemp()
    # Each worker of pytest-xdist has a folder of its own in the one of the session.
    shared = own.parent if os.environ.get("PYTEST_XDIST_WORKER") else own
    with shared_server(shared) as found:
        yield found


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a gradebook can be made, in each kind of database."""
    if request.param == "sqlite":
        return str(tmp_path / "grades.sqlite")
    emptied: str = request.getfixturevalue("server").empty_database()
    return emptied


@pytest.fixture
def book(address: str) -> Iterator[Gradebook]:
    with Gradebook(address) as made:
        yield made
