"""A course on disk and an engine that grades at will, for the tests of the command line."""

import io
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from grader.__main__ import main
from grader.cli.engine import Engine
from grader.grade import Explanation, Grade, Outcome, Provenance, TestResult, Verdict
from grader.runs.trace import Place

TOML = 'title = "{title}"\nsummary = "What it is about."\n'


def passed(title="A job that returns ends with 0", points=50):
    return TestResult("test_good", title, Outcome.PASSED, points, points, None, None, 0.1, ())


def failed(summary="The exit code was read too early.", title="A killed job ends with -15"):
    explanation = Explanation(
        summary, expected="-15", seen="None", places=(Place("exercise05.py", 12, "main"),)
    )
    hint = "Join the process before you read exitcode."
    return TestResult("test_killed", title, Outcome.FAILED, 0, 50, explanation, hint, 0.1, ())


def grade(exercise="exercise05_exit_codes", *tests, **changes):
    tests = tests or (passed(), failed())
    score = sum(test.points for test in tests)
    most = sum(test.max_points for test in tests)
    verdict = Verdict.ACCEPTED if score == most else Verdict.PARTIAL if score else Verdict.REJECTED
    given: dict[str, Any] = {
        "exercise": exercise, "title": "Exit codes", "student": "ada", "verdict": verdict,
        "score": score, "max_score": most, "tests": tests, "seed": 7,
        "provenance": Provenance("0.1.0", "3.13.1", "Linux", "landlock", "virtual"),
        "started": datetime(2025, 3, 1, tzinfo=UTC), "duration": 0.5, "sources": (),
    }  # fmt: skip
    return Grade(**{**given, **changes})


@dataclass
class Level:
    level: str
    available: bool
    reason: str = ""
    remedy: str = ""


@dataclass
class Stage:
    """What the commands are given, and what they did with it."""

    root: Path
    answer: Callable[..., Grade] = field(default=lambda exercise: grade(exercise.identifier))
    levels: tuple[Level, ...] = (Level("namespaces", True),)
    proc: bool = True
    browser: bool = True
    graded: list[tuple[Any, ...]] = field(default_factory=list)
    opened: list[str] = field(default_factory=list)

    def engine(self) -> Engine:
        return Engine(self.grade, self.report, lambda: self.levels, lambda: self.proc, self.open)

    def grade(self, exercise, submission, circumstances):
        self.graded.append((exercise, submission, circumstances))
        return self.answer(exercise)

    def report(self, grade, path):
        path.write_text(f"<html>{grade.exercise}</html>")

    def open(self, address):
        self.opened.append(address)
        return self.browser

    def __call__(self, *arguments):
        return main([str(argument) for argument in arguments], self.engine())


@pytest.fixture
def stage(tmp_path, monkeypatch):
    root = tmp_path / "course"
    for name in ("exercise05_exit_codes", "exercise12_coroutine"):
        folder = root / "exercises" / name
        folder.mkdir(parents=True)
        (folder / "exercise.toml").write_text(TOML.format(title=name[11:].replace("_", " ")))
        (folder / f"{name[:10]}.py").write_text("print('hello')\n")
        (root / "tests/hidden").mkdir(parents=True, exist_ok=True)
        (root / f"tests/hidden/test_{name}.py").touch()
    (root / "course.toml").write_text('title = "Concurrent Python"\n')
    monkeypatch.chdir(root)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("COLUMNS", "100")
    return Stage(root)


def shown(*parts: Any, width: int = 80) -> list[str]:
    """The lines that a terminal shows, without what is left free at their ends."""
    terminal = Console(file=io.StringIO(), width=width, markup=False, highlight=False, emoji=False)
    with terminal.capture() as capture:
        for part in parts:
            terminal.print(part)
    return [line.rstrip() for line in capture.get().splitlines()]
