"""What the tests of the core share: the levels of this machine, and a stage to run programs on."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from sandbox.needing import demand

from grader.runs.job import Job, Probe
from grader.runs.supervision import Told, supervise
from grader.runs.trace import Run
from grader.sandbox.box import Box
from grader.sandbox.isolation import Isolation
from grader.sandbox.limits import Limits

settings.register_profile("any machine", deadline=None)  # how fast it is proves nothing
settings.load_profile("any machine")

PROGRAMS = Path(__file__).parent / "programs"
WALL = 20.0
CALL = "def call(submission, function, *arguments):\n    return getattr(submission, function)(*arguments)\n"


def pytest_xdist_auto_num_workers() -> int:
    """Return two for each processor: many tests wait, for a browser, a limit, or a server."""
    return 2 * (os.cpu_count() or 1)


def pytest_configure(config: pytest.Config) -> None:
    """Make the marks of hidden tests known to the tests of those marks."""
    config.addinivalue_line("markers", "points(number, title): as in a hidden test")
    config.addinivalue_line("markers", "hint(text): as in a hidden test")
    config.addinivalue_line("markers", "visibility(name): as in a hidden test")


class Stage:
    """One box with every program of `tests/programs`, where one after another is run."""

    def __init__(self, level: Isolation, limits: Limits) -> None:
        files = {file.name: file.read_bytes() for file in PROGRAMS.glob("*.py")}
        self.box = Box(files, limits, level)

    def run(self, program: str, **options: Any) -> Run:
        """Run a program of `tests/programs` as `__main__`."""
        return self.tell(program, **options).run

    def call(self, program: str, function: str, *arguments: Any) -> Any:
        """Return what a function of a program returns, called beside it."""
        return self.called(program, function, *arguments).value

    def called(self, program: str, function: str, *arguments: Any, **options: Any) -> Run:
        """Return the run in which a function of a program is called and returns."""
        run = self.tell(program, Probe(CALL, "call", (function, *arguments)), **options).run
        assert run.answered, run
        return run

    def tell(
        self,
        program: str,
        probe: Probe | None = None,
        *,
        start_method: str | None = None,
        virtual: bool = True,
        wall: float = WALL,
    ) -> Told:
        """Run a job, and see that nothing is left of it."""
        told = supervise(
            self.box, Job(program, 1, start_method, virtual=virtual, probe=probe), wall
        )
        assert self.box.wipe()
        return told

    def close(self) -> None:
        self.box.close()


@pytest.fixture(scope="session", params=list(Isolation), ids=str)
def level(request: pytest.FixtureRequest) -> Isolation:
    demand(request.param)
    found: Isolation = request.param
    return found


@pytest.fixture(scope="session")
def stage(level: Isolation) -> Iterator[Stage]:
    """One box for all tests of a level, with the limits that a course has by default."""
    made = Stage(level, Limits())
    yield made
    made.close()


@pytest.fixture
def narrow_stage(level: Isolation) -> Iterator[Any]:
    """Makes a stage with limits of its own."""
    made: list[Stage] = []

    def make(**limits: Any) -> Stage:
        made.append(Stage(level, Limits(**limits)))
        return made[-1]

    yield make
    for one in made:
        one.close()
