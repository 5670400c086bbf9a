"""A job: one submission to be graded, as plain values that can travel to any machine.

`grade_jobs` is a pure function of the jobs and the course they are graded in. Whoever carries jobs
to where it runs (a process beside this one, a cluster) need not know what a grade is.
"""

import hashlib
import platform
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import astuple, dataclass

from grader import __version__
from grader.course import Course
from grader.grade import Grade, Outcome
from grader.settings import Settings
from grader.submission import Submission, encoded

LAID_OUT = re.compile(r"\S*/(?=tests/hidden/)")
"""Where the course of a batch is laid out: another folder each time, and on each machine."""


@dataclass(frozen=True, slots=True)
class Job:
    """One submission, and how it is to be graded."""

    submission: Submission
    settings: Settings
    digest: str
    """Names the job: two have the same only if their grades would be the same."""


@dataclass(frozen=True, slots=True)
class Finished:
    """What became of a job."""

    digest: str
    verdict: str
    score: float | None
    max_score: float
    started: str
    """ISO 8601, with time zone."""
    duration: float
    """Real seconds."""
    grade: bytes
    """The grade as JSON, as docs/grade-json.md describes it."""
    report: bytes
    """The student's report, an HTML page."""
    details: tuple[str, ...] = ()
    """For the instructor: where the grader or a hidden test broke."""
    cause: str = ""
    """The same in one line; empty where the grader did not fail."""


def make_job(submission: Submission, attempt: int, settings: Settings, exercise_digest: str) -> Job:
    """Return the job of a student's attempt; `exercise_digest` stands for tests and limits."""
    parts = (
        *(submission.digest, submission.student, str(attempt), exercise_digest),
        *(__version__, platform.python_version(), repr(astuple(settings))),
    )
    digest = hashlib.sha256()
    for part in map(encoded, parts):
        digest.update(len(part).to_bytes(8, "big"))  # else "ab"+"c" and "a"+"bc" were one
        digest.update(part)
    return Job(submission, settings, digest.hexdigest())


def grade_jobs(course: Course, jobs: Iterable[Job], deliver: Callable[[Finished], None]) -> None:
    """Grade jobs of one exercise and one setting, one after another.

    Raises GraderError where the grader fails on one; what was delivered stands.
    """
    from grader.grading import grade_all  # noqa: PLC0415 - pytest, which only grading needs

    waiting: list[Job] = []
    arriving = iter(jobs)
    first = next(arriving, None)
    if first is None:
        return

    def submissions() -> Iterator[Submission]:
        job: Job | None = first
        while job is not None:
            waiting.append(job)
            yield job.submission
            job = next(arriving, None)

    grade_all(
        course.exercise(first.submission.exercise),
        submissions(),
        first.settings,
        lambda grade: deliver(_finished(waiting.pop(), grade)),
    )


def give_up(course: Course, job: Job, reason: str, details: str) -> Finished:
    """Return what became of a job on which the grader itself has failed."""
    from grader.grading import failed_grade  # noqa: PLC0415

    exercise = course.exercise(job.submission.exercise)
    return _finished(job, failed_grade(exercise, job.submission, job.settings, reason, details))


def _finished(job: Job, grade: Grade) -> Finished:
    from grader import report  # noqa: PLC0415 - templates, which only grading needs
    from grader.exports.grade_json import to_json  # noqa: PLC0415

    return Finished(
        digest=job.digest,
        verdict=grade.verdict.value,
        score=grade.score,
        max_score=grade.max_score,
        started=grade.started.isoformat(),
        duration=grade.duration,
        grade=to_json(grade),
        report=report.render(grade).encode(),
        details=grade.details,
        cause=_cause(grade),
    )


def _cause(grade: Grade) -> str:
    """Return the tests that broke, and where the first one did; else what kept all from running."""
    broken = ", ".join(test.name for test in grade.tests if test.outcome is Outcome.ERROR)
    lines = LAID_OUT.sub("", "".join(grade.details[:1])).strip().splitlines()
    return ": ".join((broken, *lines[-1:]) if broken else lines[:1])
