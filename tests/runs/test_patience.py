"""How long the judge waits: real seconds, and what others have taken of them, up to a limit."""

import os
import time

import pytest

from grader.runs.patience import TIMES, Patience
from grader.sandbox import tree

LIMIT = 2.0


@pytest.fixture
def machine(monkeypatch):
    """A machine on which a test says what time it is, and how long everybody was starved."""

    class Machine:
        now = 100.0
        taken = 40.0  # before the run began

    monkeypatch.setattr(time, "monotonic", lambda: Machine.now)
    monkeypatch.setattr(tree, "starved", lambda _pids: Machine.taken)
    return Machine


def is_over(machine, seconds, taken):
    patience = Patience(os.getpid(), LIMIT)
    machine.now += seconds
    machine.taken += taken
    return patience.is_over()


@pytest.mark.parametrize(
    ("seconds", "taken", "over"),
    [
        (LIMIT - 0.1, 0.0, False),
        (LIMIT + 0.1, 0.0, True),
        (LIMIT + 0.1, 0.5, False),
        (LIMIT + 0.6, 0.5, True),
        (LIMIT + 0.6, 1000.0, False),
        (LIMIT + LIMIT * TIMES + 0.1, 1000.0, True),
    ],
)
def test_what_others_took_does_not_count_but_not_without_end(machine, seconds, taken, over):
    assert is_over(machine, seconds, taken) is over
