"""Exceptions in words, and how a generator is being closed."""

import sys

import pytest

from grader.inside import thrown
from grader.inside.channels import LENGTH


@pytest.mark.parametrize(
    ("error", "text"),
    [
        (KeyError("so"), "KeyError('so')"),
        (StopIteration(), "StopIteration()"),
        (OSError(2, "no file", "a.txt"), "FileNotFoundError(2, 'no file')"),
        (ValueError(object()), "ValueError(<object object>)"),
    ],
    ids=["one argument", "none", "two", "not plain"],
)
def test_exception_is_written_as_the_call_that_makes_it(error, text):
    assert thrown.written(error) == text


def test_exception_with_many_or_long_arguments_is_cut():
    assert thrown.written(ValueError(*range(9))) == "ValueError(0, 1, 2)"
    assert len(thrown.written(ValueError("x" * 500, "y" * 500, "z" * 500))) == LENGTH


def test_line_is_that_of_the_frame_that_handles_the_exception():
    def fail():
        raise KeyError

    with pytest.raises(KeyError) as caught:
        fail()
    assert thrown.line(caught.value) == caught.tb.tb_lineno


def test_exception_that_was_never_raised_has_no_line():
    assert thrown.line(KeyError()) is None


def test_what_leaves_a_generator_is_what_python_makes_of_it():
    assert type(thrown.leaving(StopIteration(1))) is RuntimeError
    error = KeyError()
    assert thrown.leaving(error) is error


def closings():
    """Return a generator that notes how it is closed, and where it notes that."""
    seen = []

    def generator():
        try:
            yield
        finally:
            seen.append(thrown.closing(sys._getframe().f_back))

    made = generator()
    next(made)
    return made, seen


def test_who_calls_close_closes():
    made, seen = closings()
    made.close()
    assert seen == ["close"]


def test_who_calls_throw_throws():
    made, seen = closings()
    with pytest.raises(GeneratorExit):
        made.throw(GeneratorExit)
    assert seen == ["throw"]


def test_who_does_nothing_of_the_kind_has_dropped_it():
    made, seen = closings()
    made = None
    assert made is None
    assert seen == ["drop"]
    assert thrown.closing(None) == "drop"
