"""`grade verify` as it is typed: exit codes, and what is printed."""

import pytest

from grader.__main__ import main
from grader.cli.accounts import print_accounts
from grader.verification.equivalents import Equivalent
from grader.verification.inspection import Account
from grader.verification.mutants import Mutant
from grader.verification.plan import Kind
from grader.verification.survival import Survival

QUICKLY = ("--isolation", "limits", "--schedules", "0", "--no-mutants", "-j", "1")


@pytest.fixture
def call(root, monkeypatch):
    monkeypatch.chdir(root)
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.setenv("XDG_STATE_HOME", str(root / "state"))
    return lambda *arguments: main(["verify", *arguments])


def mutant(number):
    return Mutant("call removed", f"f({number})", "pass", 1, number, "")


def account(exercise, material, *findings):
    mutants = tuple(mutant(number) for number in range(11))
    entries = (Equivalent(mutants[0].identity, "It does nothing."),)
    perfect = frozenset(one.identity for one in mutants[:2])
    lived = Survival(mutants, entries, perfect, ())
    return Account(exercise(), material(), findings, lived, 12.345, 0.678)


def test_exercise_without_a_fault_is_0(call, capsys):
    assert call("1", *QUICKLY) == 0
    output = capsys.readouterr()
    head, line = output.out.splitlines()
    assert head.split()[:3] == ["exercise", "stub", "reference"]
    assert line.split()[:7] == ["exercise01", "ok", "ok", "5", "ok", "ok", "-"]
    assert output.err == ""


def test_fault_is_1_and_told_below_the_table_and_nothing_burns_on(root, call, capsys):
    (root / "solutions/exercise01_doubling/wrong/triples.py").unlink()
    assert call(*QUICKLY, "--flaky", "1") == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[1].split()[:5] == ["exercise01", "ok", "ok", "1", "wrong"]
    assert lines[3].endswith("has 4 wrong answers: write at least 5")


@pytest.mark.parametrize("arguments", [["7"], ["--schedules", "-1"], ["-j", "0"], ["--what"]])
def test_wrong_usage_is_2(call, arguments):
    assert call(*arguments) == 2


def test_missing_part_is_2_and_named(root, call, capsys):
    (root / "solutions/exercise01_doubling/exercise01.py").unlink()
    assert call(*QUICKLY) == 2
    assert "solutions/exercise01_doubling/exercise01.py: missing" in capsys.readouterr().err


def test_table_tells_how_many_mutants_were_caught(exercise, material, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    print_accounts([account(exercise, material)])
    head, line, *_ = capsys.readouterr().out.splitlines()
    assert "…" not in head + line
    assert line.split()[-6:] == ["9/10", "1", "0.68", "s", "12", "s"]


def test_survivors_are_shown_with_their_place_and_diff(exercise, material, capsys):
    print_accounts([account(exercise, material)])
    lines = [line.strip() for line in capsys.readouterr().out.splitlines()]
    place = "solutions/exercise01_doubling/exercise01.py:1"
    start = lines.index(f"{place}: no test catches: call removed, occurrence 1")
    assert lines[start + 1 : start + 3] == ["- f(1)", "+ pass"]
    assert not any("f(0)" in line for line in lines)


def test_part_with_faults_tells_how_many(exercise, material, capsys):
    print_accounts([account(exercise, material, (Kind.BRIEF, "One."), (Kind.BRIEF, "Two."))])
    text = capsys.readouterr().out
    assert "2 wrong" in text
    assert text.index("One.") < text.index("Two.")
