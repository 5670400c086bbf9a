import pytest

from grader.report.contents import ITEMS, Row, build_rows


def test_dictionaries_are_compared_key_by_key():
    rows = build_rows("{'a': 0, 'b': 1}", "{'b': 2,\n 'c': 3}")
    assert rows == (
        Row("'a'", "0", "", True),
        Row("'b'", "1", "2", True),
        Row("'c'", "", "3", True),
    )


@pytest.mark.parametrize("seen", ["[1, 3, 3]", "(1, 3, 3)"])
def test_lists_and_tuples_are_compared_position_by_position(seen):
    assert [(row.name, row.differs) for row in build_rows("[1, 2, 3]", seen)] == [
        ("0", False), ("1", True), ("2", False),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("expected", "seen"),
    [
        (None, None), ("5", "6"), ("[1, 2]", "{'a': 1}"), ("[1, 2]", "5"), ("[1]", "[2]"),
        ("a line", "[1, 2]"), ("[1, 2", "[1, 3]"), ("[1, 2…", "[1, 3]"), ("{1: []}", "{[]: 1}"),
        ("[f()]", "[1, 2]"), ("['\\d', 1]", "(" * 500), (str([0] * (ITEMS + 1)), "[1, 2]"),
        ("{1, 2}", "{1, 3}"), ("[]", "[1, 2]"), ("{'a': 1, 'b': 2}", "{}"),
    ],
)  # fmt: skip
def test_anything_else_has_no_items(expected, seen):
    assert build_rows(expected, seen) == ()
