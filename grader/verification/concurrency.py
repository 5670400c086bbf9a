"""Mutation operators for what this course teaches: processes, locks, waiting, coroutines."""

import ast
from collections.abc import Iterator
from itertools import pairwise

from grader.verification.operators import (
    Operator,
    Replacement,
    called_name,
    is_docstring,
    with_arguments,
    with_keyword,
    yields,
)

WAITS = frozenset({"sleep", "join", "wait", "poll", "get", "acquire"})
"""Calls whose number is a time."""
UNLIMITED = WAITS - {"sleep"}
"""Those of them that wait for good where no time is given."""
SCALE = 10
HANDED_OVER = frozenset({"target", "initializer"})
"""Keywords that take a function to be called later, in another process."""
MOVABLE = (ast.Expr, ast.Assign, ast.AugAssign)
"""Statements that may change places with their neighbours."""


def run_instead_of_start(node: ast.AST) -> Iterator[Replacement]:
    """The work done where a process should have been started for it."""
    match node:
        case ast.Call(func=ast.Attribute(attr="start") as function):
            yield ast.Call(ast.Attribute(function.value, "run", ast.Load()), [], [])


def threads_instead_of_processes(node: ast.AST) -> Iterator[Replacement]:
    """What `multiprocessing` offers, as threads of one process: `multiprocessing.dummy`."""
    match node:
        case ast.Attribute(value=ast.Name(id="multiprocessing"), attr=name) if name[:1].isupper():
            module = ast.parse('__import__("multiprocessing.dummy").dummy', mode="eval").body
            yield ast.Attribute(module, name, ast.Load())


def call_target(node: ast.AST) -> Iterator[Replacement]:
    """A target that is called while the process is built, rather than handed over."""
    if isinstance(node, ast.Call):
        for keyword in node.keywords:
            if keyword.arg in HANDED_OVER:
                called = ast.Call(keyword.value, _target_arguments(node), [])
                yield with_keyword(node, keyword, ast.keyword(keyword.arg, called))


def _target_arguments(call: ast.Call) -> list[ast.expr]:
    for keyword in call.keywords:
        if keyword.arg == "args" and isinstance(keyword.value, ast.Tuple):
            return list(keyword.value.elts)
    return []


def flip_daemon(node: ast.AST) -> Iterator[Replacement]:
    """A daemon where there was none; the flag itself is a constant, and changed as one."""
    match node:
        case ast.Call(func=function, args=arguments, keywords=keywords):
            told = any(keyword.arg == "daemon" for keyword in keywords)
            if called_name(node) == "Process" and not told:
                flag = ast.keyword("daemon", ast.Constant(value=True))
                yield ast.Call(function, arguments, [*keywords, flag])


def drop_keyword(node: ast.AST) -> Iterator[Replacement]:
    """A call without one of its keywords: no name, no arguments, no initializer."""
    if isinstance(node, ast.Call):
        for keyword in node.keywords:
            yield with_keyword(node, keyword, None)


def remove_context(node: ast.AST) -> Iterator[Replacement]:
    """The body of a `with` alone: no lock is taken, nothing is closed."""
    if isinstance(node, ast.With):
        opened = [
            ast.Assign([item.optional_vars], item.context_expr)
            for item in node.items
            if item.optional_vars
        ]
        yield [*opened, *node.body]


def change_time(node: ast.AST) -> Iterator[Replacement]:
    """A time limit or a nap of no length, of ten times its length, or a wait without a limit."""
    match node:
        case ast.Call(args=[time]) if called_name(node) in WAITS:
            yield with_arguments(node, [ast.Constant(0)])
            yield with_arguments(node, [ast.BinOp(time, ast.Mult(), ast.Constant(SCALE))])
            if called_name(node) in UNLIMITED:
                yield with_arguments(node, [])


