"""How a submission is to be graded, apart from what its exercise says."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """How a submission is to be graded."""

    seed: int
    """All that is drawn at random is drawn from it."""
    isolation: str = "auto"
    """`auto`, `strict`, or the name of a level."""
    clock: str = "virtual"
    """`virtual` or `real`."""
    schedule: int | None = None
    """Seed of the schedule that all runs are under, None for none."""
    start_method: str | None = None
    """`fork`, `spawn` or `forkserver` for all runs whose test sets none; None for the usual one."""
    until_lost: bool = False
    """Whether the first test that a submission loses is the last one that is run."""
    audience: str = "instructor"
    """`instructor`, for whom all tests are run, or `student`: those that a student may run now."""
