"""Bars do not overlap, and end where their process does."""

from itertools import pairwise

import pytest

from grader.report.column import build_layout
from grader.report.lane import build_lanes, build_titles
from grader.report.story import happenings
from grader.runs.ending import Ending
from grader.runs.trace import Line, Message, ProcessRecord, Run, Span

MAIN = ProcessRecord(2, "MainProcess", None, False, None, 0.0, 3.0, 0, 1)
CHILD = ProcessRecord(3, "child", 2, False, "fork", 0.0, 2.0, 0, 2)
SLEPT = Run(
    Ending.FINISHED,
    0,
    processes=(MAIN, CHILD),
    lines=(Line("done", 3, "child", 2.0, 4),),
    spans=(
        Span("time.sleep", "", 3, "child", "", 0.0, 2.0, 2, 3),
        Span("Process.join", "child", 2, "MainProcess", "", 0.0, 2.0, 2, 5),
    ),
)
ANSWERED = Run(
    Ending.FINISHED,
    0,
    processes=(MAIN, CHILD),
    messages=(
        Message("send", "pipe 1", "'a'", 2, "MainProcess", 1.0, 3),
        Message("recv", "pipe 1", "'a'", 3, "child", 1.0, 4),
    ),
    spans=(Span("Connection.recv", "pipe 1", 3, "child", "", 0.0, 1.0, 2, 3),),
)


def _lanes(run):
    shown = happenings(run)
    return build_lanes(build_titles(run.processes, shown), build_layout(shown))


@pytest.mark.parametrize("run", [SLEPT, ANSWERED])
def test_bars_of_a_process_stand_side_by_side(run):
    for lane in _lanes(run):
        bars = sorted(lane.bars, key=lambda bar: bar.x)
        assert bars
        assert all(before.x + before.width <= after.x + 1e-9 for before, after in pairwise(bars))


def test_work_ends_with_its_process():
    for lane in _lanes(SLEPT):
        end = max(mark.x for mark in lane.marks)
        assert max(bar.x + bar.width for bar in lane.bars) == pytest.approx(end)


def test_who_waits_for_a_message_waits_until_it_has_it():
    child = _lanes(ANSWERED)[1]
    (wait,) = [bar for bar in child.bars if bar.kind == "wait"]
    taken = next(mark.x for mark in child.marks if mark.kind == "take")
    assert wait.x + wait.width == pytest.approx(taken)