def next_instead_of_send(node: ast.AST) -> Iterator[Replacement]:
    """A coroutine that is only advanced, and so is sent nothing."""
    match node:
        case ast.Call(func=ast.Attribute(attr="send") as function):
            yield ast.Call(ast.Name("next", ast.Load()), [function.value], [])


def change_sentinel(node: ast.AST) -> Iterator[Replacement]:
    """Another mark for the end than the one that is looked for."""
    match node:
        case ast.Call(args=[ast.Constant(value=None)]):
            yield with_arguments(node, [ast.Constant(0)])


def drop_yield(node: ast.AST) -> Iterator[Replacement]:
    """A `yield` left out, one that hands out nothing, one that is a `return`."""
    match node:
        case ast.Expr(value=ast.Yield() | ast.YieldFrom() as inner):
            yield ast.Pass()
            yield ast.Return(inner.value)
        case ast.Yield(value=ast.expr() as value):
            yield ast.Yield(None)
            yield value


def change_delegation(node: ast.AST) -> Iterator[Replacement]:
    """A generator handed out instead of its values, or its values all taken at once."""
    match node:
        case ast.YieldFrom():
            yield ast.Yield(node.value)
            taken = ast.Call(ast.Name("list", ast.Load()), [node.value], [])
            yield ast.YieldFrom(taken)
        case ast.For() if yields(node):
            taken = ast.Call(ast.Name("list", ast.Load()), [node.iter], [])
            yield ast.For(node.target, taken, node.body, node.orelse)


def swap_statements(node: ast.AST) -> Iterator[Replacement]:
    """Two neighbouring statements in the other order: a yield too early, a join too late."""
    body = getattr(node, "body", None)
    if not isinstance(body, list) or not isinstance(node, ast.stmt):
        return
    for place, (one, two) in enumerate(pairwise(body)):
        if _may_swap(one) and _may_swap(two):
            swapped = [*body[:place], two, one, *body[place + 2 :]]
            yield _with_body(node, swapped)


def _may_swap(statement: ast.stmt) -> bool:
    return isinstance(statement, MOVABLE) and not is_docstring(statement)


def _with_body(node: ast.stmt, body: list[ast.stmt]) -> ast.stmt:
    fields = dict(ast.iter_fields(node))
    return type(node)(**{**fields, "body": body})


def swallow_exceptions(node: ast.AST) -> Iterator[Replacement]:
    """A statement that keeps to itself whatever others throw in, or raise in a call of it."""
    calls = isinstance(node, ast.Return) and isinstance(node.value, ast.Call)
    if calls or (isinstance(node, ast.Expr | ast.Assign | ast.Return) and yields(node)):
        assert isinstance(node, ast.stmt)  # noqa: S101 - all three are
        silent = ast.ExceptHandler(ast.Name("Exception", ast.Load()), None, [ast.Pass()])
        yield ast.Try([node], [silent], [], [])


def change_handler(node: ast.AST) -> Iterator[Replacement]:
    """No handler at all, one that does nothing, or one for everything, `GeneratorExit` included."""
    match node:
        case ast.Try(handlers=[_, *_]):
            yield [*node.body, *node.orelse]
        case ast.ExceptHandler(type=ast.expr()):
            yield ast.ExceptHandler(node.type, node.name, [ast.Pass()])
            yield ast.ExceptHandler(ast.Name("BaseException", ast.Load()), node.name, node.body)


OPERATORS = (
    Operator("start to run", run_instead_of_start),
    Operator("process to thread", threads_instead_of_processes),
    Operator("target called", call_target),
    Operator("daemon flag flipped", flip_daemon),
    Operator("keyword dropped", drop_keyword),
    Operator("context removed", remove_context),
    Operator("time changed", change_time),
    Operator("send to next", next_instead_of_send),
    Operator("sentinel changed", change_sentinel),
    Operator("yield dropped", drop_yield),
    Operator("delegation changed", change_delegation),
    Operator("statements swapped", swap_statements),
    Operator("exceptions swallowed", swallow_exceptions),
    Operator("handler changed", change_handler),
)
