"""Summaries of what travels: short, plain, and without a word of the student's own code."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.inside.channels import LENGTH, summarise


class Loud:
    def __repr__(self):
        raise AssertionError("its __repr__ ran")


class LoudInt(int):
    __repr__ = Loud.__repr__


class LoudDict(dict):
    __repr__ = Loud.__repr__

    def __iter__(self):
        raise AssertionError("its __iter__ ran")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "None"), (True, "True"), (42, "42"), ("hi", "'hi'"), (b"hi", "b'hi'"),
        ([1, 2], "[1, 2]"), ((1,), "(1,)"), ({"a": [1]}, "{'a': [1]}"), ({3}, "{3}"),
    ],
)  # fmt: skip
def test_plain_value_is_shown_as_python_writes_it(value, text):
    assert summarise(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Loud(), "<Loud object>"),
        (LoudInt(5), "<LoudInt object>"),
        (LoudDict(a=1), "<LoudDict object>"),
        ([1, Loud()], "[1, <Loud object>]"),
        ({"key": LoudInt(1)}, "{'key': <LoudInt object>}"),
        (Loud, "<type object>"),
    ],
    ids=["object", "int", "dict", "in a list", "in a dict", "class"],
)
def test_of_what_is_not_plain_only_the_type_is_shown(value, text):
    assert summarise(value) == text


@given(st.recursive(st.text() | st.integers() | st.binary(), st.lists, max_leaves=50))
def test_summary_is_never_too_long(value):
    assert len(summarise(value)) <= LENGTH


def test_list_that_holds_itself_is_cut():
    endless: list[object] = []
    endless.append(endless)
    assert "..." in summarise(endless)


def test_class_with_a_long_name_is_cut():
    assert len(summarise([type("x" * 5_000, (), {})()])) <= LENGTH
