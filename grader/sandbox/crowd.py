"""A bound on how many processes a sandbox may have, set by the kernel where the user is root.

Resource limits don't bind root. A control group does, where the machine lets root make one; where
not, watching (`grader.runs.usage`) is all there is.
"""

import os
from contextlib import suppress
from pathlib import Path

_HIERARCHIES = (Path("/sys/fs/cgroup/pids"), Path("/sys/fs/cgroup"))
"""Of the first version of control groups, and of the second; see cgroups(7)."""


class Crowd:
    """A control group for one sandbox, if one can be had."""

    def __init__(self, name: str, number: int) -> None:
        self._folder = self._make(name, number) if os.geteuid() == 0 else None

    def admit(self, pid: int) -> None:
        """Put a process, and all that it will start, under the bound."""
        if self._folder:
            with suppress(OSError):
                (self._folder / "cgroup.procs").write_text(str(pid))

    def close(self) -> None:
        """Remove the group, once all in it have ended."""
        if self._folder:
            with suppress(OSError):
                self._folder.rmdir()

    def _make(self, name: str, number: int) -> Path | None:
        for hierarchy in _HIERARCHIES:
            folder = hierarchy / name
            with suppress(OSError):
                folder.mkdir()
                try:
                    (folder / "pids.max").write_text(str(number))
                except OSError:
                    folder.rmdir()
                else:
                    return folder
        return None
