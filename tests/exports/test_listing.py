"""All gradings as rows of CSV, and as lines of JSON."""

import csv
import io
import json

from gradings import entry, grade

from grader.exports.listing import COLUMNS, lines, rows
from grader.grade import Verdict
from grader.graded import of_entry

LATE = of_entry(entry(adjusted=40.0, reason="=1 day late"))
FAILED = of_entry(entry(grade(student="김하나 \ud800", verdict=Verdict.GRADER_ERROR, score=None)))


def read(gradings):
    return list(csv.DictReader(io.StringIO(rows(gradings).decode(), newline="")))


def test_a_row_tells_raw_and_adjusted_score_with_the_reason():
    (row,) = read([LATE])
    assert (row["student"], row["score"], row["adjusted"], row["final"], row["max_score"]) == (
        *("ada", "60", "40", "40", "100"),
    )
    assert row["reason"] == "'=1 day late"
    assert row["submitted"] == "2026-11-20T08:00:00+00:00"


def test_a_row_without_a_score_has_an_empty_cell_and_no_zero():
    (row,) = read([FAILED])
    assert (row["verdict"], row["score"], row["final"]) == ("grader_error", "", "")


def test_the_columns_are_named_also_where_there_is_no_row():
    assert rows([]).decode() == ",".join(COLUMNS) + "\r\n"
    assert tuple(read([LATE])[0]) == COLUMNS


def test_each_line_is_an_object_with_the_whole_grade_inside():
    first, second = map(json.loads, lines([LATE, FAILED]).decode().splitlines())
    assert (first["reason"], first["adjusted"]) == ("=1 day late", 40)
    assert first["grade"] == json.loads(LATE.json)
    assert (second["student"], second["score"]) == ("김하나 \ufffd", None)
    assert tuple(first) == (*COLUMNS, "grade")
