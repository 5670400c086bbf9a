"""The runs of a grade: which are told whole, which in a line, and under which schedules they were."""

from dataclasses import replace

import pytest
from cli_stage import failed, grade, passed, shown
from report.samples import CALLED, DEADLOCKED, PARTIAL, RAISED
from rich.cells import cell_len

from grader.cli.runs import runs
from grader.grade import Outcome, Scheduled
from grader.runs.trace import Line

TITLE = "A job that returns ends with 0"


def told(*tests, width=80):
    return shown(*runs(grade("exercise05_exit_codes", *tests), width), width=width)


def calls(count):
    """Runs that differ in what they print."""
    return tuple(
        replace(CALLED, lines=(Line(f"run {n}", 2, "MainProcess", 0.0, 1),)) for n in range(count)
    )


def schedules(*outcomes):
    return tuple(Scheduled(700 + at, outcome) for at, outcome in enumerate(outcomes))


def test_every_test_has_a_heading_with_its_points():
    text = told(passed(), failed())
    assert "What your program did" in text[0]
    assert [line for line in text if "/50)" in line] == [
        f"{TITLE} (50/50)", "A killed job ends with -15 (0/50)",
    ]  # fmt: skip


def test_a_run_is_headed_by_how_it_ended_and_how_long_it_took():
    (line,) = [line for line in told(replace(failed(), runs=(DEADLOCKED,))) if "really" in line]
    assert line == "  deadlock · 2 s, really 0.15 s"


def test_under_a_real_clock_there_is_one_time():
    text = told(replace(failed(), runs=(replace(DEADLOCKED, clock="real"),)))
    assert "  deadlock · 0.15 s" in text


def test_of_a_passed_test_the_first_run_is_told_and_the_others_have_a_line_each():
    text = told(replace(passed(), runs=calls(3)))
    assert [line.strip() for line in text[3:]] == [
        "run 1 of 3 · ran to its end · 0.5 s, really 12 ms", "Output", "MainProcess: run 0", "",
        "run 2 of 3 · ran to its end · 0.5 s, really 12 ms",
        "run 3 of 3 · ran to its end · 0.5 s, really 12 ms",
    ]  # fmt: skip


def test_of_a_lost_test_the_runs_are_told_as_far_as_they_are_few_and_always_the_last():
    for count, expected in ((4, "0123"), (6, "0125")):
        text = told(replace(failed(), runs=calls(count)))
        assert [line.split()[-1] for line in text if "MainProcess: run" in line] == [*expected]
        assert len([line for line in text if "ran to its end" in line]) == count


def test_of_very_many_runs_some_are_left_out_and_said_to_be():
    text = told(replace(passed(), runs=calls(60)))
    assert len([line for line in text if "ran to its end" in line]) == 25
    assert text[-1] == "  35 runs of this test are left out."


def test_what_was_told_before_is_pointed_to():
    first, second = replace(passed(), runs=calls(1)), replace(passed("Another"), runs=calls(1))
    text = told(first, second)
    assert len([line for line in text if "MainProcess: run 0" in line]) == 1
    assert text[-1] == f"  The same happened as above, in: {TITLE}"


def test_the_timeline_of_a_lost_test_is_drawn_even_if_it_was_before():
    text = told(replace(passed(), runs=(DEADLOCKED,)), replace(failed(), runs=(DEADLOCKED,)))
    assert len([line for line in text if "┄  waits for ever" in line]) == 2
    assert "The same happened" not in "".join(text)


def test_schedules_are_told_with_their_seeds():
    outcomes = schedules(Outcome.PASSED, Outcome.FAILED, Outcome.FAILED)
    run = replace(DEADLOCKED, schedule=701)
    text = told(replace(failed(), schedules=outcomes, runs=(run,)))
    assert text[3:6] == [
        "  2 of 3 schedules failed", "  ✓ 700  ✗ 701  ✗ 702",
        "  deadlock · 2 s, really 0.15 s · schedule 701",
    ]  # fmt: skip


def test_many_seeds_are_broken_between_them():
    test = replace(failed(), schedules=schedules(*[Outcome.PASSED] * 40))
    rows = [line.split() for line in told(test, width=40) if "✓" in line]
    assert len(rows) > 1
    assert all(row[::2] == ["✓"] * (len(row) // 2) for row in rows)
    assert [seed for row in rows for seed in row[1::2]] == [str(700 + at) for at in range(40)]


@pytest.mark.parametrize("width", [40, 80, 120])
def test_nothing_is_wider_than_the_terminal(width):
    tests = [
        replace(test, runs=test.runs + calls(9), schedules=schedules(*[Outcome.FAILED] * 99))
        for test in PARTIAL.tests
    ]
    text = told(*tests, replace(failed(), runs=(DEADLOCKED, RAISED)), width=width)
    assert len(text) > 50
    assert max(map(cell_len, text)) <= width
