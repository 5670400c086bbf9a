"""A neighbour of the same user floods the kernel's room for descriptors on their way (unix(7))."""

import socket
from contextlib import closing

import pytest

from grader.errors import CrowdedError
from grader.runs import packets
from grader.runs.ending import Ending
from grader.runs.supervision import Supervision

pytestmark = pytest.mark.xdist_group("flood")
LIMITS = {"open_files": 160}
"""Fewer than by default: other tests, which run at the same time, must not meet the flood."""
FLOOD = 180
"""Descriptors on their way: more than the limit, and fewer than others' limit."""


class Flood:
    """More descriptors on their way than a program of these limits may send."""

    def __init__(self):
        self._ends = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        socket.send_fds(self._ends[0], [b"x"], [self._ends[0].fileno()] * FLOOD)

    def close(self):
        for end in self._ends:
            end.close()


@pytest.fixture
def stage(narrow_stage):
    return narrow_stage(**LIMITS)


def shown(run):
    return run.ending, [line.text for line in run.lines], [one.exit_code for one in run.processes]


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_program_that_passes_nothing_on_notices_nothing(stage, method):
    before = shown(stage.run("sleeping_children.py", start_method=method))
    with closing(Flood()):
        assert shown(stage.run("sleeping_children.py", start_method=method)) == before
    assert before[0] is Ending.FINISHED


def test_program_that_passes_descriptors_on_waits_for_the_flood_to_end(stage, monkeypatch):
    before = shown(stage.run("sleeping_children.py", start_method="forkserver"))
    heard, real = [], Supervision._take

    def take(self, packet, *rest):
        if isinstance(packet, packets.Crowded):
            heard.append(packet)
            flood.close()
        real(self, packet, *rest)

    monkeypatch.setattr(Supervision, "_take", take)
    with closing(Flood()) as flood:
        assert shown(stage.run("sleeping_children.py", start_method="forkserver")) == before
    assert heard


def test_program_that_lost_all_its_time_to_a_flood_is_not_judged(stage):
    with closing(Flood()), pytest.raises(CrowdedError, match="no room"):
        stage.run("sleeping_children.py", start_method="forkserver", wall=0.5)
