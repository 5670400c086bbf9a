"""The policy of an exercise: when it is due, what lateness costs, and which attempt counts.

All of it is exact. Moments are compared as moments, whatever their time zones; points are
subtracted as the decimal numbers that they are written as, and rounded once, to the nearest
binary fraction. The student's own clock has no part in it.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from itertools import count

from grader.language import translate as _
from grader.language import translate_plural

DAY = timedelta(days=1)


class Attempts(StrEnum):
    """Which of a student's attempts counts."""

    BEST = "best"
    LAST = "last"


@dataclass(frozen=True, slots=True)
class Extension:
    """More time for one student."""

    student: str
    until: datetime | int
    """With time zone, or days after the due date."""


@dataclass(frozen=True, slots=True)
class Adjusted:
    """A score after the policy."""

    score: float | None
    """None exactly where the grader failed and there was no score before either."""
    reason: str
    """Why it differs from the score before, in a student's words; empty where it does not."""


@dataclass(frozen=True, slots=True)
class Policy:
    """What holds for the attempts at one exercise; the defaults ask for nothing."""

    due: datetime | None = None
    """With time zone: the last moment that is on time. None for never."""
    grace: timedelta = timedelta(0)
    """What comes this much later is on time still; what comes later yet is late from `due` on."""
    late_penalty: float = 0.0
    """Percent of the most that can be had, lost for each day of lateness that has begun."""
    late_cap: float = 100.0
    """Percent of the most that can be had: no lateness costs more."""
    late_days: int | None = None
    """After these days nothing counts, whatever the cap. None for no such day."""
    attempts: Attempts = Attempts.BEST
    extensions: tuple[Extension, ...] = ()

    def deadline(self, student: str) -> datetime | None:
        """Return when `student` must hand in, None for never.

        Days of an extension end at the due date's time of day where it stands in a time zone
        that changes its clocks, and have 24 hours where it has a fixed offset.
        """
        found = [one.until for one in self.extensions if one.student == student]
        if self.due is None or not found:
            return self.due
        until = found[-1]
        return after(self.due, until) if isinstance(until, int) else until

    def days_late(self, submitted: datetime, student: str) -> int:
        """Return how many days of lateness have begun at `submitted` (with time zone), 0 on time.

        A day ends at the time of day of the deadline, counted as for extensions; the moment of
        its end still belongs to it.
        """
        due = self.deadline(student)
        if due is None or moment(submitted) <= moment(due) + self.grace:
            return 0
        # No day is longer than 25 hours, so that counting from here finds the first one.
        full = (moment(submitted) - moment(due)) // (DAY + timedelta(hours=1))
        return next(days for days in count(max(full, 1)) if submitted_within(submitted, due, days))

    def adjust(
        self, score: float | None, max_score: float, submitted: datetime | None, student: str
    ) -> Adjusted:
        """Return `score` (of `max_score` points) with what lateness takes from it.

        `submitted` has a time zone; what nobody knows the time of is on time. Never below 0, never
        above `score`.
        """
        days = 0 if submitted is None else self.days_late(submitted, student)
        if score is None or days == 0:
            return Adjusted(score, "")
        if self.late_days is not None and days > self.late_days:
            return adjusted(score, 0.0, too_late(self.late_days))
        left, capped = self.remaining(score, max_score, days)
        return adjusted(score, left, late(days, score - left, capped=capped))

    def overlooks(self, submitted: datetime | None, *, late: bool) -> bool:
        """Say whether a hand-in, `late` by a platform's mark, loses nothing for want of its time."""
        costs = self.late_penalty > 0 or self.late_days is not None
        return late and submitted is None and self.due is not None and costs

    def remaining(self, score: float, max_score: float, days: int) -> tuple[float, bool]:
        """Return what is left of `score` after `days`, and whether the cap was reached."""
        from fractions import Fraction  # noqa: PLC0415  `grade list` need not wait for it

        # A float's shortest decimal is what the course's author wrote: 0.1 is a tenth.
        points, most, penalty, cap = (
            Fraction(repr(float(number)))
            for number in (score, max_score, self.late_penalty, self.late_cap)
        )
        lost = most * min(penalty * days, cap) / 100
        return float(max(points - lost, Fraction(0))), penalty * days > cap


LENIENT = Policy()
"""Where nothing is due, nothing is late, and the best attempt counts."""


def adjusted(score: float, left: float, reason: str) -> Adjusted:
    """Return the score that is left, with the reason if it differs."""
    return Adjusted(left, reason) if left < score else Adjusted(score, "")


def moment(time: datetime) -> datetime:
    """Return `time` in UTC.

    Python compares two times of one zone by their wall clocks, which is wrong when these change.
    """
    return time.astimezone(UTC)


def after(time: datetime, days: int) -> datetime:
    """Return the same time of day `days` later; where clocks skip it, as late as they skip."""
    return time + days * DAY


def submitted_within(submitted: datetime, due: datetime, days: int) -> bool:
    """Whether `submitted` lies before the end of that many days after `due`, or at it."""
    return moment(submitted) <= moment(after(due, days))


def late(days: int, lost: float, *, capped: bool) -> str:
    """The reason for a loss through lateness."""
    points = f"{round(lost, 2):.10g}"
    if capped:
        sentence = translate_plural(
            "{days} day late: {points} points lost, the most that lateness costs",
            "{days} days late: {points} points lost, the most that lateness costs",
            days,
        )
    else:
        sentence = translate_plural(
            "{days} day late: {points} points lost", "{days} days late: {points} points lost", days
        )
    return sentence.format(days=days, points=points)


def overlooked() -> str:
    """The remark on lateness that costs nothing, since the platform tells no time."""
    return _("marked late, but nobody knows by how much: no points lost")


def too_late(days: int) -> str:
    """The reason for the loss of everything."""
    if days == 0:
        return _("handed in after the deadline, when nothing counts any more")
    sentence = translate_plural(
        "more than {days} day late: nothing counts any more",
        "more than {days} days late: nothing counts any more",
        days,
    )
    return sentence.format(days=days)
