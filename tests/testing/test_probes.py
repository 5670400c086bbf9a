"""What travels with a probe, shown by running the text in an empty interpreter."""

import subprocess
import sys
from types import SimpleNamespace

import pytest

from grader.errors import CourseError
from grader.testing.probes import is_probe, source_of

from . import hidden_probes as hidden
from . import hidden_shared


def ran(function, *arguments, submission=None):
    """What the probe returns when nothing but its own text is there."""
    space = {"__name__": "probe"}
    exec(compile(source_of(function), "probe.py", "exec"), space)  # noqa: S102 - its purpose
    return space[function.__name__](submission, *arguments)


def test_probe_runs_from_its_text_alone():
    assert ran(hidden.plain_probe, 5, submission=SimpleNamespace(name="x")) == ("x", 5)


def test_functions_and_classes_that_it_names_travel():
    assert ran(hidden.with_helper, 10) == 50


def test_base_class_travels_before_its_child():
    assert ran(hidden.with_child, 4) == 8


def test_imports_travel_under_their_names():
    assert ran(hidden.with_imports, 2.5) == (2, "a/b", ["x"])


def test_plain_constants_travel():
    assert ran(hidden.with_constants) == (hidden.TABLE, 3)


def test_functions_that_name_each_other_travel():
    assert ran(hidden.with_recursion, 10) is True


def test_default_of_a_parameter_travels():
    assert ran(hidden.with_default) == 3


def test_what_a_probe_names_of_a_file_beside_its_own_travels():
    assert ran(hidden.with_shared, 3) == (7, [3, 3, 3, 3], 4)


def test_function_of_another_file_travels_under_the_name_it_was_given():
    assert ran(hidden.with_alias, 3) == 7


def test_probe_of_a_file_beside_travels_with_what_that_file_has():
    assert ran(hidden_shared.shared_probe, 2) == 2000


def test_name_with_two_meanings_is_the_courses_mistake():
    with pytest.raises(CourseError, match="names FACTOR, which is something else in a file"):
        source_of(hidden.with_both_factors)


def test_module_beside_as_a_whole_is_the_courses_mistake():
    with pytest.raises(CourseError, match=r"write from .*hidden_shared import with the names"):
        source_of(hidden.with_whole_module)


def test_nothing_else_of_the_file_travels():
    source = source_of(hidden.with_helper)
    assert "UNUSED" not in source
    assert "plain_probe" not in source
    assert "grader" not in source


def test_text_is_a_whole_file():
    text = source_of(hidden.with_helper)
    subprocess.run([sys.executable, "-I", "-S", "-c", text], check=True)


def test_mark_does_not_travel():
    assert "@probe" not in source_of(hidden.plain_probe)


def test_what_cannot_travel_is_the_courses_mistake():
    with pytest.raises(CourseError, match="LOCK, which can't travel"):
        source_of(hidden.with_lock)


def test_unmarked_function_is_the_courses_mistake():
    assert not is_probe(hidden.unmarked)
    with pytest.raises(CourseError, match="unmarked is no probe: put @probe before it"):
        source_of(hidden.unmarked)


def test_lambda_is_the_courses_mistake():
    with pytest.raises(CourseError):
        source_of(hidden.anonymous)


def test_builtin_is_the_courses_mistake():
    with pytest.raises(CourseError, match="len is no probe"):
        source_of(len)
