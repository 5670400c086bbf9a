"""Entries as `grade batch` makes them."""

import hashlib
import json
from datetime import UTC, datetime
from typing import Any

from grader.gradebook import Entry

FIVE = "exercise05_exit_codes"
SIX = "exercise06_event"
STARTED = datetime(2026, 11, 22, 22, 50, 1, 123456, tzinfo=UTC)
SUBMITTED = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)


def grade(**points: float) -> bytes:
    """A grade whose tests gave these points."""
    tests = [
        {"name": name, "title": name.replace("_", " "), "points": given}
        for name, given in points.items()
    ]
    return json.dumps({"schema": "grader/grade/v1", "tests": tests}).encode()


def entry(batch: str, student: str = "ada", exercise: str = FIVE, **changes: Any) -> Entry:
    """A grading; `digest` is made of the student, the exercise and the attempt."""
    score = changes.get("score", 70.0)
    attempt = changes.get("attempt", 1)
    job = f"{student!r} {exercise} {attempt}".encode()
    given: dict[str, Any] = {
        "attempt": attempt, "submitted": SUBMITTED,
        "verdict": "grader_error" if score is None else "partial", "score": score,
        "max_score": 100.0, "adjusted": score, "reason": "",
        "digest": hashlib.sha256(job).hexdigest(), "origin": f"{student}/exercise05.py",
        "started": STARTED, "duration": 0.25, "grade": grade(test_one=score or 0.0),
    }  # fmt: skip
    return Entry(batch=batch, student=student, exercise=exercise, **{**given, **changes})
