"""A batch: a collection of hand-ins becomes grades in the gradebook, and a report for each.

Every grade is in the gradebook before it counts as done, and its report lies in place before that;
so a batch that was ended at any moment goes on where it stood.
"""

import contextlib
import tempfile
import time
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Protocol

from grader.batch.failure import Failures
from grader.batch.job import Finished, Job
from grader.batch.pack import exercise_digest, pack, unpack
from grader.batch.plan import Plan, Terms, chunks, make_plan
from grader.course import Course, Exercise
from grader.files import write_bytes, writing
from grader.grade import Verdict
from grader.gradebook import Entry, Gradebook
from grader.intake.collection import Handed
from grader.policy import overlooked
from grader.report.classroom.place import file_name, report_path, reported
from grader.settings import Settings


class Graders(Protocol):
    """Whoever grades jobs: this machine's crew, or a cluster."""

    def grade(self, jobs: Iterable[Job]) -> Generator[Finished]:
        """Yield what became of each job, as it becomes known."""
        ...


class Attempt(Protocol):
    """Whatever tells which attempt of whom it is about: a hand-in, an entry."""

    @property
    def student(self) -> str: ...  # noqa: D102
    @property
    def exercise(self) -> str: ...  # noqa: D102
    @property
    def attempt(self) -> int: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of a batch."""

    course: Course
    handed: tuple[Handed, ...]
    folder: Path
    """Where reports go; it exists."""
    settings: Settings
    fresh: bool = False
    """Whether known grades don't count."""
    fail_fast: bool = False
    """Whether to stop at the first submission that the grader fails on."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How a batch stands."""

    graded: int = 0
    known: int = 0
    total: int = 0
    failed: int = 0
    """Submissions that the grader failed on."""
    shares: float = 0.0
    """Sum of the scores after the policy, each as a share of what could be had."""
    seconds: float = 0.0
    """Real seconds since grading began."""

    @property
    def left(self) -> int:
        """Submissions that are not graded."""
        return self.total - self.graded - self.known

    @property
    def average(self) -> float | None:
        """Percent of the points that a submission has on average, known ones included."""
        scored = self.graded + self.known - self.failed
        return 100 * self.shares / scored if scored else None

    def count(self, entry: Entry, *, known: bool = False) -> "Tally":
        """Return the tally with one entry more."""
        failed = entry.verdict == Verdict.GRADER_ERROR
        share = (entry.adjusted or 0) / entry.max_score if entry.max_score else 0.0
        return replace(
            self,
            graded=self.graded + (not known),
            known=self.known + known,
            failed=self.failed + failed,
            shares=self.shares + share,
        )


