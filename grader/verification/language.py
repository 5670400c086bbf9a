"""Mutation operators for any Python program: constants, conditions, arithmetic, loops, calls."""

import ast
from collections.abc import Iterator

from grader.verification.operators import Operator, Replacement, called_name, with_arguments

COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
OPPOSITES = (ast.Eq, ast.NotEq, ast.Is, ast.IsNot, ast.In, ast.NotIn)
"""Comparisons that turn round when they are changed."""
ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Add,
    ast.Div: ast.FloorDiv,
    ast.FloorDiv: ast.Div,
    ast.Mod: ast.FloorDiv,
    ast.Pow: ast.Mult,
}
OTHER_EXTREME = {"min": "max", "max": "min", "any": "all", "all": "any"}


def change_constant(node: ast.AST) -> Iterator[Replacement]:
    """A number one larger, a text with a mark more, the other truth value."""
    match node:
        case ast.Constant(value=bool() as value):
            yield ast.Constant(not value)
        case ast.Constant(value=int() | float() as value):
            yield ast.Constant(value + 1)
        case ast.Constant(value=str() as value):
            yield ast.Constant(f"{value}!")


def change_comparison(node: ast.AST) -> Iterator[Replacement]:
    """Equal and unequal, less and at most, is and is not, in and not in."""
    if isinstance(node, ast.Compare):
        first, *others = node.ops
        yield ast.Compare(node.left, [COMPARISONS[type(first)](), *others], node.comparators)


def change_arithmetic(node: ast.AST) -> Iterator[Replacement]:
    """Plus for minus, and so on, in expressions and in assignments."""
    match node:
        case ast.BinOp() if type(node.op) in ARITHMETIC:
            yield ast.BinOp(node.left, ARITHMETIC[type(node.op)](), node.right)
        case ast.AugAssign() if type(node.op) in ARITHMETIC:
            yield ast.AugAssign(node.target, ARITHMETIC[type(node.op)](), node.value)


def change_logic(node: ast.AST) -> Iterator[Replacement]:
    """`and` for `or`."""
    match node:
        case ast.BoolOp(op=ast.And()):
            yield ast.BoolOp(ast.Or(), node.values)
        case ast.BoolOp(op=ast.Or()):
            yield ast.BoolOp(ast.And(), node.values)


def negate_condition(node: ast.AST) -> Iterator[Replacement]:
    """The condition of an `if`, a `while` or a comprehension turned round."""
    match node:
        case ast.If():
            yield ast.If(_negated(node.test), node.body, node.orelse)
        case ast.While():
            yield ast.While(_negated(node.test), node.body, node.orelse)
        case ast.IfExp():
            yield ast.IfExp(_negated(node.test), node.body, node.orelse)
        case ast.comprehension(ifs=[first, *others]):
            ifs = [_negated(first), *others]
            yield ast.comprehension(node.target, node.iter, ifs, node.is_async)


def _negated(test: ast.expr) -> ast.expr:
    match test:
        case ast.UnaryOp(op=ast.Not()):
            return test.operand
        case ast.Constant(value=bool() as value):
            return ast.Constant(not value)
        case ast.Compare(ops=[one]) if type(one) in OPPOSITES:
            return ast.Compare(test.left, [COMPARISONS[type(one)]()], test.comparators)
    return ast.UnaryOp(ast.Not(), test)


def shift_range(node: ast.AST) -> Iterator[Replacement]:
    """One turn less at either end of a range; its constants are changed anyway."""
    match node:
        case ast.Call(args=[stop]) if called_name(node) == "range":
            yield with_arguments(node, [ast.Constant(1), stop])
            yield with_arguments(node, [ast.BinOp(stop, ast.Sub(), ast.Constant(1))])


def cut_loop(node: ast.AST) -> Iterator[Replacement]:
    """A loop that is left after its first turn."""
    match node:
        case ast.For():
            body = [*node.body, ast.Break()]
            yield ast.For(node.target, node.iter, body, node.orelse)
        case ast.While():
            yield ast.While(node.test, [*node.body, ast.Break()], node.orelse)


def exchange_jump(node: ast.AST) -> Iterator[Replacement]:
    """A loop that goes on where it ended, or ends where it went on."""
    match node:
        case ast.Break():
            yield ast.Continue()
        case ast.Continue():
            yield ast.Break()


def remove_call(node: ast.AST) -> Iterator[Replacement]:
    """A statement that only calls something, `join()` for one, left out."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        yield ast.Pass()


def remove_assignment(node: ast.AST) -> Iterator[Replacement]:
    """An assignment to an attribute or an element, or a counting one, left out."""
    match node:
        case ast.AugAssign() | ast.Assign(targets=[ast.Attribute() | ast.Subscript()]):
            yield ast.Pass()


def swap_arguments(node: ast.AST) -> Iterator[Replacement]:
    """Neighbouring arguments of a call, or members of a tuple that is read, exchanged."""
    match node:
        case ast.Call():
            for arguments in _swapped(node.args):
                yield with_arguments(node, arguments)
        case ast.Tuple(ctx=ast.Load()):
            for members in _swapped(node.elts):
                yield ast.Tuple(members, node.ctx)


def _swapped(items: list[ast.expr]) -> Iterator[list[ast.expr]]:
    for place in range(len(items) - 1):
        yield [*items[:place], items[place + 1], items[place], *items[place + 2 :]]


def take_other_extreme(node: ast.AST) -> Iterator[Replacement]:
    """`max` for `min`, `all` for `any`."""
    if isinstance(node, ast.Call) and called_name(node) in OTHER_EXTREME:
        other = ast.Name(OTHER_EXTREME[called_name(node)], ast.Load())
        yield ast.Call(other, node.args, node.keywords)


def return_none(node: ast.AST) -> Iterator[Replacement]:
    """A function that forgets to return what it has worked out."""
    match node:
        case ast.Return(value=ast.expr() as value):
            yield [ast.Expr(value), ast.Return(None)]


def drop_bounds(node: ast.AST) -> Iterator[Replacement]:
    """The whole where a part was taken, or the thing itself where a copy was."""
    match node:
        case ast.Subscript(slice=ast.Slice(), ctx=ast.Load()):
            yield node.value


OPERATORS = (
    Operator("constant changed", change_constant),
    Operator("comparison changed", change_comparison),
    Operator("arithmetic changed", change_arithmetic),
    Operator("and for or", change_logic),
    Operator("condition negated", negate_condition),
    Operator("range shifted", shift_range),
    Operator("loop cut short", cut_loop),
    Operator("break for continue", exchange_jump),
    Operator("call removed", remove_call),
    Operator("assignment removed", remove_assignment),
    Operator("arguments swapped", swap_arguments),
    Operator("max for min", take_other_extreme),
    Operator("nothing returned", return_none),
    Operator("slice dropped", drop_bounds),
)
