"""The pytest session of one exercise: collected once, run for every submission.

It is a plugin whose `pytest_runtestloop` takes submissions from an iterable and runs all collected
tests for each, as a worker of a distributed test run does.
"""

import contextlib
import io
import os
import random
import shlex
import sys
import time
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from grader.errors import GraderError
from grader.grade import Explanation, Outcome, TestResult, Visibility
from grader.testing import explaining, marks
from grader.testing.attempt import Attempt
from grader.testing.bench import Bench
from grader.testing.probes import source_of
from grader.testing.student import Loaded, Student, Terms

SEEDS = 1_000_000
"""Seeds of schedules are drawn below this number: short enough to be typed."""
BACKSTOP = 300
"""Real seconds after which a hidden test is ended, whatever it waits for."""


@dataclass(frozen=True, slots=True)
class Sitting:
    """One submission's turn."""

    bench: Bench
    seed: int
    virtual: bool
    schedule: int | None = None
    """Seed of the schedule that every run is under, None for no schedule."""
    start_method: str | None = None
    """Of every run whose test sets none; None for the usual one."""
    until_lost: bool = False
    """Whether the first test that does not pass is the last to be run.

    The next submission begins with that test: what caught one mutant mostly catches the next.
    """
    visible: frozenset[Visibility] = frozenset(Visibility)
    """Tests of another visibility are not run."""


@dataclass(frozen=True, slots=True)
class Results:
    """What all tests of an exercise found in one submission."""

    tests: tuple[TestResult, ...]
    problem: Explanation | None
    """What keeps every run of the submission from succeeding."""
    details: tuple[str, ...] = ()
    """For the instructor: where hidden tests themselves broke."""
    graded_later: float = 0.0
    """Points of the tests that were not run, since the student may not see them yet."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A hidden test, and what it says of itself."""

    function: str
    """The name in its file, e.g. `test_exit_codes`; one function may make several tests."""
    worth: marks.Worth


def run_tests(
    hidden_tests: Path, sittings: Iterable[Sitting], deliver: Callable[[Results], None]
) -> None:
    """Run an exercise's hidden tests for each sitting, and deliver what they found.

    Raises GraderError where the tests can't be collected or pytest itself fails.
    """
    _run_pytest(hidden_tests, GradingPlugin(sittings, deliver))


def list_tests(hidden_tests: Path) -> tuple[Listed, ...]:
    """Return an exercise's hidden tests, in their order, without running any.

    Raises GraderError where they can't be collected, CourseError where one says too little.
    """
    plugin = GradingPlugin((), lambda _results: None)
    _run_pytest(hidden_tests, plugin)
    return tuple(Listed(_function(item), marks.worth(item)) for item in plugin.items)


def _function(item: pytest.Item) -> str:
    return item.nodeid.partition("::")[2].partition("[")[0].replace("::", ".")


def _run_pytest(hidden_tests: Path, plugin: "GradingPlugin") -> None:
    output = io.StringIO()
    with contextlib.redirect_stdout(output), contextlib.redirect_stderr(output), _bare_pytest():
        code = pytest.main(_arguments(hidden_tests), plugins=[plugin])
    _forget(hidden_tests)
    if code == pytest.ExitCode.INTERRUPTED:
        raise KeyboardInterrupt
    if plugin.failure is not None:
        raise plugin.failure
    if code == pytest.ExitCode.NO_TESTS_COLLECTED and plugin.left_out:
        return
    if code not in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED):
        error = GraderError(f"{hidden_tests.name}: the hidden tests can't be run")
        error.add_note(output.getvalue())
        raise error


def _forget(hidden_tests: Path) -> None:
    """Drop the modules of the tests' folder: others of their names, or an edition, may follow."""
    for name, module in list(sys.modules.items()):
        file = getattr(module, "__file__", None)
        if file and Path(file).parent == hidden_tests.parent:
            del sys.modules[name]
    source_of.cache_clear()  # a probe that is kept keeps its module, and that the whole session