class Batch:
    """One batch on its way."""

    def __init__(self, request: Request, gradebook: Gradebook) -> None:
        self._request = request
        self._gradebook = gradebook
        self._exercises = {one.exercise for one in request.handed}
        self._late = {_key(one) for one in request.handed if one.late}
        self.tally = Tally(total=len(request.handed))
        self.failures = Failures()

    @property
    def course_pack(self) -> bytes:
        """The pack of the exercises that were handed in."""
        return pack(self._request.course, self._chosen())

    def run(
        self, graders: Callable[[bytes, Path], Graders], watch: Callable[[Tally], None]
    ) -> None:
        """Grade what is not graded yet.

        `graders` makes those who grade from the course pack and the folder where it is laid out;
        `watch` is told how the batch stands. Raises GraderError where the gradebook fails or the
        course can't be read, WriteError where a report can't be written. What was graded until then
        stays.
        """
        # Digests and pack are of one moment, as far as can be: files may be edited meanwhile.
        terms = self._terms()
        plan = self._plan(terms)
        title = self._gradebook.start_batch(self._title())
        self._keep_known(plan, title)
        watch(self.tally)
        if not plan.todo:
            return
        with tempfile.TemporaryDirectory(prefix="grader-course-") as folder:
            content = self.course_pack
            with writing(Path(folder)):
                unpack(content, Path(folder))
            jobs = partial(self._jobs, plan.todo, terms)
            self._grade(jobs, graders(content, Path(folder)), title, watch)

    def _grade(
        self,
        jobs: Callable[[dict[str, Handed]], Iterator[Job]],
        graders: Graders,
        batch: str,
        watch: Callable[[Tally], None],
    ) -> None:
        began, under_way = time.monotonic(), dict[str, Handed]()
        with contextlib.closing(graders.grade(jobs(under_way))) as results:
            for finished in results:
                entry = self._keep(under_way.pop(finished.digest), finished, batch)
                self.tally = replace(self.tally.count(entry), seconds=time.monotonic() - began)
                watch(self.tally)
                if self._request.fail_fast and self.tally.failed:
                    break

    def _plan(self, terms: Terms) -> Plan:
        request = self._request
        if request.fresh:
            return Plan(request.handed, ())
        return make_plan(request.handed, terms, self._gradebook.graded, self._has_report)

    def _terms(self) -> Terms:
        course = self._request.course
        digests = {one.identifier: exercise_digest(course, one) for one in self._chosen()}
        return Terms(self._request.settings, digests)

    def _chosen(self) -> list[Exercise]:
        return [one for one in self._request.course.exercises if one.identifier in self._exercises]

    def _title(self) -> str:
        return ", ".join(one.short for one in self._chosen())

    def _jobs(
        self, todo: Iterable[Handed], terms: Terms, under_way: dict[str, Handed]
    ) -> Iterator[Job]:
        """Read one hand-in after another, when there is somebody to grade it."""
        for handed in todo:
            job = terms.job(handed)
            under_way[job.digest] = handed
            yield job

    def _keep_known(self, plan: Plan, batch: str) -> None:
        """Count what is known; where the policy has changed since, add what it makes of it now."""
        for handed, known in plan.done:
            self.tally = self.tally.count(self._adjusted(known, handed.submitted), known=True)
        changed = [replace(one, batch=batch) for one in self._changed(plan)]
        for chunk in chunks(changed):
            self._gradebook.add(self._with_grades(chunk))

    def _changed(self, plan: Plan) -> Iterator[Entry]:
        """Yield what the policy makes of gradings otherwise than before.

        Of those who handed in that holds for all attempts, not for those alone that lie here now:
        any of them may be the one that counts.
        """
        known = {_key(handed): handed.submitted for handed, _known in plan.done}
        todo = set(map(_key, plan.todo))
        senders = {(one.student, one.exercise) for one in self._request.handed}
        for exercise in sorted(self._exercises):
            for entry in self._gradebook.attempts(exercise):
                key = _key(entry)
                if (entry.student, exercise) not in senders or key in todo:
                    continue
                adjusted = self._adjusted(entry, known.get(key, entry.submitted))
                if adjusted != entry:
                    yield adjusted

    def _keep(self, handed: Handed, finished: Finished, batch: str) -> Entry:
        """Write a hand-in's report, then its entry: what has an entry is done."""
        path = self.report_of(handed)
        with writing(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            write_bytes(path, finished.report)
        if finished.verdict == Verdict.GRADER_ERROR:
            self.failures.count(handed, finished)
        entry = self._adjusted(_entry(handed, finished, batch), handed.submitted)
        self._gradebook.add([entry])
        return entry

    def _adjusted(self, entry: Entry, submitted: datetime | None) -> Entry:
        policy = self._request.course.exercise(entry.exercise).policy
        adjusted = policy.adjust(entry.score, entry.max_score, submitted, entry.student)
        late = _key(entry) in self._late or entry.reason == overlooked()
        reason = overlooked() if policy.overlooks(submitted, late=late) else adjusted.reason
        return replace(entry, submitted=submitted, adjusted=adjusted.score, reason=reason)

    def counting(self) -> Iterator[Entry]:
        """Yield what counts of each student and exercise that has a report here, with its grade.

        That is the gradebook's word, whichever of them this batch is about, and wherever the
        attempt that counts was graded. The grades of one chunk are in memory at a time.
        """
        last = self._request.course.with_last_attempt
        for exercise in self._request.course.exercises:
            names = reported(self._request.folder, exercise.identifier)
            found = self._gradebook.counting(last, exercise.identifier, grades=False)
            for chunk in chunks([one for one in found if file_name(one.student) in names]):
                yield from self._with_grades(chunk)

    def _with_grades(self, chunk: list[Entry]) -> Iterator[Entry]:
        grades = self._gradebook.standing(entry.digest for entry in chunk)
        return (replace(one, grade=grades[one.digest].grade) for one in chunk)

    def link(self, one: Attempt) -> str | None:
        """Return where a report lies as seen from the class report; None where there is none."""
        path = self.report_of(one)
        return path.relative_to(self._request.folder).as_posix() if path.is_file() else None

    def report_of(self, one: Attempt) -> Path:
        """Return where the report of an attempt lies."""
        return self._request.folder / report_path(one.student, one.exercise, one.attempt)

    def _has_report(self, handed: Handed) -> bool:
        return self.report_of(handed).is_file()


def _key(one: Attempt) -> tuple[str, str, int]:
    return one.student, one.exercise, one.attempt


def _entry(handed: Handed, finished: Finished, batch: str) -> Entry:
    return Entry(
        batch=batch,
        student=handed.student,
        exercise=handed.exercise,
        attempt=handed.attempt,
        submitted=handed.submitted,
        verdict=finished.verdict,
        score=finished.score,
        max_score=finished.max_score,
        adjusted=finished.score,
        reason="",
        digest=finished.digest,
        origin=handed.origin,
        started=datetime.fromisoformat(finished.started),
        duration=finished.duration,
        grade=finished.grade,
    )
