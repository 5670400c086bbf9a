"""A Python file as its top-level statements: what each defines, what it names, how it is written."""

import ast
import symtable
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

Function = ast.FunctionDef | ast.AsyncFunctionDef
Import = ast.Import | ast.ImportFrom


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement at the top level of a file."""

    node: ast.stmt
    text: str
    """As it is written, with the comment right above it and the text right below that explains it."""
    distance: int
    """Empty lines above it."""
    defines: frozenset[str]
    """Names of the file that it gives a value, or changes."""
    names: frozenset[str]
    """Names that it takes from the file, wherever in it; names of its own functions are not among them."""

    @property
    def is_fixture(self) -> bool:
        """Whether it is a pytest fixture."""
        return any("fixture" in decorator for decorator in self.decorators)

    @property
    def decorators(self) -> tuple[str, ...]:
        """What stands behind the `@` above it."""
        if not isinstance(self.node, Function | ast.ClassDef):
            return ()
        return tuple(map(ast.unparse, self.node.decorator_list))

    @property
    def called(self) -> frozenset[str]:
        """What a fixture is called by those who ask for it."""
        names = {
            str(keyword.value.value)
            for decorator in getattr(self.node, "decorator_list", ())
            for keyword in getattr(decorator, "keywords", ())
            if keyword.arg == "name" and isinstance(keyword.value, ast.Constant)
        }
        return frozenset(names or self.defines)

    @property
    def asks_for(self) -> frozenset[str]:
        """What pytest would look for a fixture of that name for, were it a test or a fixture."""
        found = {node.arg for node in ast.walk(self.node) if isinstance(node, ast.arg)}
        for decorator in getattr(self.node, "decorator_list", ()):
            found |= {
                node.value
                for node in ast.walk(decorator)
                if isinstance(node, ast.Constant) and isinstance(node.value, str)
            }
        return frozenset(found)


def read_statements(source: str) -> tuple[Statement, ...]:
    """Return the statements of a file, its docstring not among them; raises SyntaxError."""
    body = ast.parse(source).body
    code = _Code(source.splitlines(), Counter(line for node in body for line in _lines(node)))
    return tuple(_statement(group, code) for group in _grouped(body))


@dataclass(frozen=True, slots=True)
class _Code:
    """A file's lines, and how many statements each of them (the first is 1) holds part of."""

    lines: list[str]
    holds: Counter[int]


def _grouped(body: list[ast.stmt]) -> Iterator[list[ast.stmt]]:
    """Put each statement with the text below it that explains it."""
    group: list[ast.stmt] = []
    for node in body:
        if _is_text(node):
            group.append(node)
            continue
        if group and not _is_text(group[0]):
            yield group
        group = [node]
    if group and not _is_text(group[0]):
        yield group


def _is_text(node: ast.stmt) -> bool:
    return (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )


def _lines(node: ast.stmt) -> range:
    """Return the numbers of the lines that a statement takes."""
    decorators = getattr(node, "decorator_list", ())
    first = min([node.lineno, *(decorator.lineno for decorator in decorators)])
    return range(first, (node.end_lineno or first) + 1)


def _statement(group: list[ast.stmt], code: _Code) -> Statement:
    node = group[0]
    first, last = _lines(node).start, _lines(group[-1]).stop - 1
    # A statement that shares its line can't be cut out of it with its comment.
    alone = all(code.holds[line] < 2 for line in (first, last))  # noqa: PLR2004
    while first > 1 and not code.holds[first - 1] and code.lines[first - 2].startswith("#"):
        first -= 1
    distance = 0
    while distance < first - 1 and not code.lines[first - 2 - distance].strip():
        distance += 1
    table = symtable.symtable(ast.unparse(node), "excerpt", "exec")
    return Statement(
        node,
        "\n".join(code.lines[first - 1 : last]) if alone else ast.unparse(node),
        distance,
        frozenset(_defined(table) | _changed(node)),
        frozenset(_named(table)),
    )


def _defined(table: symtable.SymbolTable) -> set[str]:
    return {
        symbol.get_name()
        for symbol in table.get_symbols()
        if symbol.is_assigned() or symbol.is_imported()
    }


def _named(table: symtable.SymbolTable) -> Iterator[str]:
    for symbol in table.get_symbols():
        # In a class, a name that is assigned is looked up in the file, too, before it is.
        outer = table.get_type() in ("module", "class") or symbol.is_global()
        if symbol.is_referenced() and outer:
            yield symbol.get_name()
    for inner in table.get_children():
        yield from _named(inner)


def _changed(node: ast.stmt) -> set[str]:
    """Return what a statement changes without giving it another value: `x[1] = 2`, `x.append(3)`."""
    match node:
        case ast.Assign(targets=targets):
            changed: list[ast.expr] = targets
        case ast.AugAssign(target=target) | ast.AnnAssign(target=target):
            changed = [target]
        case ast.Expr(value=ast.Call(func=ast.Attribute() as function)):
            changed = [function]
        case _:
            changed = []
    return {name for target in changed if (name := _base(target))}


def _base(target: ast.expr) -> str | None:
    """Return the name that `x.y[1]` begins with."""
    while isinstance(target, ast.Attribute | ast.Subscript):
        target = target.value
    return target.id if isinstance(target, ast.Name) else None
