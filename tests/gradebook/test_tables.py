"""The tables: docs/gradebook.md has all of them, and its question can be asked."""

import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path

from grader.gradebook import Gradebook
from grader.gradebook.entry import Entry
from grader.gradebook.queries import ENTRY
from grader.gradebook.tables import batches, entries

from .samples import entry

DOCUMENT = (Path(__file__).parents[2] / "docs/gradebook.md").read_text(encoding="utf-8")


def test_every_column_is_documented():
    rows = re.findall(r"^\| (`\w+`(?:, `\w+`)*) \|", DOCUMENT, re.MULTILINE)
    documented = {name for row in rows for name in re.findall(r"\w+", row)}
    assert {column.name for column in entries.columns} <= documented
    for column in batches.columns:
        assert f"`{column.name}`" in DOCUMENT


def test_the_columns_that_are_asked_for_are_an_entry_s_fields_in_order():
    assert [column.name for column in ENTRY] == list(Entry.__dataclass_fields__)


def test_the_document_s_question_counts_who_passed(tmp_path):
    question = re.search(r"```sql\n(.*?)```", DOCUMENT, re.DOTALL)
    assert question is not None
    with Gradebook(str(tmp_path / "grades.sqlite")) as book:
        batch = book.start_batch("x")
        for student, outcome in (("ada", "passed"), ("bob", "failed")):
            tests = [
                {"name": "test_a", "outcome": "passed"},
                {"name": "test_b", "outcome": outcome},
            ]
            book.add([entry(batch, student, grade=json.dumps({"tests": tests}).encode())])
    with closing(sqlite3.connect(tmp_path / "grades.sqlite")) as connection:
        assert connection.execute(question[1]).fetchall() == [("test_a", 2, 2), ("test_b", 1, 2)]
