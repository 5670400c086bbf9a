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
