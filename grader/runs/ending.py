"""How a run ended."""

from enum import StrEnum


class Ending(StrEnum):
    """How a run ended; `FINISHED` says nothing of the exit code."""

    FINISHED = "finished"
    """The main process ended by itself, with whatever exit code."""
    KILLED = "killed"
    """The main process was ended by a signal that it or another process of the program sent."""
    DEADLOCKED = "deadlocked"
    """Every process was asleep and nothing could ever wake one."""
    TIMED_OUT = "timed_out"
    """The wall limit (real seconds) passed."""
    OUT_OF_CPU = "out_of_cpu"
    OUT_OF_MEMORY = "out_of_memory"
    TOO_MANY_PROCESSES = "too_many_processes"
    TOO_MUCH_OUTPUT = "too_much_output"
    TOO_MUCH_DISK = "too_much_disk"
    NOT_RUN = "not_run"
    """Too many runs of the submission before it had used up their time."""
    BROKEN = "broken"
    """The program broke its own sandbox (killed its supervisor, sent nonsense)."""