def _arguments(hidden_tests: Path) -> list[str]:
    return [
        *(str(hidden_tests), "-c", os.devnull, "--rootdir", str(hidden_tests.parent)),
        *("--noconftest", "--import-mode=importlib", "--capture=no", "-p", "no:cacheprovider"),
        # What test files share is imported from beside them.
        *("-o", f"pythonpath={shlex.quote(str(hidden_tests.parent))}"),
        # What pytest itself would tell of a failure nobody reads, and its own style takes long.
        "--tb=native",
        # They collect garbage twice a session, and hidden tests make neither threads nor cycles.
        *("-p", "no:unraisableexception", "-p", "no:threadexception"),
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


def _by_visibility(
    items: list[pytest.Item], visible: frozenset[Visibility]
) -> tuple[list[pytest.Item], list[pytest.Item]]:
    """Part the tests that are to be run from those that are graded later."""
    now = [item for item in items if marks.worth(item).visibility in visible]
    return now, [item for item in items if item not in now]


class GradingPlugin:
    """Hands submissions to the collected tests, and gathers what the tests say."""

    def __init__(self, sittings: Iterable[Sitting], deliver: Callable[[Results], None]) -> None:
        self._sittings = sittings
        self._deliver = deliver
        self._sitting: Sitting | None = None
        self._loaded: Loaded | None = None
        self._running = Attempt(None)
        self.failure: GraderError | None = None
        """What went wrong with the grader itself; raised once pytest is out of the way."""
        self.items: list[pytest.Item] = []
        self.left_out = 0.0
        """Points of the tests that `grade release` has left out of the file."""

    def pytest_configure(self, config: pytest.Config) -> None:
        """Make the marks known, and let a shared module's `assert` tell its values, too."""
        pytest.register_assert_rewrite(*(file.stem for file in config.rootpath.glob("*.py")))
        config.addinivalue_line("markers", "points(number, title): what a test is worth")
        config.addinivalue_line("markers", "hint(text): what to look at next")
        config.addinivalue_line("markers", "schedules(number): orders of events to hold under")
        config.addinivalue_line("markers", "visibility(name): from when on students may run it")

    @pytest.hookimpl(wrapper=True)
    def pytest_pycollect_makemodule(self) -> Generator[None, pytest.Module, pytest.Module]:
        """Keep the test file's module: it tells what it holds, even where that is no test."""
        self._module = yield
        return self._module

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Run all tests for each submission, instead of once."""
        if session.testsfailed:
            raise pytest.UsageError("the hidden tests can't be collected")
        self.items = session.items
        self.left_out = marks.points_left_out(self._module.obj)
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

    @pytest.fixture
    def student(self, request: pytest.FixtureRequest) -> Student:
        """The submission."""
        sitting, loaded = self._sitting, self._loaded
        assert sitting is not None  # noqa: S101 - tests run in sittings only
        assert loaded is not None  # noqa: S101
        seed = self._random(request.node.name + " program").getrandbits(32)
        terms = Terms(seed, sitting.virtual, self._running.schedule, sitting.start_method)
        self._running.student = Student(sitting.bench, loaded, terms)
        return self._running.student

    @pytest.fixture
    def rng(self, request: pytest.FixtureRequest) -> random.Random:
        """Where a test draws its inputs from: the same for the same seed."""
        return self._random(request.node.name)

    def _random(self, purpose: str) -> random.Random:
        assert self._sitting is not None  # noqa: S101 - tests run in sittings only
        seed = self._running.seed or self._sitting.seed
        return random.Random(f"{seed} {purpose}")  # noqa: S311 - it must repeat

    def _grade(self, items: list[pytest.Item], sitting: Sitting) -> Results:
        self._sitting = sitting
        self._loaded = Loaded(sitting.bench)
        details: list[str] = []
        results: list[TestResult] = []
        now, later = _by_visibility(items, sitting.visible)
        for item in now:
            results.append(self._test(item, details))
            if sitting.until_lost and results[-1].outcome is not Outcome.PASSED:
                items.remove(item)
                items.insert(0, item)
                break
        points = sum(marks.worth(item).points for item in later) + self.left_out
        return Results(tuple(results), self._loaded.problem, tuple(details), points)

    def _test(self, item: pytest.Item, details: list[str]) -> TestResult:
        """Run one test, under as many schedules as it asks for; the first failure counts."""
        worth = marks.worth(item)
        begin = time.monotonic()
        ordinary, *scheduled = self._orders(item, worth)
        attempts = [self._attempt(item, *ordinary)]
        if attempts[0].error is None:
            # What fails on an ordinary run is no race, and needs no schedule to be seen.
            attempts += [self._attempt(item, *order) for order in scheduled]
        attempt = next((attempt for attempt in attempts if attempt.error), attempts[0])
        outcome, explanation = attempt.explain(worth, attempts, item.path.stem)
        if outcome is Outcome.ERROR:
            details.append(attempt.details)
        passed = outcome is Outcome.PASSED
        return TestResult(
            name=item.name,
            title=worth.title,
            outcome=outcome,
            points=worth.points if passed else 0.0,
            max_points=worth.points,
            explanation=explanation,
            hint=None if passed else worth.hint,
            duration=time.monotonic() - begin,
            runs=tuple(attempt.student.runs) if attempt.student else (),
            schedules=tuple(attempt.scheduled for attempt in attempts if attempt.seed),
            visibility=worth.visibility,
        )

    def _orders(self, item: pytest.Item, worth: marks.Worth) -> list[tuple[int | None, int]]:
        """Return schedule and seed of each attempt, an ordinary one first.

        A seed of 0 stands for the sitting's own.
        """
        sitting = self._sitting
        assert sitting is not None  # noqa: S101 - tests run in sittings only
        if not worth.schedules or not sitting.virtual:
            return [(sitting.schedule, 0)]
        if sitting.schedule is not None:
            return [(sitting.schedule, sitting.schedule)]
        draw = random.Random(f"{sitting.seed} {item.name} schedules")  # noqa: S311 - it must repeat
        seeds = draw.sample(range(1, SEEDS), worth.schedules)
        return [(None, 0), *((seed, seed) for seed in seeds)]

    def _attempt(self, item: pytest.Item, schedule: int | None, seed: int) -> Attempt:
        self._running = attempt = Attempt(schedule, seed)
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=None)
        if isinstance(attempt.error, GraderError):
            # The grader's own failures go through: no grade can be given then.
            raise attempt.error
        return attempt
