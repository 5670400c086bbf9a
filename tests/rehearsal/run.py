"""Runs: the same class graded undisturbed, killed and resumed, and on a cluster that loses a worker.

Each is the real command in processes of its own, with one seed and a gradebook to itself.
"""

import os
import resource
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from survivors import ended, processes_of, survivors

from rehearsal.call import Called, Result
from rehearsal.machines import Machines
from rehearsal.rows import Row, read_rows

KILLED_AT = (0.3, 0.5, 0.7)
"""Shares of the rows that are there when the batch is killed."""
LOST_AT = 0.5
ENDING = 30.0
"""Real seconds in which all that a killed process has begun must be gone."""


class RunError(Exception):
    """A run did not come to its end."""


@dataclass(frozen=True, slots=True)
class Stage:
    """What all runs share."""

    course: Path
    submissions: Path
    folder: Path
    """Where each run has its gradebook, its reports, and what it keeps for a time."""
    seed: int
    seats: int

    def gradebook(self, name: str) -> Path:
        """Return the gradebook of a run."""
        return self.folder / f"{name}.sqlite"

    def reports(self, name: str) -> Path:
        """Return the folder of a run's reports."""
        return self.folder / f"{name}-out"

    def temporary(self, name: str) -> Path:
        """Return a new folder whose name all processes of a call know, and nobody else."""
        return Path(tempfile.mkdtemp(prefix=f"{name}-", dir=self.folder))

    def call(self, name: str, temporary: Path, *options: str) -> Called:
        """Call `grade batch` for a run."""
        return Called(
            self.course, str(self.submissions), "--seed", str(self.seed), "--out", str(self.reports(name)),
            "--gradebook", str(self.gradebook(name)), *options,
            environment={"TMPDIR": str(temporary)},
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a run."""

    name: str
    rows: tuple[Row, ...]
    seconds: float
    """Real ones, from the first call to the end of the last."""
    reports: int
    """Files, one for each row."""
    said: str
    """The last line that the command prints of itself."""
    processor: float | None = None
    """Seconds of all its processes; None where not all of them can be asked."""
    peak: int = 0
    """Bytes of the command's own process."""
    killed_at: tuple[int, ...] = ()
    """Rows that were there when something was killed."""
    remains: tuple[str, ...] = ()
    """What lived on, or was left behind, though its command had ended."""


def undisturbed(stage: Stage, name: str = "undisturbed") -> Outcome:
    """Grade the class on this machine, and let it be."""
    before, temporary, began = processor_time(), stage.temporary(name), time.monotonic()
    result = stage.call(name, temporary, "-j", str(stage.seats)).end()
    found = outcome(stage, name, began, result)
    used = processor_time() - before
    return replace(found, processor=used, remains=remains(temporary))


def killed(stage: Stage) -> Outcome:
    """Grade the class, killed three times on the way and called again each time."""
    name, began = "killed", time.monotonic()
    rows, left = [0], list[str]()
    for share in KILLED_AT:
        left += kill_at(stage, name, share, rows[-1])
        rows.append(len(read_rows(stage.gradebook(name))))
    result = stage.call(name, stage.temporary(name), "-j", str(stage.seats)).end()
    found = outcome(stage, name, began, result)
    return replace(found, killed_at=tuple(rows[1:]), remains=tuple(left))


def kill_at(stage: Stage, name: str, share: float, known: int) -> tuple[str, ...]:
    """Kill a batch that has come so far, and further than `known` rows; return what lives on."""
    temporary = stage.temporary(name)
    called = stage.call(name, temporary, "-j", str(stage.seats))
    called.wait_for(share, known)
    called.stop()
    family = called.family()
    demand_life(temporary, family)
    called.kill()
    left = remains(temporary, family)
    called.end()
    return left


def on_cluster(stage: Stage) -> Outcome:
    """Grade the class on a scheduler and two workers, of which one is killed."""
    name, folder = "cluster", stage.temporary("machines")
    with closing(Machines(folder)) as machines:
        machines.wait()
        began = time.monotonic()
        called = stage.call(name, stage.temporary(name), "--cluster", machines.address)
        graded = called.wait_for(LOST_AT)
        left = remains(machines.lose_one())
        found = outcome(stage, name, began, called.end())
    return replace(found, killed_at=(graded,), remains=(*left, *remains(folder)))


def outcome(stage: Stage, name: str, began: float, result: Result) -> Outcome:
    """Return what became of a run whose last call has ended; raises RunError where it failed."""
    seconds = time.monotonic() - began
    if result.code != os.EX_OK:
        raise RunError(f"{name}: the last call ended with {result.code}:\n{result.errors}")
    rows = tuple(read_rows(stage.gradebook(name)))
    reports = len(list(stage.reports(name).glob("reports/*/*.html")))
    return Outcome(name, rows, seconds, reports, result.output.splitlines()[0], peak=result.peak)


def demand_life(temporary: Path, family: list[int]) -> None:
    """See that what is about to be killed has begun others: else their end proves nothing."""
    if not family or len(processes_of(temporary)) == 1:
        raise RunError(f"{temporary.name}: nothing is being graded when it is killed")


def remains(temporary: Path, family: Sequence[int] = ()) -> tuple[str, ...]:
    """Wait for the end of all processes that come from a folder, or are of a family.

    Return what is left of them all the same, and of their sandboxes.
    """
    found = []
    if not ended(family, ENDING):
        found.append(f"{temporary.name}: its descendants are alive after {ENDING:.0f} s")
    if left := survivors(temporary, ENDING):
        found.append(f"{temporary.name}: alive after {ENDING:.0f} s are {left}")
    if boxes := sandboxes(temporary):
        found.append(f"{temporary.name}: left behind are {', '.join(map(str, boxes))}")
    return tuple(found)


def sandboxes(temporary: Path) -> list[Path]:
    """List the folders of sandboxes; the course's own may stay where a batch was killed."""
    found = (*temporary.glob("grader-*"), *temporary.glob("*/grader-*"))
    return [path for path in found if not path.name.startswith("grader-course-")]


def processor_time() -> float:
    """Return the processor time of all descendants that have ended and were waited for."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
