"""What a generator delegates to with `yield from`, made visible where it is not by itself."""

import itertools
from collections.abc import Callable
from functools import cache
from types import CodeType, GeneratorType
from typing import Any

_HEAP_TYPE = 1 << 9
"""`Py_TPFLAGS_HEAPTYPE`: a class that was made while Python ran."""
_METHODS = ("send", "throw", "close")
"""What an iterator must not have: its spy has none of them."""
_ITERTOOLS = {kind for kind in vars(itertools).values() if isinstance(kind, type)}
_NEVER = object()
"""No answer of a hook's."""


def code_of(source: Any) -> CodeType | None:
    """Return a generator's code, None for anything else."""
    code: CodeType | None = source.gi_code if type(source) is GeneratorType else None
    return code


def spy(source: Any, ask: Callable[[], Any], tick: Callable[[Any, Any], Any]) -> Any:
    """Return an iterator over a list, a range or the like; None for anything else.

    It calls `ask` before it takes a value, and `tick` with its answer and the value. It is made of
    parts in C, which no traceback shows, and has the name of the iterator that it stands for: Python
    tells that name to who sends something to it, which neither of the two can take.
    """
    if not _is_built_in(type(source)):
        return None
    iterator = iter(source)
    if any(hasattr(iterator, method) for method in _METHODS):
        return None
    return _kind(type(iterator).__name__)(tick, iter(ask, _NEVER), iterator)


def _is_built_in(kind: type) -> bool:
    """Say whether a type runs no code of the program's when it is asked for an iterator."""
    return not kind.__flags__ & _HEAP_TYPE or kind in _ITERTOOLS


def is_refused_send(error: BaseException) -> bool:
    """Say whether something was sent to a spy, which can't take it."""
    if type(error) is not AttributeError or error.name != "send":
        return False
    return issubclass(type(error.obj), _Spy)


class _Spy(map):  # type: ignore[type-arg] # of whatever the iterator gives
    """Stands for an iterator."""


@cache
def _kind(name: str) -> type[_Spy]:
    return type(name, (_Spy,), {"__module__": "builtins"})
