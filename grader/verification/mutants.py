"""Mutants: programs that differ from a reference in one place, as a mistake would.

A mutant is told by text, not by line number: the changed lines as `ast.unparse` writes them, which
neither comments nor layout nor lines added elsewhere alter.
"""

import ast
import copy
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from grader.verification import concurrency, language
from grader.verification.operators import Operator, Replacement

OPERATORS: tuple[Operator, ...] = (*language.OPERATORS, *concurrency.OPERATORS)
LEFT_ALONE = (ast.Import, ast.ImportFrom)
UNCHANGED_FIELDS = frozenset({"annotation", "returns", "decorator_list"})
"""Fields of syntax that no run looks at."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """A program with one change in it."""

    operator: str
    """Name of the kind of change, e.g. `call removed`."""
    line: str
    """The changed lines as they were, without indentation."""
    becomes: str
    """The same lines as they are now."""
    occurrence: int
    """1 for the first such change of such lines in the file, 2 for the next."""
    number: int
    """Line number in the reference."""
    source: str

    @property
    def identity(self) -> tuple[str, str, str, int]:
        """What a mutant is known by, whatever else is edited in the reference."""
        return self.operator, self.line, self.becomes, self.occurrence

    @property
    def diff(self) -> str:
        """What was changed, lines with `-` and `+` before them."""
        removed = [f"- {line}" for line in self.line.splitlines()]
        added = [f"+ {line}" for line in self.becomes.splitlines()]
        return "\n".join(removed + added)


def mutants_of(source: str) -> list[Mutant]:
    """Return every mutant of a program that compiles, in the order of its lines.

    No two have the same source. Raises SyntaxError where the program itself is none.
    """
    tree = ast.parse(source)
    original = ast.unparse(tree)
    seen = {original}
    found = []
    for mutant in _all(tree, original):
        if mutant.source not in seen and _compiles(mutant.source):
            seen.add(mutant.source)
            found.append(mutant)
    return _numbered(sorted(found, key=lambda mutant: mutant.number))


def _all(tree: ast.Module, original: str) -> Iterator[Mutant]:
    for node in _sites(tree):
        for operator in OPERATORS:
            for replacement in operator.change(node):
                source = ast.unparse(_changed(tree, node, replacement))
                line, becomes = _difference(original, source)
                number = getattr(node, "lineno", 1)
                yield Mutant(operator.name, line, becomes, 1, number, source)


def _sites(node: ast.AST) -> Iterator[ast.AST]:
    """List all syntax that a run takes notice of."""
    yield node
    for name, value in ast.iter_fields(node):
        children = value if isinstance(value, list) else [value]
        for child in children if name not in UNCHANGED_FIELDS else ():
            if isinstance(child, ast.AST) and not _is_idle(child):
                yield from _sites(child)


def _is_idle(node: ast.AST) -> bool:
    """Say whether this is an import or a docstring."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return True
    return isinstance(node, LEFT_ALONE)


def _changed(tree: ast.Module, node: ast.AST, replacement: Replacement) -> ast.AST:
    """Return a copy of `tree` with `replacement` where `node` was."""
    copies: dict[int, ast.AST] = {}
    copied = copy.deepcopy(tree, copies)
    _Swap(copies[id(node)], replacement).visit(copied)
    return ast.fix_missing_locations(copied)


class _Swap(ast.NodeTransformer):
    """Puts something else in the place of one node."""

    def __init__(self, target: ast.AST, replacement: Replacement) -> None:
        self._target = target
        self._replacement = replacement

    def visit(self, node: ast.AST) -> Replacement:
        """Return what is to stand where `node` does."""
        if node is self._target:
            return self._replacement
        return self.generic_visit(node)


def _difference(before: str, after: str) -> tuple[str, str]:
    """Return the lines that differ, of each, from the first to the last of them."""
    old, new = before.splitlines(), after.splitlines()
    while len(old) > 1 and len(new) > 1 and old[-1] == new[-1]:
        del old[-1], new[-1]
    # One line that both share stays where lines were only added: no text says nothing of a place.
    while len(old) > 1 and len(new) > 1 and old[0] == new[0]:
        del old[0], new[0]
    strip = str.strip
    return "\n".join(map(strip, old)), "\n".join(map(strip, new))


def _compiles(source: str) -> bool:
    try:
        compile(source, "<mutant>", "exec", dont_inherit=True)
    except (SyntaxError, ValueError):
        return False
    return True


def _numbered(found: list[Mutant]) -> list[Mutant]:
    """Tell apart those that make the same change in several places."""
    counts: Counter[tuple[str, str, str, int]] = Counter()
    numbered = []
    for mutant in found:
        counts[mutant.identity] += 1
        numbered.append(replace(mutant, occurrence=counts[mutant.identity]))
    return numbered
