"""How well tests tell strong from weak students apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.report.classroom.discrimination import FEWEST, discrimination
from grader.report.words import Tone

HALF = FEWEST // 2


def test_a_test_that_only_the_strong_pass_tells_all():
    found = discrimination([True] * HALF + [False] * HALF, [90.0] * HALF + [10.0] * HALF)
    assert (found.value, found.words, found.tone) == (
        *("1.00", "tells strong from weak well", Tone.GOOD),
    )


def test_a_test_that_only_the_weak_pass_is_one_to_look_at():
    found = discrimination([True] * HALF + [False] * HALF, [10.0] * HALF + [90.0] * HALF)
    assert (found.value, found.words, found.tone) == (
        *("\N{MINUS SIGN}1.00", "those who pass it do worse elsewhere", Tone.BAD),
    )


def test_a_test_that_has_nothing_to_do_with_the_rest_says_nothing():
    found = discrimination([True, False] * HALF, [10.0, 10.0, 90.0, 90.0] * (HALF // 2) + [50, 50])
    assert (found.value, found.words) == ("0.00", "hardly tells strong from weak")


def test_the_value_is_the_point_biserial_correlation():
    """The textbook's formula: difference of the means, in standard deviations, by the shares."""
    passed = [True] * 10 + [False] * 20
    rest = [float(number * 7 % 11) for number in range(30)]
    mean = sum(rest) / 30
    deviation = (sum((one - mean) ** 2 for one in rest) / 30) ** 0.5
    difference = sum(rest[:10]) / 10 - sum(rest[10:]) / 20
    expected = difference / deviation * (1 / 3 * 2 / 3) ** 0.5
    assert discrimination(passed, rest).value == f"{expected:.2f}".replace("-", "\N{MINUS SIGN}")


def test_few_students_say_nothing():
    few = FEWEST - 1
    assert discrimination([True] * (few - 5) + [False] * 5, list(map(float, range(few)))) is None


@pytest.mark.parametrize(
    ("passed", "rest"),
    [([True] * FEWEST, range(FEWEST)), ([True, False] * HALF, [5.0] * FEWEST)],
    ids=["everybody passes", "the rest is the same for all"],
)
def test_where_all_are_alike_there_is_no_value(passed, rest):
    assert discrimination(passed, list(map(float, rest))) is None


@given(st.lists(st.tuples(st.booleans(), st.floats(0, 100)), min_size=FEWEST, max_size=60))
def test_a_value_lies_between_minus_one_and_one(cases):
    found = discrimination([one for one, _ in cases], [rest for _, rest in cases])
    if found is not None:
        assert -1 <= float(found.value.replace("\N{MINUS SIGN}", "-")) <= 1
