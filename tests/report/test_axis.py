from itertools import pairwise

import pytest

from grader.report.axis import Room, build_axis


def test_columns_stand_in_their_order_within_the_width():
    axis = build_axis([0, 0, 0, 5, 5, 5.9], endless=False)
    assert all(before < after for before, after in pairwise([0, *axis.columns, 100]))


def test_what_happens_at_one_moment_stands_close_and_time_is_wide():
    first, second, third = build_axis([0, 0.000001, 5], endless=False).columns
    assert third - second > 4 * (second - first)


def test_moments_are_labelled_with_their_time():
    axis = build_axis([0, 0.0000007, 0.25, 5], endless=False)
    labels = [moment.label.replace("\N{NO-BREAK SPACE}", " ") for moment in axis.moments]
    assert labels == ["0 s", "0.25 s", "5 s"]


def test_stretches_of_like_length_are_as_wide_as_their_time():
    axis = build_axis([0, 2, 6], endless=False)
    first, second, third = axis.moments
    wide = second.x - first.x - first.width, third.x - second.x - second.width
    assert wide[1] == pytest.approx(2 * wide[0])
    assert axis.breaks == ()


def test_a_stretch_that_is_far_too_long_is_marked_as_broken():
    axis = build_axis([0, 1, 3600], endless=False)
    (gap,) = axis.breaks
    assert axis.moments[1].x < gap < axis.moments[2].x


def test_labels_that_would_touch_are_left_out():
    axis = build_axis([*(step / 1000 for step in range(50)), 100], endless=False)
    shown = [moment for moment in axis.moments if moment.label]
    assert 2 < len(shown) < len(axis.moments)
    room = Room(axis.width)
    assert all(
        before.x + room.share(before.label, wide=True) <= after.x
        for before, after in pairwise(shown)
    )


def test_what_lasts_for_ever_has_room_after_the_last_moment():
    assert build_axis([0, 1], endless=False).end == 100
    endless = build_axis([0, 1], endless=True)
    last = endless.moments[-1]
    assert endless.end == pytest.approx(last.x + last.width)
    assert endless.end < 100


def test_a_text_is_cut_to_its_room():
    room = Room(50)
    assert room.cut("short", 50, wide=True) == "short"
    cut = room.cut("a text that is too long", 12, wide=True)
    assert cut.endswith("…")
    assert room.share(cut, wide=True) <= 12
    assert len(room.cut("a text that is too long", 35, wide=False)) < len("a text that is too long")


def test_of_a_text_that_is_cut_enough_is_left_to_read():
    assert Room(50).cut("no room", 0.1, wide=True) == ""
    assert Room(50).cut("hardly any room", 6, wide=True) == ""


def test_a_text_may_need_a_wide_page():
    room = Room(10)
    fits = [
        [room.fits("twelve chars", share, wide=wide) for wide in (False, True)]
        for share in (50, 15, 1)
    ]
    assert fits == [[True, True], [False, True], [False, False]]


def test_names_leave_less_room_on_a_wide_page_alone():
    broad, narrow = Room(10), Room(10, 200)
    assert narrow.share("text", wide=True) > broad.share("text", wide=True)
    assert narrow.share("text", wide=False) == broad.share("text", wide=False)
