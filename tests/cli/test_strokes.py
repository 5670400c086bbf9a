"""A process's line: what it is drawn with, and what covers what."""

import pytest

from grader.cli.strokes import LIFE, SIGNS, WORK, covered, line
from grader.report.bar import Bar
from grader.report.happening import Kind
from grader.report.lane import Lane, Mark, Title
from grader.report.words import Tone


def lane(*parts, begin=0.0, end=99.0):
    return Lane(
        title=Title(2, "worker", "pid 2", "", "", Tone.GOOD), y=0, height=47,
        begin=begin, end=end, captions=(),
        bars=tuple(part for part in parts if isinstance(part, Bar)),
        marks=tuple(part for part in parts if isinstance(part, Mark)),
    )  # fmt: skip


def bar(kind, begin, end, number=0):
    return Bar(kind, begin, end - begin, (), None if kind == "run" else number)


def drawn(*parts, width=10, **ends):
    return line(lane(*parts, **ends), width).plain


def test_a_process_of_which_nothing_else_is_known_lives_from_its_start_to_its_end():
    assert drawn(begin=20, end=70) == "  ┣─────  "


def test_sleeping_waiting_and_working_look_different():
    parts = bar("sleep", 10, 40), bar("wait", 50, 80), bar("run", 40, 50)
    assert drawn(*parts) == "┣zzz━┄┄┄──"


def test_work_is_drawn_over_what_took_time_whatever_their_order():
    parts = bar("run", 20, 40), bar("sleep", 10, 90)
    assert drawn(*parts) == drawn(*reversed(parts)) == "┣z━━zzzzz─"


def test_work_that_is_shorter_than_a_character_is_seen_all_the_same():
    assert drawn(bar("sleep", 10, 90), bar("run", 52, 54)) == "┣zzzz━zzz─"


def test_nothing_is_drawn_before_the_start_or_after_the_end():
    assert drawn(bar("run", 10, 90), begin=30, end=60) == "   ┣━━━   "


def test_who_waits_for_ever_does_so_to_the_end_of_the_picture():
    assert drawn(bar("stuck", 50, 100), end=50) == "┣────┄┄┄┄┄"


@pytest.mark.parametrize("kind", sorted(Kind))
def test_a_mark_stands_over_everything_at_its_place(kind):
    assert drawn(Mark(kind, 55, 1), bar("run", 0, 99))[5] == SIGNS[kind][0]


def test_an_end_covers_what_else_was_at_its_place_and_what_was_said_covers_the_rest():
    said, read, end = Mark(Kind.PRINT, 52, 1), Mark(Kind.READ, 54, 2), Mark(Kind.KILL, 56, 3)
    assert drawn(end, said, read)[5] == "✗"
    assert drawn(said, read)[5] == "◆"
    assert covered(lane(end, said, read), 10) == 2


def test_marks_that_have_room_are_not_covered():
    assert covered(lane(Mark(Kind.PRINT, 52, 1), Mark(Kind.READ, 54, 2)), 100) == 0


def test_a_line_is_as_wide_as_it_is_asked_for():
    for width in (1, 7, 200):
        assert len(drawn(bar("stuck", 50, 100), Mark(Kind.CUT, 100, 1), width=width)) == width


def test_every_happening_has_a_sign_of_one_character_with_a_style():
    assert set(SIGNS) == set(Kind)
    assert all(len(sign) == 1 and style for sign, style in (*SIGNS.values(), LIFE, WORK))


def test_a_line_is_coloured_by_what_it_shows():
    spans = line(lane(bar("sleep", 10, 50), Mark(Kind.KILL, 55, 1)), 10).spans
    assert {"blue", "bold red", "dim"} <= {str(span.style) for span in spans}
