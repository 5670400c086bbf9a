"""Cells that no spreadsheet program takes for a formula."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.exports.cells import harmless, number, to_csv

FORMULAS = [
    *("=cmd|' /C calc'!A0", "+1+cmd", "-1+cmd", "@SUM(A1)", "\tcmd", "\rcmd", "  =1", "\xa0=1"),
    *("＝1", "＋1", "－1", "＠1", "+49 170 12", "=1+1"),  # noqa: RUF001
]


def read(content):
    return list(csv.reader(io.StringIO(content.decode(), newline="")))


@pytest.mark.parametrize("text", FORMULAS, ids=repr)
def test_a_formula_gets_an_apostrophe_in_front_and_loses_nothing(text):
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", ["a;=cmd", "a,=cmd", "a\t=cmd", "a\n=cmd", "a|=cmd"], ids=repr)
def test_a_formula_after_what_another_separator_would_be_is_defused_too(text):
    assert harmless(text) == text.replace("=", "'=")


@pytest.mark.parametrize(
    "text", ["-15", "+1", "-1.5", "1,5", "10%", "", "a = b", "2 days late; -20 points", "ada-2"]
)
def test_numbers_and_plain_text_stay_as_they_are(text):
    assert harmless(text) == text


@given(st.text())
def test_no_text_begins_like_a_formula_unless_it_is_a_number(text):
    ((cell,),) = read(to_csv([[text]]) if text else b'""\r\n')
    begin = cell.lstrip(" \xa0")[:1]
    assert begin not in set("=@\t\r\n") or not begin
    if begin and begin in "+-":
        float(cell.rstrip("%").replace(",", "."))


@pytest.mark.parametrize(
    ("value", "text"), [(10.0, "10"), (-5, "-5"), (2.5, "2.5"), (1 / 3, "0.3333333333333333")]
)
def test_a_number_has_all_its_digits_and_no_others(value, text):
    assert number(value) == text


def test_a_file_is_what_any_reader_of_csv_reads():
    rows = [["a,b", 'say "no"', "two\nlines", None, 1.0], ["하나", "", "é", "x", -2.5]]
    assert read(to_csv(rows)) == [
        ["a,b", 'say "no"', "two\nlines", "", "1"],
        ["하나", "", "é", "x", "-2.5"],
    ]


def test_control_and_half_characters_cannot_break_the_file():
    assert harmless("a\x00b\x1b\ud800") == "a\ufffdb\ufffd\ufffd"
