"""What the grader itself failed on in a batch: cause by cause, for the instructor alone."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from grader.batch.job import Finished
from grader.intake.collection import Handed

MOST = 10
"""Causes that are kept: where each hand-in has one of its own, all of them would fill the memory."""


@dataclass(frozen=True, slots=True)
class Failure:
    """One cause, and the hand-in at which it was first seen."""

    exercise: str
    student: str
    cause: str
    """In one line: the tests that broke, and where."""
    details: str
    count: int = 1
    """Hand-ins that it was seen at."""


class Failures:
    """The causes of a batch's failures, in the order in which they were first seen."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, str], Failure] = {}

    def __iter__(self) -> Iterator[Failure]:
        return iter(self._found.values())

    def count(self, handed: Handed, finished: Finished) -> None:
        """Count one hand-in that the grader failed on."""
        key = handed.exercise, finished.cause
        if known := self._found.get(key):
            self._found[key] = replace(known, count=known.count + 1)
        elif len(self._found) < MOST:
            details = "\n".join(finished.details)
            self._found[key] = Failure(handed.exercise, handed.student, finished.cause, details)
