"""Grading: from an exercise and a submission to a grade, the whole flow on one screen."""

import os
import platform
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial

from grader import __version__
from grader.course import Exercise
from grader.errors import GraderError
from grader.grade import Grade, Outcome, Provenance, SourceFile, TestResult, Verdict
from grader.sandbox import isolation, tree
from grader.settings import Settings
from grader.submission import Submission
from grader.testing.bench import Bench


def grade_submission(exercise: Exercise, submission: Submission, settings: Settings) -> Grade:
    """Grade one submission.

    Whatever the submission does is in the grade. Raises GraderError, and only that, where the
    grader itself fails before there is anything to put into one.
    """
    started, begin = datetime.now(UTC), time.monotonic()
    level = isolation.choose(settings.isolation)
    with Bench(submission, exercise.limits, level) as bench:
        # pytest is imported while the sandbox starts, on the other processor.
        from grader.testing.session import Results, Sitting, run_tests  # noqa: PLC0415

        found: list[Results] = []
        sitting = Sitting(bench, settings.seed, _is_virtual(settings), settings.schedule)
        run_tests(exercise.hidden_tests, [sitting], found.append)
    if not found:
        raise GraderError(f"{exercise.hidden_tests}: no test was run")
    results = found[0]
    return Grade(
        exercise=exercise.identifier,
        title=exercise.title,
        student=submission.student,
        verdict=_verdict(results.tests),
        score=_score(results.tests),
        max_score=sum(test.max_points for test in results.tests),
        tests=results.tests,
        seed=settings.seed,
        provenance=_provenance(level, settings),
        started=started,
        duration=time.monotonic() - begin,
        sources=tuple(_sources(submission)),
        problem=results.problem.summary if results.problem else None,
        notes=submission.notes,
        details=results.details,
    )


def _score(tests: tuple[TestResult, ...]) -> float | None:
    if any(test.outcome is Outcome.ERROR for test in tests):
        return None
    return sum(test.points for test in tests)


def _verdict(tests: tuple[TestResult, ...]) -> Verdict:
    score = _score(tests)
    if score is None or not tests:
        return Verdict.GRADER_ERROR
    if all(test.outcome is Outcome.PASSED for test in tests):
        return Verdict.ACCEPTED
    return Verdict.PARTIAL if score > 0 else Verdict.REJECTED


def _is_virtual(settings: Settings) -> bool:
    return settings.clock == "virtual" and tree.available()


def _provenance(level: isolation.Isolation, settings: Settings) -> Provenance:
    system = os.uname()
    return Provenance(
        grader=__version__,
        python=platform.python_version(),
        platform=f"{sys.platform} {system.release} {system.machine}",
        isolation=level,
        clock="virtual" if _is_virtual(settings) else "real",
    )


def _sources(submission: Submission) -> Iterator[SourceFile]:
    decode = partial(bytes.decode, encoding="utf-8", errors="replace")
    for file in submission.files:
        if file.name.endswith(".py"):
            yield SourceFile(file.name, decode(file.content))
