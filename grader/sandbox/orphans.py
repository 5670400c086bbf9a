"""Orphans: what a program has left after it has ended its own supervisor.

Without a pid namespace, processes whose zygote is dead would go to the machine's init, and out of
reach. So the judge makes itself a subreaper: they become its own children.
"""

import ctypes
import os
import signal
import time
from contextlib import suppress

from grader.errors import SandboxError
from grader.sandbox import tree

_PR_SET_CHILD_SUBREAPER = 36
WITHIN = 10.0
"""Real seconds in which orphans must be ended."""


class NoOrphans:
    """For a sandbox with a pid namespace, whose end is the end of everything in it."""

    def end(self) -> None:
        """Do nothing: there are none."""


class Orphans(NoOrphans):
    """Children of the judge that it did not make; from the moment at which this is made."""

    def __init__(self) -> None:
        ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
        self._own = tree.children(os.getpid())

    def spare(self, pid: int) -> None:
        """Count a process as one that the judge has made."""
        self._own.append(pid)

    def forget(self, pid: int) -> None:
        """Spare it no longer: it has ended, and an orphan may get its pid.

        A later child of the judge may have that pid already, and is still spared.
        """
        self._own.remove(pid)

    def end(self) -> None:
        """Kill and reap them until there are none; raise SandboxError where that fails."""
        deadline = time.monotonic() + WITHIN
        while orphans := set(tree.children(os.getpid())).difference(self._own):
            for orphan in orphans:
                for pid in (orphan, *tree.descendants(orphan)):
                    with suppress(ProcessLookupError):
                        os.kill(pid, signal.SIGKILL)
                with suppress(ChildProcessError):
                    os.waitpid(orphan, os.WNOHANG)
            if time.monotonic() > deadline:
                raise SandboxError("a program could not be ended")
            time.sleep(0.0005)
