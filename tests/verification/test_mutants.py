"""Mutants of small programs: where they differ, and how they are told apart."""

import ast

import pytest

from grader.verification.mutants import OPERATORS, mutants_of

LOOP = """
def work(processes):
    '''Words are no code.'''
    for process in processes:
        process.start()
    for process in processes:
        process.join()
"""


def made(source, operator):
    return [mutant for mutant in mutants_of(source) if mutant.operator == operator]


def test_mutant_differs_in_one_place_and_tells_which():
    (mutant,) = made("x = 1\ny = z(2)\n", "constant changed")[1:]
    assert (mutant.line, mutant.becomes, mutant.number) == ("y = z(2)", "y = z(3)", 2)
    assert mutant.source == "x = 1\ny = z(3)"
    assert mutant.diff == "- y = z(2)\n+ y = z(3)"


def test_same_change_of_the_same_line_is_told_by_its_occurrence():
    source = "def f(x):\n    x.close()\n\ndef g(x):\n    x.close()\n"
    assert [mutant.occurrence for mutant in made(source, "call removed")] == [1, 2]


def test_comments_layout_and_other_lines_do_not_change_what_a_mutant_is_known_by():
    before = {mutant.identity for mutant in mutants_of(LOOP)}
    shifted = "import os  # for nothing\n" + LOOP.replace("processes:", "processes :  # all")
    assert {mutant.identity for mutant in mutants_of(shifted)} == before


def test_line_that_is_only_added_is_told_with_the_one_before_it():
    first, _second = made(LOOP, "loop cut short")
    assert (first.line, first.becomes) == ("process.start()", "process.start()\nbreak")


def test_every_mutant_compiles_and_none_is_like_another_or_the_program():
    found = [mutant.source for mutant in mutants_of(LOOP)]
    assert len(found) == len(set(found)) >= 5
    assert ast.unparse(ast.parse(LOOP)) not in found
    for source in found:
        compile(source, "mutant", "exec")


@pytest.mark.parametrize("source", ['"""Words."""\n', "import os\n", "x: 'int'\n"])
def test_docstrings_imports_and_annotations_are_left_alone(source):
    assert mutants_of(source) == []


def test_change_that_is_no_program_is_left_out():
    """An asynchronous generator may not return a value."""
    found = made("async def f():\n    yield 1\n    yield 2\n", "yield dropped")
    assert [mutant.becomes for mutant in found if "return" in mutant.becomes] == []
    assert found


def test_no_two_operators_have_one_name():
    assert len({operator.name for operator in OPERATORS}) == len(OPERATORS)
