"""JSON as every reader takes it."""

import json

import pytest

from grader.exports.json_text import json_text


def test_text_of_any_kind_survives_and_half_characters_are_replaced():
    content = json_text({"name": '한국 "<script>\x1b \ud800'})
    assert json.loads(content) == {"name": '한국 "<script>\x1b \ufffd'}
    assert "한국".encode() in content


def test_a_table_can_stand_on_one_line():
    assert json_text({"a": ["b\n"]}, indent=None) == b'{"a": ["b\\n"]}\n'


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_what_is_no_number_is_refused(number):
    with pytest.raises(ValueError, match="JSON compliant"):
        json_text({"score": number})
