"""Probes: functions of a hidden test's file that run in the sandbox, beside the submission.

A probe travels as source. What its source names travels with it: functions and classes of the same
file and of those beside it, imported modules and names, and plain constants. Nothing else does.
"""

import ast
import inspect
import sys
import textwrap
import types
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
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
    return "\n\n".join(_Luggage().pack(function)) + "\n"


class _Luggage:
    """Collects definitions in the order in which they are needed."""

    def __init__(self) -> None:
        self._packed: dict[str, str] = {}
        self._values: dict[str, object] = {}

    def pack(self, thing: Any) -> list[str]:
        """Pack a function or class with all that it names; return the parts of the file."""
        self._define(thing)
        return list(self._packed.values())

    def _define(self, thing: Any) -> None:
        home = sys.modules[thing.__module__]
        source = textwrap.dedent(inspect.getsource(thing))
        definition = ast.parse(source).body[0]
        if not isinstance(definition, ast.FunctionDef | ast.ClassDef):
            raise CourseError(f"{home.__name__}: a probe must be written with def")
        definition.decorator_list = [
            decorator
            for decorator in definition.decorator_list
            if ast.unparse(decorator) != "probe"
        ]
        self._values[thing.__name__] = thing
        self._packed[thing.__name__] = ""  # it may name itself
        for name in _names(definition):
            if hasattr(home, name):
                self._bring(name, getattr(home, name), home)
        del self._packed[thing.__name__]
        self._packed[thing.__name__] = ast.unparse(definition)

    def _bring(self, name: str, value: Any, home: types.ModuleType) -> None:
        if name in self._values:
            self._demand_one_meaning(name, value, home)
            return
        self._values[name] = value
        if isinstance(value, types.ModuleType):
            self._packed[name] = _import(name, value, home)
        elif _stays_behind(sys.modules.get(getattr(value, "__module__", "")), home):
            self._bring_own(name, value)
        elif hasattr(value, "__qualname__") and hasattr(value, "__module__"):
            self._packed[name] = f"from {value.__module__} import {value.__qualname__} as {name}"
        else:
            self._packed[name] = f"{name} = {_written(name, value, home)}"

    def _bring_own(self, name: str, value: Any) -> None:
        """Bring a function or class of the course's, maybe under another name than its own."""
        own = value.__name__
        if own == name:
            self._define(value)
        else:
            self._bring(own, value, sys.modules[value.__module__])
            self._packed[name] = f"{name} = {own}"

    def _demand_one_meaning(self, name: str, value: object, home: types.ModuleType) -> None:
        """Refuse a name that stands for one thing in the test file and for another beside it."""
        known = self._values[name]
        if known is not value and (type(known) is not type(value) or known != value):
            raise CourseError(
                f"{home.__name__}: a probe names {name}, which is something else in a file that "
                "it travels with: rename one of the two"
            )


def _stays_behind(module: types.ModuleType | None, home: types.ModuleType) -> bool:
    """Tell whether a module is the probe's own or one beside it: the sandbox has neither."""
    if module is home:
        return True
    files = [getattr(one, "__file__", None) for one in (home, module)]
    return None not in files and len({Path(str(file)).parent for file in files}) == 1


def _import(name: str, module: types.ModuleType, home: types.ModuleType) -> str:
    if _stays_behind(module, home):
        raise CourseError(
            f"{home.__name__}: a probe names the module {name}, which can't travel as a whole: "
            f"write from {module.__name__} import with the names that it needs"
        )
    return f"import {module.__name__} as {name}"


def _written(name: str, value: object, home: types.ModuleType) -> str:
    if isinstance(plain.loads(plain.dumps(value)), plain.Opaque):
        raise CourseError(
            f"{home.__name__}: a probe names {name}, which can't travel: "
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
