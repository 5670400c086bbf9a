"""Grading: from an exercise and a submission to a grade, the whole flow on one screen."""

from __future__ import annotations

import contextlib
import itertools
import os
import platform
import sys
import time
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from grader import __version__
from grader.errors import GraderError
from grader.grade import (
    Explanation,
    Grade,
    Outcome,
    Provenance,
    SourceFile,
    Verdict,
    Visibility,
    visible_at,
)
from grader.sandbox import isolation, tree
from grader.testing.bench import Bench
from grader.testing.cells import Cells

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator

    from grader.course import Exercise
    from grader.settings import Settings
    from grader.submission import Submission
    from grader.testing.session import Results, Sitting


def grade_submission(exercise: Exercise, submission: Submission, settings: Settings) -> Grade:
    """Grade one submission.

    Whatever the submission does is in the grade. Raises GraderError, and only that, where the
    grader itself fails before there is anything to put into one.
    """
    grades: list[Grade] = []
    grade_all(exercise, [submission], settings, grades.append)
    if not grades:
        raise GraderError(f"{exercise.hidden_tests}: no test was run")
    return grades[0]


def grade_all(
    exercise: Exercise,
    submissions: Iterable[Submission],
    settings: Settings,
    deliver: Callable[[Grade], None],
) -> None:
    """Grade submissions of one exercise, one after another, each in a sandbox of its own.

    The hidden tests are collected once. A submission is asked for when the grade of the one before
    it has been delivered. Raises GraderError as `grade_submission` does; what was delivered stands.
    """
    turns: list[_Turn] = []
    sittings = _sittings(exercise, submissions, settings, turns)
    with contextlib.closing(sittings):
        # The first sandbox starts before pytest is imported: that happens on the other processor.
        first = next(sittings, None)
        if first is None:
            return
        from grader.testing.session import run_tests  # noqa: PLC0415

        run_tests(
            exercise.hidden_tests,
            itertools.chain([first], sittings),
            lambda results: deliver(turns.pop().grade(results)),
        )


def failed_grade(
    exercise: Exercise, submission: Submission, settings: Settings, reason: str, details: str
) -> Grade:
    """Return the grade of a submission on which the grader itself has failed: no score, no zero.

    `reason` is a sentence that a student may read, `details` are for the instructor alone. The
    files are not looked at: they may be what the grader failed on.
    """
    from grader.testing.session import Results  # noqa: PLC0415

    unread = replace(submission, files=())
    turn = _Turn(exercise, unread, settings, isolation.choose(settings.isolation))
    return turn.grade(Results((), Explanation(reason), (details,)))


def _sittings(
    exercise: Exercise, submissions: Iterable[Submission], settings: Settings, turns: list[_Turn]
) -> Generator[Sitting]:
    """Seat one submission after another; whose turn it is stands in `turns`."""
    level = isolation.choose(settings.isolation)
    for submission in submissions:
        turns[:] = [_Turn(exercise, submission, settings, level)]
        with Bench(submission, exercise.limits, level, steps=exercise.steps) as bench:
            from grader.testing.session import Sitting  # noqa: PLC0415

            yield Sitting(
                bench,
                settings.seed,
                _is_virtual(settings),
                settings.schedule,
                settings.start_method,
                until_lost=settings.until_lost,
                visible=_visible(exercise, settings),
            )


class _Turn:
    """One submission's turn, from when its sandbox is asked for to its grade."""

    def __init__(
        self,
        exercise: Exercise,
        submission: Submission,
        settings: Settings,
        level: isolation.Isolation,
    ) -> None:
        self._exercise = exercise
        self._submission = submission
        self._settings = settings
        self._level = level
        self._started, self._begin = datetime.now(UTC), time.monotonic()

    def grade(self, results: Results) -> Grade:
        """Return the grade that the tests' results make."""
        return Grade(
            exercise=self._exercise.identifier,
            title=self._exercise.title,
            student=self._submission.student,
            verdict=_verdict(results),
            score=_score(results),
            max_score=sum(test.max_points for test in results.tests),
            tests=results.tests,
            seed=self._settings.seed,
            provenance=_provenance(self._level, self._settings),
            started=self._started,
            duration=time.monotonic() - self._begin,
            sources=tuple(Cells(self._submission).sources(_sources(self._submission))),
            problem=results.problem.summary if results.problem else None,
            notes=self._submission.notes,
            details=results.details,
            graded_later=results.graded_later,
        )


def _score(results: Results) -> float | None:
    nothing = not results.tests and not results.graded_later
    if nothing or any(test.outcome is Outcome.ERROR for test in results.tests):
        return None
    return sum(test.points for test in results.tests)


def _verdict(results: Results) -> Verdict:
    score = _score(results)
    if score is None:
        return Verdict.GRADER_ERROR
    if all(test.outcome is Outcome.PASSED for test in results.tests):
        return Verdict.ACCEPTED
    return Verdict.PARTIAL if score > 0 else Verdict.REJECTED


def _visible(exercise: Exercise, settings: Settings) -> frozenset[Visibility]:
    """Return the visibilities of the tests that are to be run."""
    if settings.audience == "instructor":
        return frozenset(Visibility)
    return visible_at(datetime.now(UTC), exercise.due, published=exercise.published)


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
