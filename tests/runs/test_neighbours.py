"""A neighbour of the same user floods the kernel's room for descriptors on their way (unix(7))."""

import socket
from contextlib import closing

import pytest

from grader.errors import CrowdedError
from grader.runs import packets, room
from grader.runs.ending import Ending
from grader.runs.patience import Patience
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

    @property
    def is_closed(self):
        return self._ends[0].fileno() < 0

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


@pytest.fixture
def when_crowded(monkeypatch):
    """Has something done whenever a program tells that there is no room for its descriptors."""

    def arrange(do):
        def take(self, packet, *rest):
            if isinstance(packet, packets.Crowded):
                do()
            real(self, packet, *rest)

        real = Supervision._take
        monkeypatch.setattr(Supervision, "_take", take)

    return arrange


def test_program_that_passes_descriptors_on_waits_for_the_flood_to_end(stage, when_crowded):
    before = shown(stage.run("sleeping_children.py", start_method="forkserver"))
    with closing(Flood()) as flood:
        when_crowded(flood.close)
        assert shown(stage.run("sleeping_children.py", start_method="forkserver")) == before
        assert flood.is_closed


@pytest.fixture
def _impatient(when_crowded, monkeypatch):
    """A run has had its time once it tells that there is no room."""
    told = []
    when_crowded(lambda: told.append("crowded"))
    monkeypatch.setattr(Patience, "is_over", lambda _patience: bool(told))


@pytest.mark.usefixtures("_impatient")
def test_program_that_lost_all_its_time_to_a_flood_is_not_judged(stage, monkeypatch):
    monkeypatch.setattr(room, "WITHIN", 0)
    with closing(Flood()), pytest.raises(CrowdedError, match="no room"):
        stage.run("sleeping_children.py", start_method="forkserver")


@pytest.mark.usefixtures("_impatient")
def test_program_that_left_itself_no_room_is_judged(stage):
    assert stage.run("crowds_itself.py").ending is Ending.TIMED_OUT
