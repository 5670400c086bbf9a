"""How a batch stands, on a terminal and where there is none."""

import io

from rich.console import Console

from grader.batch.batch import Tally
from grader.cli.progress import BatchProgress


def shown(tallies: list[Tally], *, terminal: bool) -> str:
    output = io.StringIO()
    console = Console(file=output, force_terminal=terminal, width=100)
    with BatchProgress(console) as progress:
        for tally in tallies:
            progress.show(tally)
    return output.getvalue()


def test_terminal_shows_count_rate_and_average():
    text = shown([Tally(graded=30, total=120, shares=24.0, seconds=10.0)], terminal=True)
    for word in ("30/120", "3.0 a second", "average 80 %"):
        assert word in text


def test_log_has_a_line_for_each_tenth_and_no_more():
    tallies = [Tally(graded=n, total=100, shares=n / 2, seconds=n) for n in range(101)]
    lines = shown(tallies, terminal=False).splitlines()
    assert len(lines) == 10
    assert lines[0] == "10/100 · 1.0 a second · average 50 %"


def test_batch_of_three_is_told_at_each():
    tallies = [Tally(graded=n, total=3, shares=0, seconds=n) for n in range(4)]
    assert len(shown(tallies, terminal=False).splitlines()) == 3


def test_nothing_is_said_of_a_rate_or_an_average_that_nobody_knows_yet():
    assert shown([Tally(known=0, total=5)], terminal=False) == ""
    text = shown([Tally(known=5, failed=5, total=5)], terminal=False)
    assert text == "5/5\n"
