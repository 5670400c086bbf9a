"""Gradings one after the other: a row each of a CSV file, or a line each of JSON."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from grader.exports.cells import to_csv
from grader.exports.json_text import json_text
from grader.graded import Graded


def rows(gradings: Sequence[Graded]) -> bytes:
    """Return a CSV file with a row for each grading, below a row that names the columns."""
    tables = [facts(graded) for graded in gradings]
    return to_csv([COLUMNS, *(list(table.values()) for table in tables)])


def lines(gradings: Sequence[Graded]) -> bytes:
    """Return JSON Lines (https://jsonlines.org): an object for each grading, the grade inside."""
    return b"".join(line(graded) for graded in gradings)


def line(graded: Graded) -> bytes:
    """Return the line of one grading."""
    return json_text(facts(graded) | {"grade": json.loads(graded.json)}, indent=None)


def facts(graded: Graded) -> dict[str, Any]:
    """Return what is told of a grading, in the order of the columns."""
    return {
        "student": graded.student,
        "exercise": graded.exercise,
        "attempt": graded.attempt,
        "submitted": moment(graded.submitted),
        "verdict": graded.verdict.value,
        "score": graded.score,
        "adjusted": graded.adjusted,
        "final": graded.final,
        "max_score": graded.max_score,
        "reason": graded.reason,
        "started": moment(graded.started),
        "duration": graded.duration,
        "batch": graded.batch,
        "digest": graded.digest,
        "origin": graded.origin,
    }


def moment(when: datetime | None) -> str | None:
    """Return a moment as ISO 8601 writes it, with its offset from UTC."""
    return when.isoformat() if when else None


COLUMNS = (
    *("student", "exercise", "attempt", "submitted", "verdict", "score", "adjusted", "final"),
    *("max_score", "reason", "started", "duration", "batch", "digest", "origin"),
)
