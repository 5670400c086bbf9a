"""Marks in a program's generators: calls of hooks at every place where one is resumed or left.

What is sent into a generator is seen by its own `yield` alone. So the code of a file is made from a
tree in which each yield, return and handler of a generator has a hook beside it. Lines, names and
what is printed stay as they are; the hooks are constants of the code, to be found under no name.
"""

import ast
import warnings
from collections.abc import Callable, Iterator, Mapping
from types import CodeType
from typing import Any

Hooks = Mapping[str, Callable[..., Any]]
"""By what has happened: `begin`, `give`, `take`, `follow`, `tick`, `join`, `end`, `catch`, `fail`.

All but `begin`, `catch` and `fail` stand around an expression: its value is given to them, and what
they return takes its place.
"""

_MARK = "where a hook is put"
_GENERATOR = 0x20
"""`inspect.CO_GENERATOR`."""
_SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef)


def mark(plain: CodeType, source: Any, path: str, hooks: Hooks) -> CodeType:
    """Return the code of a file with marks in its generators.

    `plain` is what `compile` made of the same text: so errors and warnings are the program's own.
    It is returned as it is where there is no generator, or where there is no room for marks.
    """
    if not any(code.co_flags & _GENERATOR for code in _codes(plain)):
        return plain
    try:
        return _supply(_compile_with_marks(source, path), hooks)
    except Exception:  # noqa: BLE001 - e.g. one block too many for Python: it runs unwatched
        return plain


def _compile_with_marks(source: Any, path: str) -> CodeType:
    with warnings.catch_warnings():
        # Python warns of the call of a constant, which is what a mark is until it is replaced.
        warnings.simplefilter("ignore")
        tree = ast.fix_missing_locations(_Marker().visit(ast.parse(source, path)))
        return compile(tree, path, "exec", dont_inherit=True)


def _codes(code: CodeType) -> Iterator[CodeType]:
    """Yield a code object and all within it."""
    yield code
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _codes(constant)


def _supply(code: CodeType, hooks: Hooks) -> CodeType:
    """Put the hooks where their marks are."""
    constants = tuple(_supplied(constant, hooks) for constant in code.co_consts)
    return code.replace(co_consts=constants)


def _supplied(constant: Any, hooks: Hooks) -> Any:
    if isinstance(constant, CodeType):
        return _supply(constant, hooks)
    if type(constant) is tuple and constant[:1] == (_MARK,):
        return hooks[constant[1]]
    return constant


def _hook(name: str, *arguments: ast.expr, beside: ast.AST | None = None) -> ast.Call:
    """Make a call of a hook that stands where `beside` stands."""
    mark: Any = (_MARK, name)
    call = ast.Call(ast.Constant(mark), [*arguments], [])
    return ast.copy_location(call, beside) if beside else call


class _Marker(ast.NodeTransformer):
    """Puts marks beside what happens in generators."""

    def __init__(self) -> None:
        self._in_generator = False

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        """Mark a function's body, if it makes a generator."""
        generator = _yields(node)
        self._visit_scope(node, is_generator=generator)
        if generator:
            node.body = _wrapped(node)
        return node

    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> ast.AST:
        """Leave what asyncio drives."""
        return self._visit_scope(node, is_generator=False)

    def visit_Lambda(self, node: ast.Lambda) -> ast.AST:
        """Leave a generator without statements."""
        return self._visit_scope(node, is_generator=False)

    def _visit_scope(self, node: ast.AST, *, is_generator: bool) -> ast.AST:
        around, self._in_generator = self._in_generator, is_generator
        self.generic_visit(node)
        self._in_generator = around
        return node

    def visit_Yield(self, node: ast.Yield) -> ast.AST:
        """Tell what goes out, and what comes in."""
        self.generic_visit(node)
        if not self._in_generator:
            return node
        value = node.value or ast.copy_location(ast.Constant(None), node)
        node.value = _hook("give", value, beside=node)
        return _hook("take", node, beside=node)

    def visit_YieldFrom(self, node: ast.YieldFrom) -> ast.AST:
        """Tell who is delegated to, and what it returns."""
        self.generic_visit(node)
        if not self._in_generator:
            return node
        if isinstance(node.value, ast.GeneratorExp):
            node.value.elt = _hook("tick", node.value.elt, beside=node.value.elt)
        node.value = _hook("follow", node.value, beside=node.value)
        return _hook("join", node, beside=node)

    def visit_Return(self, node: ast.Return) -> ast.AST:
        """Tell what is returned."""
        self.generic_visit(node)
        if self._in_generator:
            value = node.value or ast.copy_location(ast.Constant(None), node)
            node.value = _hook("end", value, beside=node)
        return node

    def visit_ExceptHandler(self, node: ast.ExceptHandler) -> ast.AST:
        """Tell that an exception was caught: it may have been thrown in."""
        self.generic_visit(node)
        if self._in_generator:
            node.body.insert(0, ast.Expr(_hook("catch")))
        return node


def _yields(function: ast.FunctionDef) -> bool:
    """Say whether a function has a yield of its own."""
    waiting: list[ast.AST] = [*function.body]
    while waiting:
        node = waiting.pop()
        if isinstance(node, (ast.Yield, ast.YieldFrom)):
            return True
        if not isinstance(node, _SCOPES):
            waiting += ast.iter_child_nodes(node)
    return False


def _wrapped(function: ast.FunctionDef) -> list[ast.stmt]:
    """Return a generator's body, with hooks at its beginning and at each way out of it."""
    start = ast.get_docstring(function, clean=False) is not None
    body, last = function.body[start:], function.body[-1]
    begin = ast.Expr(_hook("begin"))
    nothing = ast.copy_location(ast.Constant(None), last)
    end = ast.Expr(_hook("end", nothing, beside=last))
    # A bare `raise` adds nothing to a traceback.
    fail = ast.ExceptHandler(None, None, [ast.Expr(_hook("fail")), ast.Raise()])
    return [*function.body[:start], ast.Try([begin, *body], [fail], [end], [])]
