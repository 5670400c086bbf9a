"""Files that take their place whole, or not at all."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path


class WriteError(OSError):
    """Something could not be written; `filename` says where it should lie."""


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Make a WriteError of what keeps `path` from being written."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        raise WriteError(error.errno, reason, str(path)) from error


def write_whole(path: Path, write: Callable[[Path], None]) -> None:
    """Have `write` fill a file that takes the place of `path` only when it is complete.

    What is no ordinary file (`/dev/stderr`, a named pipe) is written to as it is. Raises OSError
    where the file can't be written; what lay at `path` before lies there still then.
    """
    if path.exists() and not path.is_file():
        write(path)
        return
    real = path.resolve()
    part = real.with_name(f".{real.name}.{os.urandom(4).hex()}.part")
    try:
        write(part)
        part.replace(real)
    finally:
        part.unlink(missing_ok=True)


def write_bytes(path: Path, content: bytes) -> None:
    """Write `content` to `path`, whole or not at all."""
    write_whole(path, lambda part: _fill(part, content))


def _fill(part: Path, content: bytes) -> None:
    part.write_bytes(content)
