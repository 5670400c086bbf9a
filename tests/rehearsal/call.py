"""One call of `grade batch`: a process of its own that may be stopped, or killed, at any moment."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from survivors import handles_of

from grader.sandbox import tree

BEGIN = """
import signal, sys
from grader.__main__ import main
# What a shell starts in the background ignores Ctrl-C, and a test may run there.
signal.signal(signal.SIGINT, signal.default_int_handler)
code = main()
sys.stderr.writelines(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
sys.exit(code)
"""
PROGRESS = re.compile(r"(?P<done>\d+)/(?P<total>\d+)\b")
PEAK = re.compile(r"^VmHWM:\s*(?P<kilobytes>\d+) kB$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Result:
    """How a call ended, and all that it said."""

    code: int
    output: str
    errors: str

    @property
    def peak(self) -> int:
        """Bytes that the process itself had in memory at the most; 0 where it was killed."""
        told = PEAK.search(self.errors)
        return 1024 * int(told["kilobytes"]) if told else 0


class EndedError(Exception):
    """A call has ended before it had come as far as it was to come."""


class Called:
    """One call of `grade batch` in the folder of a course."""

    def __init__(
        self, folder: Path, *arguments: str, environment: Mapping[str, str] | None = None
    ) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", BEGIN, "batch", *arguments],
            cwd=folder,
            env={**os.environ, **(environment or {})},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout
        assert self.process.stderr
        self._output, self._errors = self.process.stdout, self.process.stderr
        self._heard = ""

    def wait_for(self, share: float, beyond: int = 0) -> int:
        """Listen until such a share of its work is done, and more than `beyond`; return how much."""
        for line in self._errors:
            self._heard += line
            told = PROGRESS.match(line)
            done, total = (int(told["done"]), int(told["total"])) if told else (0, 1)
            if done >= share * total and done > beyond:
                return done
        raise EndedError(f"it ended before it had come so far:\n{self._heard}")

    def wait_for_a_grade(self) -> None:
        """Listen until it says how many are graded."""
        self.wait_for(0)

    def stop(self) -> None:
        """Have it stand still, so that it can be looked at; it can still be killed."""
        self.process.send_signal(signal.SIGSTOP)

    def kill(self) -> None:
        """End it as `kill -9` does."""
        self.process.kill()
        self.process.wait()

    def end(self) -> Result:
        """Wait for its end, and that of all who can write in its name."""
        with self.process:
            errors = self._heard + self._errors.read()
            output = self._output.read()
        return Result(self.process.returncode, output, errors)

    def family(self) -> list[int]:
        """Return handles of the process's descendants."""
        return handles_of(tree.descendants(self.process.pid))
