from dataclasses import replace

import pytest

from grader.report.happening import Kind
from grader.report.key import build_key
from grader.report.place import Anchors
from grader.report.timeline import build_timeline

from .samples import DEADLOCKED


@pytest.fixture
def timeline():
    return build_timeline(DEADLOCKED, "run", Anchors({}))


def test_the_key_has_each_shape_that_is_shown_and_no_other(timeline):
    shown = {bar.kind for lane in timeline.lanes for bar in lane.bars}
    shown |= {mark.kind for lane in timeline.lanes for mark in lane.marks}
    assert {sign.kind for sign in timeline.key} == shown
    assert len(timeline.key) == len(shown)


def test_every_mark_has_words(timeline):
    marked = set(Kind) - {Kind.START, Kind.SLEEP, Kind.WAIT, Kind.STUCK}
    (lane, *_) = timeline.lanes
    (mark, *_) = lane.marks
    marks = tuple(replace(mark, kind=kind) for kind in marked)
    key = build_key([replace(lane, marks=marks, bars=())])
    assert {sign.kind for sign in key} == marked
    assert all(sign.words for sign in key)
