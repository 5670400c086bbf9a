import pytest

from grader.report.quantity import exit_code, points, seconds, short_seconds, signal_name


@pytest.mark.parametrize(
    ("number", "shown"),
    [(10, "10"), (10.0, "10"), (2.5, "2.5"), (33.333333, "33.33"), (1e6, "1000000"), (0, "0")],
)
def test_points_have_no_needless_decimals(number, shown):
    assert points(number) == shown


def test_seconds_are_shown_to_the_millisecond():
    assert seconds(5.9) == "5.900\u00a0s"


@pytest.mark.parametrize(
    ("code", "shown"),
    [(0, "0"), (3, "3"), (-9, "-9 (ended by SIGKILL)"), (None, "not known")],
)
def test_an_exit_code_says_what_it_means(code, shown):
    assert exit_code(code) == shown


def test_a_signal_without_a_name_is_a_number():
    assert signal_name(4000) == "signal 4000"


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        (0, "0 s"), (0.0000005, "0 s"), (0.02, "20 ms"), (0.0125, "12.5 ms"), (0.25, "0.25 s"),
        (5.000007, "5 s"), (5.9, "5.9 s"), (3600, "3600 s"),
    ],
)  # fmt: skip
def test_seconds_can_be_told_in_short(number, shown):
    assert short_seconds(number).replace("\N{NO-BREAK SPACE}", " ") == shown
