"""What a mutation operator is, and small questions that several of them ask of syntax."""

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

Replacement: TypeAlias = ast.AST | list[ast.stmt]
"""What takes a node's place: another node, or several statements."""


@dataclass(frozen=True, slots=True)
class Operator:
    """A kind of mistake: what it makes of a piece of syntax."""

    name: str
    """As it is written in `equivalent.toml`."""
    change: Callable[[ast.AST], Iterator[Replacement]]


def called_name(node: ast.AST) -> str:
    """Return the last name of what a call calls, e.g. `join`; empty for anything else."""
    match node:
        case ast.Call(func=ast.Attribute(attr=name)) | ast.Call(func=ast.Name(id=name)):
            return name
    return ""


def with_arguments(call: ast.Call, arguments: list[ast.expr]) -> ast.Call:
    """Return the call with other positional arguments."""
    return ast.Call(call.func, arguments, call.keywords)


def with_keyword(call: ast.Call, old: ast.keyword, new: ast.keyword | None) -> ast.Call:
    """Return the call with another keyword, or none, in the place of `old`."""
    keywords = [new if keyword is old else keyword for keyword in call.keywords]
    return ast.Call(call.func, call.args, [keyword for keyword in keywords if keyword])


def is_docstring(statement: ast.stmt) -> bool:
    """Say whether a statement is nothing but a text."""
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)


def yields(node: ast.AST) -> bool:
    """Say whether there is a `yield` anywhere in this."""
    return any(isinstance(inner, ast.Yield | ast.YieldFrom) for inner in ast.walk(node))
