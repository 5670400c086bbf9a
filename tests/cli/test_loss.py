"""Why points were lost: two values as short as they can be told without losing what differs."""

from dataclasses import replace

import pytest
from cli_stage import failed, shown
from rich.cells import cell_len

from grader.cli.loss import loss
from grader.grade import Explanation

MANY = str([10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110, 120, 130, 140, 150, 160, 170, 180, 190])


def told(expected=None, seen=None, width=78, **parts):
    explanation = Explanation("It is wrong.", expected, seen, **parts)
    return shown(*loss(replace(failed(), explanation=explanation, hint=None), width), width=width)


def test_short_values_stand_below_one_another():
    assert told("-15", "None") == ["It is wrong.", "Expected: -15", "Seen:     None"]


def test_a_value_that_is_not_told_has_no_line():
    assert told() == ["It is wrong."]
    assert told("-15") == ["It is wrong.", "Expected: -15"]


def test_an_empty_value_is_told_as_nothing():
    assert told("a line", "")[1:] == ["Expected: a line", "Seen:     nothing"]


def test_values_that_fit_into_a_line_of_their_own_get_one():
    assert told("x" * 70, "y" * 70)[1:] == [
        "Expected:", f"  {'x' * 70}", "Seen:", f"  {'y' * 70}",
    ]  # fmt: skip


def test_of_long_dictionaries_only_the_items_that_differ_are_told():
    expected = "{'job 1': {'exit code': 0, 'seconds': 5.0},\n 'job 2': 1, 'job 3': 2}"
    seen = "{'job 1': {'exit code': 1, 'seconds': 0.0},\n 'job 2': 1, 'job 4': 2}"
    heading, *rows, rest = told(expected, seen)[1:]
    assert heading.split() == ["Expected", "Seen"]
    assert ["".join(row.split()) for row in rows] == [
        "'job1'{'exitcode':0,'seconds':5.0}{'exitcode':1,'seconds':0.0}",
        "'job3'2nothing",
        "'job4'nothing2",
    ]
    assert rest == "1 other item is as expected."


def test_values_of_which_no_item_differs_are_told_whole():
    text = told(MANY, f"({MANY[1:-1]})", width=50)
    assert text[1::3] == ["Expected:", "Seen:"]
    assert text[2].startswith("  ▸ [10, 20")
    assert text[-1].endswith("190)")


def test_of_very_many_items_that_differ_some_are_counted():
    text = told(MANY, MANY.replace("0", "1"), width=40)
    assert [line.split()[0] for line in text[2:12]] == [*"01234567", "17", "18"]
    assert text[12:] == ["9 more items differ."]


def test_other_long_values_are_told_line_by_line_with_those_marked_that_the_other_lacks():
    assert told("one\ntwo", "one\nthree\nfour")[1:] == [
        "Expected:", "    one", "  ▸ two", "Seen:", "    one", "  ▸ three", "  ▸ four",
    ]  # fmt: skip


def test_values_that_have_nothing_in_common_are_not_marked():
    assert told("one\ntwo", "three")[1:] == ["Expected:", "  one", "  two", "Seen:", "  three"]


def test_of_very_many_lines_some_are_left_out_and_said_to_be():
    text = told("one", "\n".join(map(str, range(100))))
    assert "  [70 lines are left out here]" in text
    assert len(text) == 1 + 2 + 1 + 20 + 1 + 10


@pytest.mark.parametrize("width", [20, 38, 78])
def test_nothing_hostile_reaches_the_terminal_and_nothing_is_wider(width):
    hostile = "\x1b[2J\r\u202e\ud800" + "w" * 300
    values = (hostile, f"{hostile}\n{hostile}", str({hostile: 1, "b": 2}), str([hostile, "c"]))
    for expected in values:
        for seen in values:
            text = told(expected, seen, width)
            assert len(text) > 3
            assert all(line.isprintable() for line in text)
            assert max(map(cell_len, text)) <= width
