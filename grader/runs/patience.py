"""How long the judge waits for a run: real time, but for that in which others had the machine."""

import os
import time

from grader.sandbox import tree

TIMES = 5
"""How many times the limit is added at most where others keep the machine busy."""
EVERY = 0.01
"""Real seconds between two looks at what processes have lost: one that has ended tells nothing."""


class Patience:
    """The judge's patience with the run of a zygote, from now on; `limit` is in seconds."""

    def __init__(self, zygote: int, limit: float) -> None:
        self._zygote = zygote
        self._limit = limit
        self._looked = time.monotonic()
        self._end = self._looked + limit
        self._lost = tree.starved([os.getpid(), zygote])
        self._before = sum(self._lost.values())

    def is_over(self) -> bool:
        """Say whether the run has had its time; to be asked all the while it goes on.

        Many processes that compete with each other could stretch it: the limit on processor time
        ends those.
        """
        now = time.monotonic()
        if now > self._looked + EVERY:
            self._looked = now
            self._lost |= tree.starved([os.getpid(), self._zygote, *tree.descendants(self._zygote)])
        return now > self._end and now > self._end + min(self._taken(), self._limit * TIMES)

    def _taken(self) -> float:
        """Return the seconds for which judge and program could run and got no processor."""
        return sum(self._lost.values()) - self._before
