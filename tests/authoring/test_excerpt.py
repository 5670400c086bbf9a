"""Excerpts of Python files: what is wanted, all that it needs, and nothing else."""

import textwrap

import pytest

from grader.authoring.excerpt import excerpt

HIDDEN = '''\
"""Hidden tests, of which this tells too much."""

# ruff: noqa: ARG001

from __future__ import annotations

import random, string
import os.path
from grader.testing import hint, points, probe, visibility

NUMBER, SECRET = 5, 42
"""Both of them."""
LIMIT = 3
"""What the first test allows."""


# How the first test counts.
def count(items: list[Item]) -> int:
    """Count."""
    return len(items) + LIMIT


class Item:
    """Something."""

    def __init__(self) -> None:
        self.name = string.ascii_letters


def only_held_back():
    return os.path.join("the", "answer")


# What the second test is after.


@points(10, "First")
@hint("Look")
def test_first(student):
    # Why.
    secret = count([])
    assert secret + NUMBER == 8


@points(90, "Second")
@visibility("hidden")
def test_second(student):
    assert count([]) == only_held_back() + SECRET + random.random()
'''
KEPT = '''\
"""A head."""

from __future__ import annotations

import string
from grader.testing import hint, points

NUMBER = 5
LIMIT = 3
"""What the first test allows."""


# How the first test counts.
def count(items: list[Item]) -> int:
    """Count."""
    return len(items) + LIMIT


class Item:
    """Something."""

    def __init__(self) -> None:
        self.name = string.ascii_letters


@points(10, "First")
@hint("Look")
def test_first(student):
    # Why.
    secret = count([])
    assert secret + NUMBER == 8
'''


def kept(source, *wanted):
    return excerpt(textwrap.dedent(source), frozenset(wanted)).text("A head.")


def test_what_a_test_needs_is_kept_as_it_is_written_and_nothing_else():
    assert kept(HIDDEN, "test_first") == KEPT


def test_what_the_other_test_needs_is_kept_for_it():
    text = kept(HIDDEN, "test_second")
    assert "SECRET = 42" in text
    assert "def only_held_back" in text
    assert "import random" in text
    assert "test_first" not in text


def test_excerpt_tells_what_it_defines():
    assert excerpt("a = 1\nb = a\nc = 2\n", frozenset({"b"})).defines == {"a", "b"}


def test_a_local_name_is_not_taken_for_one_of_the_file():
    source = """
    def answer():
        return 42

    def shown():
        return 42

    def test_it():
        answer = 5
        return [shown for shown in (answer,)]
    """
    assert "def answer" not in kept(source, "test_it")
    assert "def shown" not in kept(source, "test_it")


def test_names_in_inner_functions_and_defaults_and_decorators_are_needed():
    source = """
    def inner(): ...
    def default(): ...
    def decorator(function): ...
    def base(): ...
    def annotation(): ...

    @decorator
    def test_it(x: annotation = default()):
        class Local(base):
            y = (lambda: inner)
        return Local
    """
    text = kept(source, "test_it")
    for name in ("inner", "default", "decorator", "base", "annotation"):
        assert f"def {name}(" in text


def test_fixtures_that_a_test_asks_for_are_kept_with_those_that_they_ask_for():
    source = """
    import pytest

    @pytest.fixture
    def number():
        return 5

    @pytest.fixture(name="doubled")
    def make_doubled(number):
        return 2 * number

    @pytest.fixture
    def tidy():
        yield

    @pytest.fixture
    def unused(): ...

    @pytest.fixture(autouse=True)
    def always(): ...

    @pytest.mark.usefixtures("tidy")
    def test_it(doubled): ...
    """
    text = kept(source, "test_it")
    assert all(f"def {name}(" in text for name in ("number", "make_doubled", "tidy", "always"))
    assert "unused" not in text


def test_arguments_of_ordinary_functions_are_no_fixtures():
    source = """
    import pytest

    @pytest.fixture
    def number(): ...

    def help(number): ...

    def test_it():
        help(5)
    """
    assert "fixture" not in kept(source, "test_it")


def test_what_changes_a_kept_value_is_kept_and_what_changes_another_is_not():
    source = """
    CASES = {}
    CASES["a"] = 1
    CASES.update(b=2)
    CASES |= {}
    SECRETS = []
    SECRETS.append(3)
    SECRETS += [4]

    def test_it():
        return CASES
    """
    text = kept(source, "test_it")
    assert text.count("CASES") == 5
    assert "SECRETS" not in text


def test_what_can_belong_to_anything_stays_with_all_that_it_names():
    source = """
    import random
    import sys
    PLACE = "somewhere"
    sys.path.insert(0, PLACE)
    for number in range(3):
        random.seed(number)
    pytestmark = []

    def test_it(): ...
    """
    text = kept(source, "test_it")
    for part in ("import random", "import sys", "PLACE =", "sys.path", "for number", "pytestmark"):
        assert part in text


def test_a_choice_between_imports_is_kept_as_a_whole_where_it_is_needed():
    source = """
    try:
        import tomllib
    except ImportError:
        tomllib = None

    if TYPE_CHECKING:
        from secrets import answer

    def test_it():
        return tomllib
    """
    text = kept(source, "test_it")
    assert "except ImportError:\n    tomllib = None\n" in text
    assert "answer" not in text


def test_statements_on_one_line_are_told_apart():
    text = kept("a = 1; b = 2  # both\ndef test_it(): return a\n", "test_it")
    assert "a = 1\n" in text
    assert "2" not in text


def test_a_comment_that_stands_alone_is_left_out():
    text = kept("# Secret.\n\na = 1\n# Close.\nb = 2  # Behind.\n# Below.\n", "a", "b")
    assert text == '"""A head."""\n\na = 1\n# Close.\nb = 2  # Behind.\n'


def test_a_string_that_looks_like_a_comment_is_none():
    assert kept('a = """\n# text\n"""\nb = 2\n', "b") == '"""A head."""\n\nb = 2\n'


def test_names_that_are_taken_from_a_module_are_told():
    source = """
    from shared import one, two
    from shared import three as other
    from elsewhere import four

    def test_it():
        from shared import five
        return one, other, five, four
    """
    found = excerpt(textwrap.dedent(source), frozenset({"test_it"}))
    assert found.takes_from("shared") == {"one", "three", "five"}
    assert found.takes_from("other") == frozenset()


@pytest.mark.parametrize("line", ["import shared", "from shared import *"])
def test_a_module_that_is_taken_as_a_whole_is_told(line):
    source = f"{line}\ndef test_it():\n    return shared\n"
    assert excerpt(source, frozenset({"test_it"})).takes_from("shared") is None


def test_what_is_no_python_is_refused():
    with pytest.raises(SyntaxError):
        excerpt("def :\n", frozenset())
