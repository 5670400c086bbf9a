"""The formats by their names."""

import json

import pytest
from gradings import entry

from grader.errors import UsageError
from grader.exports.formats import export, single
from grader.graded import of_entry

ADA = of_entry(entry())


@pytest.mark.parametrize(
    ("name", "begin"),
    [
        ("csv", b"student,exercise,"), ("jsonl", b'{"student": "ada"'), ("junit", b"<?xml"),
        ("canvas", b"Student,ID,"), ("moodle", b"Username,"),
    ],
)  # fmt: skip
def test_each_name_makes_its_own_file(name, begin):
    exported = export(name, [ADA], None)
    assert exported.content.startswith(begin)
    assert exported.left_out == ()


def test_a_format_of_one_grading_takes_what_it_needs_of_the_environment():
    assert json.loads(single("gradescope", {})(ADA))["score"] == 60
    with pytest.raises(UsageError, match="classroom50 needs the environment"):
        single("classroom50", {})
