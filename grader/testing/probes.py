"""Probes: functions of a hidden test's file that run in the sandbox, beside the submission.

A probe travels as source. What its source names travels with it: functions and classes of the same
file, imported modules and names, and plain constants. Nothing else of the file does.
"""

import ast
import inspect
import sys
import textwrap
import types
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, TypeVar

from grader.errors import CourseError
from grader.inside import plain

Function = TypeVar("Function", bound=Callable[..., Any])
_PROBE = "__grader_probe__"


def probe(function: Function) -> Function:
    """Mark a function as a probe: `def name(submission, *arguments)`, returning plain data."""
    setattr(function, _PROBE, True)
    return function


def is_probe(function: object) -> bool:
    """Say whether a function was marked as a probe."""
    return getattr(function, _PROBE, False) is True


@cache
def source_of(function: Callable[..., Any]) -> str:
    """Return the text of a file that defines the probe and all that it needs.

    Raises CourseError where it names something that can't travel.
    """
    if not is_probe(function):
        name = getattr(function, "__name__", repr(function))
        raise CourseError(f"{name} is no probe: put @probe before it")
    return "\n\n".join(_Luggage(sys.modules[function.__module__]).pack(function)) + "\n"


class _Luggage:
    """Collects definitions in the order in which they are needed."""

    def __init__(self, home: types.ModuleType) -> None:
        self._home = home
        self._packed: dict[str, str] = {}

    def pack(self, thing: Any) -> list[str]:
        """Pack a function or class with all that it names; return the parts of the file."""
        self._define(thing)
        return list(self._packed.values())

    def _define(self, thing: Any) -> None:
        source = textwrap.dedent(inspect.getsource(thing))
        definition = ast.parse(source).body[0]
        if not isinstance(definition, ast.FunctionDef | ast.ClassDef):
            raise CourseError(f"{self._home.__name__}: a probe must be written with def")
        definition.decorator_list = [
            decorator
            for decorator in definition.decorator_list
            if ast.unparse(decorator) != "probe"
        ]
        self._packed[thing.__name__] = ""  # it may name itself
        for name in _names(definition):
            if name not in self._packed and hasattr(self._home, name):
                self._bring(name, getattr(self._home, name))
        del self._packed[thing.__name__]
        self._packed[thing.__name__] = ast.unparse(definition)

    def _bring(self, name: str, value: Any) -> None:
        if isinstance(value, types.ModuleType):
            self._packed[name] = f"import {value.__name__} as {name}"
        elif getattr(value, "__module__", None) == self._home.__name__:
            self._define(value)
        elif hasattr(value, "__qualname__") and hasattr(value, "__module__"):
            self._packed[name] = f"from {value.__module__} import {value.__qualname__} as {name}"
        else:
            self._packed[name] = f"{name} = {self._written(name, value)}"

    def _written(self, name: str, value: Any) -> str:
        if isinstance(plain.loads(plain.dumps(value)), plain.Opaque):
            raise CourseError(
                f"{self._home.__name__}: a probe names {name}, which can't travel: "
                "give it as an argument, or make it plain data"
            )
        return repr(value)


def _names(definition: ast.AST) -> Iterator[str]:
    """List the names that a definition takes from its file, which are not its own."""
    nodes = list(ast.walk(definition))
    own = {node.arg for node in nodes if isinstance(node, ast.arg)}
    own |= {
        node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    }
    for node in nodes:
        if isinstance(node, ast.Name) and node.id not in own:
            yield node.id
