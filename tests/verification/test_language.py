"""The mistakes that any Python program can have."""

import pytest

from grader.verification.mutants import mutants_of


def changes(source, operator):
    return [mutant.becomes for mutant in mutants_of(source) if mutant.operator == operator]


@pytest.mark.parametrize(
    ("operator", "source", "expected"),
    [
        ("constant changed", "x = 5", ["x = 6"]),
        ("constant changed", "x = True", ["x = False"]),
        ("constant changed", "x = f'a{b}'", ["x = f'a!{b}'"]),
        ("comparison changed", "x = a <= b", ["x = a < b"]),
        ("comparison changed", "x = a is not b", ["x = a is b"]),
        ("arithmetic changed", "x = a * (b - c)", ["x = a + (b - c)", "x = a * (b + c)"]),
        ("arithmetic changed", "x += y", ["x -= y"]),
        ("and for or", "x = a and b", ["x = a or b"]),
        ("condition negated", "x = a if b else c", ["x = a if not b else c"]),
        ("condition negated", "x = [a for a in b if not c]", ["x = [a for a in b if c]"]),
        ("range shifted", "x = range(n)", ["x = range(1, n)", "x = range(n - 1)"]),
        ("call removed", "x.join()", ["pass"]),
        ("assignment removed", "x.value = y", ["pass"]),
        ("arguments swapped", "x = f(a, b, c)", ["x = f(b, a, c)", "x = f(a, c, b)"]),
        ("arguments swapped", "x = (a, b)", ["x = (b, a)"]),
        ("max for min", "x = min(a, b)", ["x = max(a, b)"]),
        ("slice dropped", "x = y[:]", ["x = y"]),
    ],
)
def test_expression_is_changed(operator, source, expected):
    assert changes(source, operator) == expected


@pytest.mark.parametrize(
    ("operator", "source", "expected"),
    [
        ("condition negated", "while x:\n    f()", "while not x:"),
        ("condition negated", "if x == y:\n    f()", "if x != y:"),
        ("loop cut short", "while x:\n    f()", "f()\nbreak"),
        ("break for continue", "for x in y:\n    break", "continue"),
        ("nothing returned", "def f():\n    return g()", "g()\nreturn"),
    ],
)
def test_statement_is_changed(operator, source, expected):
    assert expected in [
        mutant.becomes
        for mutant in mutants_of(source)
        # A condition that is turned round twice over is one mutant, whatever it is called.
        if mutant.operator in (operator, "comparison changed")
    ]


def test_name_that_is_assigned_keeps_its_assignment():
    """Without it the rest could not even run."""
    assert changes("x = f()", "assignment removed") == []
