"""A stage for folders of real programs: they are about time, so one isolation level will do."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from grader.runs.job import Job
from grader.runs.supervision import Told
from grader.sandbox.isolation import survey
from grader.sandbox.limits import Limits
from grader.submission import Submission, SubmittedFile
from grader.testing.bench import Bench

WALL = 20.0


class Stage:
    """A bench with all programs of one folder on it."""

    def __init__(self, folder: Path) -> None:
        files = [SubmittedFile(file.name, file.read_bytes()) for file in folder.glob("*.py")]
        level = next(report.level for report in survey() if report.available)
        submission = Submission("ada", folder.name, files[0].name, tuple(files))
        self.bench = Bench(submission, Limits(wall=WALL), level)

    def tell(
        self,
        program: str,
        start_method: str | None = None,
        schedule: int | None = None,
        *,
        virtual: bool = True,
    ) -> Told:
        """Run one of the programs."""
        return self.bench.run(Job(program, 1, start_method, schedule, virtual=virtual))


@pytest.fixture(scope="session")
def staged() -> Iterator[Callable[[Path], Stage]]:
    """The stage of a folder, the same for all tests that ask for it."""
    stages: dict[Path, Stage] = {}

    def stage_of(folder: Path) -> Stage:
        if folder not in stages:
            stages[folder] = Stage(folder)
        return stages[folder]

    yield stage_of
    for stage in stages.values():
        stage.bench.__exit__(None, None, None)
