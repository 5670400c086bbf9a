"""What stands beside a lane: on a wide page in a column, on a telephone in one line."""

from grader.report.axis import NARROW
from grader.report.lane import LONGEST, Title, build_titles, gutter
from grader.report.words import Tone
from grader.runs.trace import ProcessRecord


def _title(name, role="daemon", ended="exit code 0"):
    return Title(5, name, "pid 5", role, ended, Tone.GOOD)


def test_the_column_is_as_wide_as_the_longest_of_its_lines():
    short, long = _title("a"), _title("ForkPoolWorker-12345")
    assert gutter([short, long]) == gutter([long]) > gutter([short])


def test_one_line_says_as_much_as_a_telephone_has_room_for():
    titles = _title("daemon"), _title("ForkPoolWorker-1"), _title("n" * LONGEST)
    assert [title.beside for title in titles] == [
        "pid 5 · daemon · exit code 0",
        "daemon · exit code 0",
        "exit code 0",
    ]
    assert all(title.row <= NARROW for title in titles[:2])


def test_of_a_process_whose_end_is_unknown_the_pid_is_told():
    assert _title("x", "", "").beside == "pid 5"


def test_a_name_that_is_far_too_long_is_cut():
    record = ProcessRecord(3, "n" * 500, 2, False, "fork", 0.0, None, None, 2)
    (title,) = build_titles([record], [])
    assert len(title.name) == LONGEST
