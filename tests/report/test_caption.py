"""Words in the picture, as many as there is room for."""

import pytest

from grader.report.axis import Room, Shown
from grader.report.caption import build_captions, on_bar
from grader.report.column import build_layout
from grader.report.happening import Happening, Kind

WAIT = Happening(
    Kind.WAIT, 3, 0.0, 1, "", "waits for get_data", ended=9.0, end_order=2, brief="get_data"
)


def _captions(*shown):
    return build_captions(3, build_layout(shown))


def _print(label, time, kind=Kind.PRINT):
    return Happening(kind, 3, time, round(time), "", label)


@pytest.mark.parametrize(
    ("percent", "texts"),
    [
        (100, [("waits for get_data", Shown.ALWAYS)]),
        (30, [("waits for get_data", Shown.ROOMY), ("get_data", Shown.TIGHT)]),
        (12, [("get_data", Shown.ROOMY)]),
        (2, []),
    ],
)
def test_a_bar_has_as_many_words_as_there_is_room_for(percent, texts):
    assert [(text.text, text.shown) for text in on_bar(WAIT, 0, percent, Room(20))] == texts


def test_what_was_printed_stands_below_its_mark():
    layout = build_layout([_print("Start", 0.0), _print("Exit", 5.0)])
    captions = build_captions(3, layout)
    assert [(text.text, text.x) for text in captions] == [
        ("Start", layout.x[0, False]),
        ("Exit", layout.x[1, False]),
    ]


def test_a_long_last_line_ends_where_the_picture_ends_and_covers_none_before_it():
    first, last = _captions(_print("Start", 0.0), _print("a line of many words " * 9, 5.0))
    assert (last.x, last.leftwards) == (100.0, True)
    room = Room(build_layout([_print("Start", 0.0), _print("x", 5.0)]).axis.width)
    assert first.x + room.share(first.text, wide=True) <= 100 - room.share(last.text, wide=True)


def test_a_value_is_shown_whole_or_not_at_all():
    assert [text.text for text in _captions(_print("'Hello'", 0.0, Kind.GIVE))] == ["'Hello'"]
    assert _captions(_print("'" + "x" * 90 + "'", 0.0, Kind.GIVE)) == ()


def test_what_waits_for_ever_says_for_what():
    stuck = Happening(Kind.STUCK, 3, 1.0, 2, "", "waits for ever", value="in Queue.get()")
    captions = _captions(_print("Start", 0.0), stuck)
    assert [text.text for text in captions] == ["Start", "in Queue.get()"]
    assert captions[-1].leftwards
