"""Text for a terminal: nothing hides in it, and no encoding is too small for it."""

import io

import pytest

from grader.cli.strokes import LIFE, SIGNS, WORK
from grader.cli.text import STAND_INS, cells, columns, in_line, never_fail, number, visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [("a\nb", "a\nb"), ("\t", r"\t"), ("한국", "한국"), ("\x00", r"\x00"), ("\u200b", r"\u200b")],
)
def test_control_characters_are_made_visible(text, shown):
    assert visible(text) == shown


@pytest.mark.parametrize(
    ("value", "shown"), [(10.0, "10"), (33.333333, "33.33"), (0, "0"), (1234567.5, "1234567.5")]
)
def test_points_have_no_more_digits_than_they_need(value, shown):
    assert number(value) == shown


def test_columns_stand_below_one_another_in_korean_too():
    lines = columns([("한국", "1"), ("abc", "2")])
    assert lines == ["한국  1", "abc   2"]
    assert [cells("한국"), cells("e\u0301")] == [4, 1]


def test_what_has_one_line_keeps_to_it():
    assert in_line("a\nb\u2028c") == r"a\nb\u2028c"


@pytest.fixture
def written(monkeypatch):
    """What an output stream makes of a text."""

    def write(text, encoding):
        content = io.BytesIO()
        monkeypatch.setattr("sys.stdout", io.TextIOWrapper(content, encoding, write_through=True))
        never_fail()
        print(text, end="")
        return content.getvalue()

    return write


def test_signs_that_an_encoding_lacks_have_stand_ins_as_wide(written):
    signs = "".join(sign for sign, _ in (*SIGNS.values(), LIFE, WORK))
    shown = written(signs, "ascii").decode("ascii")
    assert len(shown) == len(signs)
    assert shown.isprintable()


def test_bars_that_mean_something_else_look_different_in_ascii(written):
    bars = [SIGNS["sleep"], SIGNS["wait"], WORK, LIFE]
    assert written("".join(sign for sign, _ in bars), "ascii") == b"z.=-"


def test_stand_ins_are_written_only_where_they_are_needed(written):
    assert written("·━", "latin-1") == b"\xb7="
    assert written("·━", "utf-8") == "·━".encode()


def test_other_characters_that_an_encoding_lacks_are_spelled_out(written):
    assert written("한\ud800é", "ascii") == rb"\ud55c\ud800\xe9"


def test_every_stand_in_is_ascii_and_as_wide():
    assert all(len(sign) == len(other) == 1 for sign, other in STAND_INS.items())
    assert "".join(STAND_INS.values()).isascii()
