"""A grade as JSON, in the schema `grader/grade/v1` that docs/grade-json.md describes."""

import json
import re
from typing import Any

from grader.grade import SCHEMA, Grade, Provenance, TestResult

LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def to_json(grade: Grade) -> bytes:
    """Return `grade` as UTF-8 text, its fields always in the same order, with a line end."""
    text = json.dumps(as_table(grade), indent=2, ensure_ascii=False, allow_nan=False)
    # A program may print half a character; most readers of JSON refuse such text.
    return LONE_SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text).encode() + b"\n"


def as_table(grade: Grade) -> dict[str, Any]:
    """Return the fields of the schema, in its order."""
    return {
        "schema": SCHEMA,
        "exercise": grade.exercise,
        "title": grade.title,
        "student": grade.student,
        "verdict": grade.verdict.value,
        "score": None if grade.score is None else float(grade.score),
        "max_score": float(grade.max_score),
        "graded_later": float(grade.graded_later),
        "problem": grade.problem,
        "tests": [test_table(test) for test in grade.tests],
        "seed": grade.seed,
        "provenance": provenance_table(grade.provenance),
        "started": grade.started.isoformat(),
        "duration": float(grade.duration),
        "notes": list(grade.notes),
    }


def test_table(test: TestResult) -> dict[str, Any]:
    """Return the fields of one test."""
    explanation = test.explanation
    return {
        "name": test.name,
        "title": test.title,
        "outcome": test.outcome.value,
        "points": float(test.points),
        "max_points": float(test.max_points),
        "message": test.message,
        "expected": explanation.expected if explanation else None,
        "seen": explanation.seen if explanation else None,
        "hint": test.hint,
        "duration": float(test.duration),
        "schedules": [
            {"seed": scheduled.seed, "outcome": scheduled.outcome.value}
            for scheduled in test.schedules
        ],
        "visibility": test.visibility.value,
    }


def provenance_table(provenance: Provenance) -> dict[str, str]:
    """Return what made the grade."""
    return {
        "grader": provenance.grader,
        "python": provenance.python,
        "platform": provenance.platform,
        "isolation": provenance.isolation,
        "clock": provenance.clock,
    }
