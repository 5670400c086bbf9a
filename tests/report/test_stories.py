"""Stories of what happened when, as hidden tests write them, above each other."""

import pytest

from grader.report.happening import Kind
from grader.report.stories import LINES, build_stories

EXPECTED = "0.0 s  daemon: Start\n3.0 s  main process: Main process terminated"
SEEN = "0.0 s  daemon: Start\n5.0 s  daemon: Exit\n5.0 s  main process: Main process terminated"


def _marks(expected, seen):
    lanes = build_stories(expected, seen, "stories").lanes
    return [[(mark.kind, mark.x) for mark in lane.marks] for lane in lanes]


def test_each_line_is_a_mark_in_the_lane_of_its_story():
    expected, seen = _marks(EXPECTED, SEEN)
    assert [kind for kind, _ in expected] == [Kind.PRINT, Kind.PRINT]
    assert [kind for kind, _ in seen] == [Kind.PRINT, Kind.ERROR, Kind.ERROR]


def test_what_happens_at_one_time_in_both_stands_above_each_other():
    expected, seen = _marks(EXPECTED, SEEN)
    assert expected[0][1] == seen[0][1] < expected[1][1] < seen[1][1] < seen[2][1]


def test_the_axis_has_the_times_of_both():
    axis = build_stories(EXPECTED, SEEN, "stories").axis
    labels = [moment.label.replace("\N{NO-BREAK SPACE}", " ") for moment in axis.moments]
    assert labels == ["0 s", "3 s", "5 s"]


@pytest.mark.parametrize(
    ("expected", "seen", "words"),
    [
        ("a, after 0.0 s: x", "a, after 1.0 s: x", "a: x"),
        ("[['after 0.00 s: x']]", "[['after 1.04 s: x']]", "x"),
        ("{'w': ['after 0.00 s: x']}", "{'w': ['after 1.04 s: x']}", "w: x"),
    ],
)
def test_stories_are_known_however_tests_write_them(expected, seen, words):
    (text,) = build_stories(expected, seen, "stories").lanes[0].captions
    assert text.text == words


@pytest.mark.parametrize(
    ("expected", "seen"),
    [
        (None, None),
        (EXPECTED, None),
        (EXPECTED, ""),
        ("72", "70"),
        (EXPECTED, "0.0 s  daemon: Start\nno time here"),
        ("{'a': 1}", "{'a': 2}"),
        ("[1, 2", "[1"),
        ("0.0 s  a: x", "0.0 s  a: y"),
        ("\n".join(f"{n}.0 s  a: x" for n in range(LINES)), SEEN),
    ],
)
def test_what_is_no_story_or_has_but_one_moment_is_no_picture(expected, seen):
    assert build_stories(expected, seen, "stories") is None
