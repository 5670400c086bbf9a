from grader.report.output import TALL, Group, build_output
from grader.runs.trace import Line


def test_lines_are_grouped_by_writer_and_time_in_order():
    lines = [
        Line("third", 3, "Process-1", 1.0, 7),
        Line("first", 2, "MainProcess", 0.0, 1),
        Line("second", 2, "MainProcess", 0.000001, 4),
        Line("fourth", 2, "MainProcess", 1.0, 9),
    ]
    assert build_output(lines).first == (
        Group("MainProcess", 2, "0.000\u00a0s", "first\nsecond"),
        Group("Process-1", 3, "1.000\u00a0s", "third"),
        Group("MainProcess", 2, "1.000\u00a0s", "fourth"),
    )


def test_a_flood_is_thinned_and_says_so():
    output = build_output([Line(f"{n}", 2, "MainProcess", 0.0, n) for n in range(10_000)])
    assert output.left_out == "9750 lines are left out here"
    assert output.first[-1].text.endswith("\n199")
    assert output.last[0].text.startswith("9950\n")


def test_no_lines_are_no_groups():
    assert build_output([]).first == ()


def test_much_is_scrolled_and_little_is_not():
    lines = [Line(f"{n}", 2, "MainProcess", 0.0, n) for n in range(TALL + 1)]
    assert [build_output(lines[:count]).tall for count in (TALL, TALL + 1)] == [False, True]
