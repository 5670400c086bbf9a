"""Burners: processes that do nothing but keep the processors busy, and surely end.

They are as nice as the programs that they compete with (`inside.confine`): those get the processors
no sooner than a burner does, and not so late that repeating takes an afternoon.
"""

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator

from grader.inside.confine import NICENESS

TURNS = 1_000_000
BURNING = f"""
import os, sys
os.nice({NICENESS})
while os.getppid() == int(sys.argv[1]):
    for turn in range({TURNS}):
        pass
"""
"""A burner whose parent was killed has another parent, and ends by itself."""


@contextlib.contextmanager
def burners(number: int) -> Iterator[list[int]]:
    """Keep so many processors busy meanwhile; yields the pids. None is left afterwards."""
    started: list[subprocess.Popen[bytes]] = []
    try:
        for _burner in range(number):
            command = [sys.executable, "-I", "-S", "-c", BURNING, str(os.getpid())]
            started.append(subprocess.Popen(command, stdin=subprocess.DEVNULL))
        yield [burner.pid for burner in started]
    finally:
        for burner in started:
            burner.kill()
        for burner in started:
            burner.wait()
