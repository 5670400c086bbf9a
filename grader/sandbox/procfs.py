"""Files of `/proc`: read whole, hundreds of times a run; see proc(5)."""

import os
from collections.abc import Callable

_BUFFER = 4096
_NEARLY_FULL = 4000
"""Bytes of a piece after which more may follow: the kernel fills a page with whole entries."""
KEPT = 120
"""Files that are kept open at most: the judge's descriptors are within an ordinary limit."""

Reader = Callable[[str], bytes]
"""Reads a file; empty where its process is gone, or may not be looked at."""


def read(path: str) -> bytes:
    """Read a file; empty where its process is gone, or may not be looked at."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return b""
    try:
        return _content(descriptor)
    except OSError:
        return b""
    finally:
        os.close(descriptor)


class KeptFiles:
    """Files that stay open: to open and close one takes longer than to read it."""

    def __init__(self) -> None:
        self._descriptors: dict[str, int] = {}

    def read(self, path: str) -> bytes:
        """Read a file anew, as `read` does."""
        if path in self._descriptors:
            try:
                return _content(self._descriptors[path])
            except OSError:
                # Its thread is gone, and another one may have got the number.
                os.close(self._descriptors.pop(path))
        elif len(self._descriptors) < KEPT:
            self._keep(path)
        return read(path)

    def close(self) -> None:
        """Close all."""
        for descriptor in self._descriptors.values():
            os.close(descriptor)
        self._descriptors.clear()

    def _keep(self, path: str) -> None:
        try:
            self._descriptors[path] = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
        except OSError:
            return


def _content(descriptor: int) -> bytes:
    """Read an open file from its beginning.

    The kernel gives long ones in pieces; it is read on, so that no number is cut in two.
    """
    content = piece = os.pread(descriptor, _BUFFER, 0)
    while len(piece) > _NEARLY_FULL:
        piece = os.pread(descriptor, _BUFFER, len(content))
        content += piece
    return content
