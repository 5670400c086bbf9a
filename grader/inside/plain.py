"""Plain data: what may cross the sandbox's wall, and how it is written down.

Plain are None, bool, int, float, str, bytes, list, tuple, set, frozenset and dict, nested up to
`DEPTH`. Types are told apart exactly (`type(x) is int`): a subclass with its own `__eq__` is not
plain. Whatever is not plain becomes `Opaque`, which equals nothing but itself.
The form is JSON with containers tagged: `["list", [1, 2]]`, `["dict", [["key", 1]]]`.
"""

import base64
import json
from collections.abc import Callable
from typing import Any

DEPTH = 24
"""Levels of nesting at most."""
ITEMS = 20_000
"""Values in one message at most, containers included."""
KEYS = 2_000
"""Members of one set or dict at most: numbers whose hashes collide make them slow."""
BITS = 3_000
"""Binary digits of an int at most."""


class NotPlainError(ValueError):
    """What came is not plain data in the form that this module writes."""


class Opaque:
    """Stands for a value that is not plain; equal to nothing but itself."""

    __slots__ = ("type_name",)

    def __init__(self, type_name: str) -> None:
        self.type_name = type_name

    def __repr__(self) -> str:
        return f"<{self.type_name} object>"


_CONTAINERS: dict[type, str] = {
    list: "list",
    tuple: "tuple",
    set: "set",
    frozenset: "frozenset",
}
_HASHED = frozenset({"set", "frozenset", "dict"})
_BUILDERS: dict[str, Callable[[list[Any]], Any]] = {
    name: kind for kind, name in _CONTAINERS.items()
}


class _Budget:
    """Counts values, so that neither side builds more than `ITEMS` of them."""

    def __init__(self) -> None:
        self.left = ITEMS

    def spend(self, depth: int) -> None:
        self.left -= 1
        if self.left < 0:
            raise NotPlainError(f"more than {ITEMS} values")
        if depth > DEPTH:
            raise NotPlainError(f"nested deeper than {DEPTH}")


def dumps(value: Any) -> bytes:
    """Write `value` down; raise NotPlainError where it is too large or nested too deeply."""
    return json.dumps(_encode(value, 0, _Budget())).encode("ascii")


def loads(data: bytes) -> Any:
    """Read what `dumps` wrote; raise NotPlainError for anything else, whoever sent it."""
    try:
        return _decode(json.loads(data), 0, _Budget())
    except NotPlainError:
        raise
    except (ValueError, TypeError, RecursionError) as error:
        raise NotPlainError(f"malformed: {type(error).__name__}") from None


def _encode(value: Any, depth: int, budget: _Budget) -> Any:
    budget.spend(depth)
    kind = type(value)
    if value is None or kind is bool or kind is str:
        return value
    if kind is int or kind is float:
        return _encode_number(value)
    if kind is bytes:
        return ["bytes", base64.b64encode(value).decode("ascii")]
    if kind in (set, frozenset, dict) and len(value) > KEYS:
        raise NotPlainError(f"a {kind.__name__} of more than {KEYS}")
    if kind in _CONTAINERS:
        return [_CONTAINERS[kind], [_encode(item, depth + 1, budget) for item in value]]
    if kind is dict:
        pairs = [[_encode(part, depth + 1, budget) for part in pair] for pair in value.items()]
        return ["dict", pairs]
    return ["opaque", str(kind.__name__)[:100]]


def _encode_number(value: float) -> Any:
    if type(value) is int:
        return value if value.bit_length() < BITS else ["opaque", "int"]
    return value if value - value == 0 else ["float", repr(value)]


def _decode(data: Any, depth: int, budget: _Budget) -> Any:
    budget.spend(depth)
    if data is None or type(data) in (bool, int, float, str):
        return data
    if type(data) is not list or len(data) != 2 or type(data[0]) is not str:  # noqa: PLR2004
        raise NotPlainError("neither a plain value nor a tagged pair")
    tag, content = data
    if tag in _HASHED and type(content) is list and len(content) > KEYS:
        raise NotPlainError(f"a {tag} of more than {KEYS}")
    if tag in _BUILDERS and type(content) is list:
        return _BUILDERS[tag]([_decode(item, depth + 1, budget) for item in content])
    if tag == "dict" and type(content) is list:
        return dict(_decode_pair(pair, depth + 1, budget) for pair in content)
    return _decode_text(tag, content)


def _decode_pair(pair: Any, depth: int, budget: _Budget) -> tuple[Any, Any]:
    if type(pair) is not list or len(pair) != 2:  # noqa: PLR2004
        raise NotPlainError("a dict entry is not a pair")
    return _decode(pair[0], depth, budget), _decode(pair[1], depth, budget)


def _decode_text(tag: str, content: Any) -> Any:
    if type(content) is not str:
        raise NotPlainError(f"unknown form {tag[:20]!r}")
    if tag == "bytes":
        return base64.b64decode(content, validate=True)
    if tag == "float" and content in ("nan", "inf", "-inf"):
        return float(content)
    if tag == "opaque":
        return Opaque(content[:100])
    raise NotPlainError(f"unknown form {tag[:20]!r}")
