"""What the processes of a run answer when they are asked where their threads stand."""

import os
import signal
import time
from collections.abc import Callable, Collection
from contextlib import suppress

from grader.runs.lines import Lines
from grader.runs.patience import Patience

WITHIN = 0.5
"""Seconds in which a program may answer."""
PAUSE = 0.0002
"""Real seconds between two looks at whether it has."""


def ask(
    pids: Collection[int],
    lines: Lines,
    patience: Patience,
    is_at_rest: Callable[[], bool],
    drain: Callable[[], bool],
) -> dict[int, str]:
    """Ask processes by a signal, and return what each has written of its stacks.

    Listens until all have answered, which the end of their activity shows, but not for longer than
    there is `patience`. Meanwhile `drain` takes what else they say.
    """
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGRTMAX - 1)
    answers: dict[int, bytes] = {}
    while not patience.is_over():
        if lines.take_stacks(answers):
            continue
        if set(pids) <= answers.keys() and is_at_rest():
            if lines.take_stacks(answers):
                continue
            break
        drain()
        time.sleep(PAUSE)
    return {pid: answer.decode("utf-8", "replace") for pid, answer in answers.items()}
