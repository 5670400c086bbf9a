"""What a program may use. Every field can be set in `course.toml` and `exercise.toml`."""

from dataclasses import dataclass

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """What one run may use; defaults suit a course of small programs."""

    wall: float = 10.0
    """Real seconds from the run's start to its end."""
    cpu: float = 8.0
    """Seconds of processor time, all processes together.

    Less than the wall limit: a program that computes without end is told so, each time.
    """
    memory: int = 512 * MEBIBYTE
    """Bytes in use by all processes together, shared pages counted once."""
    processes: int = 64
    """Processes alive at one time."""
    file_size: int = 16 * MEBIBYTE
    """Bytes in one file."""
    disk: int = 64 * MEBIBYTE
    """Bytes in all files together, shared memory included."""
    open_files: int = 256
    """Open files in one process."""
    output: int = 256 * 1024
    """Bytes written to standard output and standard error together."""
