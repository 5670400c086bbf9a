"""How scores are distributed."""

from itertools import pairwise

import pytest

from grader.report.classroom.histogram import HEIGHT, build_histogram


def counts(*shares):
    return [bar.count for bar in build_histogram(shares).bars]


@pytest.mark.parametrize(
    ("share", "place"),
    [(0, 0), (0.0999, 0), (0.1, 1), (0.3, 3), (0.6, 6), (0.7, 7), (0.999, 9), (1, 10)],
)
def test_each_score_belongs_to_one_bar(share, place):
    found = counts(share)
    assert found[place] == sum(found) == 1


def test_thirds_that_add_up_to_all_are_all():
    assert counts(1 / 3 + 1 / 3 + 1 / 3 - 1e-16)[10] == 1


def test_the_highest_bar_fills_the_image_and_stands_on_the_axis():
    bars = build_histogram([0, 0, 0, 0, 1]).bars
    assert (bars[0].height, bars[0].y) == (HEIGHT, 0)
    assert (bars[10].height, bars[10].y) == (HEIGHT / 4, HEIGHT * 3 / 4)
    assert (bars[5].height, bars[5].y) == (0, HEIGHT)


def test_bars_stand_side_by_side_within_the_image():
    histogram = build_histogram([])
    edges = [(bar.x, bar.x + histogram.width) for bar in histogram.bars]
    assert all(one[1] < other[0] for one, other in pairwise(edges))
    assert edges[0][0] >= 0
    assert edges[-1][1] <= histogram.span


def test_the_words_say_what_the_image_shows():
    assert build_histogram([0, 0.05, 0.42, 1]).words == (
        "2 students have 0 to 9 percent. 1 student has 40 to 49 percent. 1 student has all points."
    )


def test_an_empty_class_has_no_scores():
    histogram = build_histogram([])
    assert histogram.words == "There are no scores."
    assert {bar.height for bar in histogram.bars} == {0}
