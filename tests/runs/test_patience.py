"""How long the judge waits: real seconds, and what others have taken of them, up to a limit."""

import os
import time

import pytest

from grader.runs.patience import EVERY, TIMES, Patience
from grader.sandbox import tree

LIMIT = 2.0
ZYGOTE, PROGRAM = 1, 7


class Machine:
    """A machine on which a test says what time it is, and what each process has lost to others."""

    def __init__(self):
        self.now = 100.0
        self.lost = {os.getpid(): 40.0, ZYGOTE: 30.0}
        self.patience = None

    def pass_time(self, seconds):
        """Let time pass, while the judge asks again and again; return what it is told last."""
        for _ in range(10):
            self.now += seconds / 10
            over = self.patience.is_over()
        return over


@pytest.fixture
def machine(monkeypatch):
    made = Machine()
    monkeypatch.setattr(time, "monotonic", lambda: made.now)
    monkeypatch.setattr(tree, "descendants", lambda _: [pid for pid in made.lost if pid == PROGRAM])
    monkeypatch.setattr(tree, "starved", lambda pids: {(pid, pid): made.lost[pid] for pid in pids})
    made.patience = Patience(ZYGOTE, LIMIT)
    return made


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
@pytest.mark.parametrize("pid", [os.getpid(), PROGRAM], ids=["judge", "program"])
def test_what_others_took_does_not_count_but_not_without_end(machine, pid, seconds, taken, over):
    machine.lost[pid] = machine.lost.get(pid, 0.0) + taken
    assert machine.pass_time(seconds) is over


def test_what_a_process_lost_stays_lost_when_it_has_ended(machine):
    machine.lost[PROGRAM] = 1.0
    assert not machine.pass_time(LIMIT / 2)
    del machine.lost[PROGRAM]
    assert not machine.pass_time(LIMIT)
    assert machine.pass_time(EVERY * 2)
