"""Room for descriptors on their way, which the kernel shares out to a user's programs (unix(7))."""

import time

from grader.errors import CrowdedError
from grader.sandbox.box import Box

WITHIN = 1.0
"""Real seconds in which the kernel has collected what an ended run left on its way."""
AGAIN = 0.001
"""Real seconds between two looks."""


def demand(box: Box) -> None:
    """Raise CrowdedError where others leave no room; the box's own run is over.

    The zygote tries, since a judge with a root's capabilities always finds room.
    """
    deadline = time.monotonic() + WITHIN
    while box.ask("room") != "roomy":
        if time.monotonic() > deadline:
            raise CrowdedError("other programs of this user left no room to pass descriptors on")
        time.sleep(AGAIN)
