"""The crew of this machine: threads that each hold a seat, and grade jobs side by side."""

import os
import threading
from collections.abc import Generator, Iterable, Iterator
from pathlib import Path
from queue import SimpleQueue

from grader.batch.job import Finished, Job, give_up
from grader.batch.seat import GivenUpError, Nursery, Seat
from grader.batch.worker import Broken
from grader.course import Course, read_course
from grader.language import translate as _


def cores() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0))


class Crew:
    """Grades jobs in as many processes as there are seats."""

    def __init__(self, course: Path, seats: int, nursery: Nursery | None = None) -> None:
        """Make ready to grade in `course`, the folder of an unpacked course pack."""
        self._course = read_course(course)
        nursery = nursery or Nursery()
        self._seats = [Seat(course, nursery) for _number in range(seats)]
        self._results: SimpleQueue[Finished | BaseException | None] = SimpleQueue()
        self._taking = threading.Lock()

    def grade(self, jobs: Iterable[Job]) -> Generator[Finished]:
        """Yield what became of each job, as it becomes known.

        Jobs are taken one by one, as seats become free. Closing the generator gives up what is
        being graded, and returns once nothing of it is left.
        """
        source = iter(jobs)
        threads = [
            threading.Thread(target=self._work, args=(seat, source), daemon=True)
            for seat in self._seats
        ]
        for thread in threads:
            thread.start()
        try:
            yield from self._gather(len(threads))
        finally:
            for seat in self._seats:
                seat.call_off()
            for thread in threads:
                thread.join()

    def _gather(self, working: int) -> Generator[Finished]:
        while working:
            result = self._results.get()
            if isinstance(result, BaseException):
                raise result
            if result is None:
                working -= 1
            else:
                yield result

    def _work(self, seat: Seat, source: Iterator[Job]) -> None:
        """Grade until there are no more jobs, or grading is called off."""
        try:
            while (job := self._take(source)) is not None:
                self._results.put(settle(self._course, seat, job))
        except GivenUpError:
            pass
        except BaseException as error:  # noqa: BLE001 - it is raised where the results are taken
            self._results.put(error)
        finally:
            seat.close()
            self._results.put(None)

    def _take(self, source: Iterator[Job]) -> Job | None:
        with self._taking:
            return next(source, None)


def settle(course: Course, seat: Seat, job: Job) -> Finished:
    """Return what became of a job: where the grader can't read it, or breaks, a grade that says so."""
    if unread := job.submission.unread:
        return give_up(course, job, unread, unread)
    answer = seat.grade(job)
    if isinstance(answer, Broken):
        return failure(course, job, f"{answer.reason}\n{answer.details}")
    return answer


def failure(course: Course, job: Job, details: str) -> Finished:
    """Return what became of a job that nobody could grade; `details` are for the instructor."""
    reason = _("the grader failed on this submission, which costs no points")
    return give_up(course, job, reason, details)
