"""The pytest session of one exercise: collected once, run for every submission.

It is a plugin whose `pytest_runtestloop` takes submissions from an iterable and runs all collected
tests for each, as a worker of a distributed test run does.
"""

import contextlib
import io
import os
import random
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from grader.errors import GraderError
from grader.grade import Explanation, Outcome, TestResult
from grader.sandbox.limits import Limits
from grader.testing import explaining, marks
from grader.testing.bench import Bench
from grader.testing.student import Loaded, Student

BACKSTOP = 300
"""Real seconds after which a hidden test is ended, whatever it waits for."""


@dataclass(frozen=True, slots=True)
class Sitting:
    """One submission's turn."""

    bench: Bench
    limits: Limits
    seed: int
    virtual: bool
    schedule: int | None = None
    """Seed of the schedule that every run is under, None for no schedule."""


@dataclass(frozen=True, slots=True)
class Results:
    """What all tests of an exercise found in one submission."""

    tests: tuple[TestResult, ...]
    problem: Explanation | None
    """What keeps every run of the submission from succeeding."""
    details: tuple[str, ...] = ()
    """For the instructor: where hidden tests themselves broke."""


@dataclass(slots=True)
class _Running:
    """The test that runs now."""

    student: Student | None = None
    comparison: explaining.Comparison | None = None
    error: BaseException | None = None
    details: list[str] = field(default_factory=list)


def run_tests(
    hidden_tests: Path, sittings: Iterable[Sitting], deliver: Callable[[Results], None]
) -> None:
    """Run an exercise's hidden tests for each sitting, and deliver what they found.

    Raises GraderError where the tests can't be collected or pytest itself fails.
    """
    plugin = GradingPlugin(sittings, deliver)
    output = io.StringIO()
    with contextlib.redirect_stdout(output), contextlib.redirect_stderr(output), _bare_pytest():
        code = pytest.main(_arguments(hidden_tests), plugins=[plugin])
    if code == pytest.ExitCode.INTERRUPTED:
        raise KeyboardInterrupt
    if plugin.failure is not None:
        raise plugin.failure
    if code not in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED):
        error = GraderError(f"{hidden_tests.name}: the hidden tests can't be run")
        error.add_note(output.getvalue())
        raise error


def _arguments(hidden_tests: Path) -> list[str]:
    return [
        *(str(hidden_tests), "-c", os.devnull, "--rootdir", str(hidden_tests.parent)),
        *("--noconftest", "--import-mode=importlib", "--capture=no", "-p", "no:cacheprovider"),
        *("-p", "pytest_timeout", "-o", f"timeout={BACKSTOP}", "-o", "timeout_func_only=true"),
    ]


@contextlib.contextmanager
def _bare_pytest() -> Iterator[None]:
    """Keep plugins away that happen to be installed: they cost time and could change results."""
    name = "PYTEST_DISABLE_PLUGIN_AUTOLOAD"
    before = os.environ.get(name)
    os.environ[name] = "1"
    try:
        yield
    finally:
        if before is None:
            del os.environ[name]
        else:
            os.environ[name] = before


class GradingPlugin:
    """Hands submissions to the collected tests, and gathers what the tests say."""

    def __init__(self, sittings: Iterable[Sitting], deliver: Callable[[Results], None]) -> None:
        self._sittings = sittings
        self._deliver = deliver
        self._sitting: Sitting | None = None
        self._loaded: Loaded | None = None
        self._running = _Running()
        self.failure: GraderError | None = None
        """What went wrong with the grader itself; raised once pytest is out of the way."""

    def pytest_configure(self, config: pytest.Config) -> None:
        """Make the marks known."""
        config.addinivalue_line("markers", "points(number, title): what a test is worth")
        config.addinivalue_line("markers", "hint(text): what to look at next")

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Run all tests for each submission, instead of once."""
        if session.testsfailed:
            session.exitstatus = pytest.ExitCode.INTERNAL_ERROR
            raise session.Failed("the hidden tests can't be collected")
        try:
            for sitting in self._sittings:
                self._deliver(self._grade(session.items, sitting))
        except GraderError as error:
            self.failure = error
        return True

    def pytest_assertrepr_compare(self, op: str, left: object, right: object) -> None:
        """Keep the comparison that failed."""
        self._running.comparison = explaining.Comparison(op, left, right)

    def pytest_runtest_makereport(self, call: pytest.CallInfo[None]) -> None:
        """Keep what ended a test before its time."""
        if call.excinfo is not None and self._running.error is None:
            self._running.error = call.excinfo.value
            self._running.details.append(str(call.excinfo.getrepr(style="long")))

    @pytest.fixture
    def student(self, request: pytest.FixtureRequest) -> Student:
        """The submission."""
        sitting, loaded = self._sitting, self._loaded
        assert sitting is not None  # noqa: S101 - tests run in sittings only
        assert loaded is not None  # noqa: S101
        seed = self._random(request.node.name + " program").getrandbits(32)
        self._running.student = Student(
            sitting.bench,
            loaded,
            sitting.limits,
            seed,
            virtual=sitting.virtual,
            schedule=sitting.schedule,
        )
        return self._running.student

    @pytest.fixture
    def rng(self, request: pytest.FixtureRequest) -> random.Random:
        """Where a test draws its inputs from: the same for the same seed."""
        return self._random(request.node.name)

    def _random(self, purpose: str) -> random.Random:
        assert self._sitting  # noqa: S101 - tests run in sittings only
        return random.Random(f"{self._sitting.seed} {purpose}")  # noqa: S311 - it must repeat

    def _grade(self, items: list[pytest.Item], sitting: Sitting) -> Results:
        self._sitting = sitting
        self._loaded = Loaded(sitting.bench, sitting.limits.wall)
        details: list[str] = []
        results = tuple(self._test(item, details) for item in items)
        return Results(results, self._loaded.problem, tuple(details))

    def _test(self, item: pytest.Item, details: list[str]) -> TestResult:
        worth = marks.worth(item)
        self._running = running = _Running()
        begin = time.monotonic()
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=None)
        duration = time.monotonic() - begin
        outcome, explanation = Outcome.PASSED, None
        if running.error is not None:
            _reraise_own(running.error)
            outcome, explanation = explaining.explain(
                running.error, running.comparison, worth.title
            )
        if outcome is Outcome.ERROR:
            details += running.details
        passed = outcome is Outcome.PASSED
        return TestResult(
            name=item.name,
            title=worth.title,
            outcome=outcome,
            points=worth.points if passed else 0.0,
            max_points=worth.points,
            explanation=explanation,
            hint=None if passed else worth.hint,
            duration=duration,
            runs=tuple(running.student.runs) if running.student else (),
        )


def _reraise_own(error: Any) -> None:
    """Let the grader's own failures through: no grade can be given then."""
    if isinstance(error, GraderError):
        raise error
