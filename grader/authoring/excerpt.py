"""An excerpt of a Python file: what is wanted of it with all that it names, and nothing else.

What can't be told to belong to something (`sys.path.insert(...)`, `assert ...`, loops) stays.
"""

import ast
from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass, replace

from grader.authoring.statements import Import, Statement, read_statements

Statements = tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Excerpt:
    """What is kept of a file."""

    statements: Statements

    @property
    def defines(self) -> frozenset[str]:
        """The names that it gives a value."""
        return frozenset(name for statement in self.statements for name in statement.defines)

    def text(self, docstring: str) -> str:
        """Return the file, under another docstring: its own may tell of what is gone."""
        parts = [f'"""{docstring}"""\n']
        for statement in self.statements:
            distance = max(statement.distance, 1) if len(parts) == 1 else statement.distance
            parts.append("\n" * distance + statement.text + "\n")
        return "".join(parts)

    def takes_from(self, module: str) -> frozenset[str] | None:
        """Return the names imported from a module; None where it is imported as a whole."""
        names: set[str] = set()
        for node in (node for one in self.statements for node in ast.walk(one.node)):
            if isinstance(node, ast.ImportFrom) and node.module == module and not node.level:
                names |= {alias.name for alias in node.names}
            elif isinstance(node, ast.Import) and module in {one.name for one in node.names}:
                return None
        return None if "*" in names else frozenset(names)


def excerpt(source: str, wanted: frozenset[str]) -> Excerpt:
    """Return of a file what defines the names that are `wanted`, and all that this needs.

    Raises SyntaxError where `source` is no Python.
    """
    statements = read_statements(source)
    imports = {name for one in statements if isinstance(one.node, Import) for name in one.defines}
    stay = tuple(one for one in statements if _stays(one, imports))
    needed = _needed(statements, wanted.union(*(one.names for one in stay)))
    return Excerpt(tuple(_kept(statements, stay, needed)))


def _kept(statements: Statements, stay: Statements, needed: frozenset[str]) -> Iterator[Statement]:
    """The statements that are kept, or what is left of them, as far apart as they were."""
    distance = 0
    for one in statements:
        distance = max(distance, one.distance)
        if one in stay or one.defines & needed:
            whole = one in stay or one.defines <= needed
            yield replace(one if whole else _smaller(one, needed), distance=distance)
            distance = 0


def _stays(statement: Statement, imports: set[str]) -> bool:
    """Whether a statement stays though nothing names it."""
    match statement.node:
        case ast.ImportFrom(module=module, names=[*names]):
            return module == "__future__" or names[0].name == "*"
        case ast.Import():
            return False
        case ast.For() | ast.While() | ast.With():
            return True
    if any("autouse=True" in decorator for decorator in statement.decorators):
        return True
    own = statement.defines - imports
    return not own or any(name.startswith("pytest") for name in own)


def _needed(statements: Statements, wanted: frozenset[str]) -> frozenset[str]:
    """Return what is `wanted`, and the names that its definitions need, and theirs."""
    needed = wanted
    for one in statements:
        if one.defines & needed:
            needed |= one.names | _fixtures(one, statements)
    return needed if needed == wanted else _needed(statements, needed)


def _fixtures(statement: Statement, statements: Statements) -> frozenset[str]:
    """Return the fixtures of the file that pytest gives a test or a fixture."""
    is_test = any(name.lower().startswith("test") for name in statement.defines)
    if not is_test and not statement.is_fixture:
        return frozenset()
    asked = [one for one in statements if one.is_fixture and one.called & statement.asks_for]
    return frozenset(name for one in asked for name in one.defines)


def _smaller(statement: Statement, needed: frozenset[str]) -> Statement:
    """Return a statement with only the needed ones of its names, where it can be parted."""
    match statement.node:
        case ast.Import() | ast.ImportFrom():
            node = copy(statement.node)
            node.names = [alias for alias in node.names if _bound(alias) in needed]
            return replace(statement, node=node, text=ast.unparse(node))
        case ast.Assign(targets=[ast.Tuple(elts=names)], value=ast.Tuple(elts=values)):
            return _smaller_assignment(statement, names, values, needed)
    return statement


def _smaller_assignment(
    statement: Statement, names: list[ast.expr], values: list[ast.expr], needed: frozenset[str]
) -> Statement:
    """Return `a, c = 1, 3` of `a, b, c = 1, 2, 3`."""
    if len(names) != len(values) or not all(isinstance(name, ast.Name) for name in names):
        return statement
    pairs = zip(names, values, strict=True)
    lines = [
        f"{ast.unparse(name)} = {ast.unparse(value)}"
        for name, value in pairs
        if isinstance(name, ast.Name) and name.id in needed
    ]
    return replace(statement, text="\n".join(lines))


def _bound(alias: ast.alias) -> str:
    """Return the name that an import gives: `a` for `import a.b`."""
    return alias.asname or alias.name.partition(".")[0]
