"""Classroom 50's `result.json` of one grading.

The format: https://github.com/foundation50/classroom50/blob/main/schemas/result-v1.schema.json.
The score is the one the tests gave: lateness is Classroom 50's own affair, told by the time of the
commit. Its students read the file, so tests that they may not see yet stand in it as one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from math import floor
from typing import TYPE_CHECKING, Any

from grader.errors import UsageError
from grader.exports.json_text import json_text
from grader.grade import Visibility
from grader.language import translate as _

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from grader.graded import Graded, GradedTest

SCHEMA = "classroom50/result/v1"
NEEDED = ("CLASSROOM", "ASSIGNMENT", "SUBMISSION_TAG", "COMMIT_URL", "RELEASE_URL")
EXACT = 9
"""Digits after the point; what lies behind them is noise of binary fractions."""


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What Classroom 50 tells a grader of the submission, each a name or an address."""

    classroom: str
    assignment: str
    assignment_type: str
    """`individual`, `group` or `team`."""
    owner: str
    """Empty where it isn't told."""
    submission: str
    commit: str
    release: str
    review: str


def circumstances(environment: Mapping[str, str]) -> Circumstances:
    """Return what the environment of Classroom 50's runner tells.

    Raises UsageError outside of it, with the names of the variables that are missing.
    """
    if missing := [name for name in NEEDED if not environment.get(name)]:
        message = _(
            "classroom50 needs the environment that Classroom 50 grades in: "
            "export there, or set {names}"
        )
        raise UsageError(message.format(names=", ".join(missing)))
    return Circumstances(
        classroom=environment["CLASSROOM"],
        assignment=environment["ASSIGNMENT"],
        assignment_type=environment.get("ASSIGNMENT_TYPE") or "individual",
        owner=environment.get("OWNER") or environment.get("USERNAME") or "",
        submission=environment["SUBMISSION_TAG"],
        commit=environment["COMMIT_URL"],
        release=environment["RELEASE_URL"],
        review=environment.get("REVIEW_URL") or environment["COMMIT_URL"],
    )


def to_classroom50(graded: Graded, told: Circumstances) -> bytes:
    """Return the file.

    Raises GraderError where the grader failed: Classroom 50 then makes a result of its own, which
    says so.
    """
    graded.known_score()
    return json_text(result(graded, told))


def result(graded: Graded, told: Circumstances) -> dict[str, Any]:
    """Return the fields of the file, in the order of Classroom 50's own."""
    tests = test_tables(graded.tests)
    return {
        "schema": SCHEMA,
        "classroom": told.classroom,
        "assignment": told.assignment,
        "assignment_type": told.assignment_type,
        "owner": told.owner or graded.student,
        "submission": told.submission,
        "commit": told.commit,
        "release": told.release,
        "review": told.review,
        "datetime": moment(graded.submitted or graded.started),
        "graded_at": moment(graded.started),
        "score": sum(test["score"] for test in tests),
        "max-score": sum(test["max-score"] for test in tests),
        "tests": tests,
    }


def test_tables(tests: Sequence[GradedTest]) -> list[dict[str, Any]]:
    """Return the fields of each test that is shown, and of the others as one."""
    groups = [[test] for test in tests if test.visibility is Visibility.VISIBLE]
    if unseen := [test for test in tests if test.visibility is not Visibility.VISIBLE]:
        groups.append(unseen)
    most = whole_numbers([sum(test.max_points for test in group) for group in groups])
    points = whole_numbers([share(group) * all_ for group, all_ in zip(groups, most, strict=True)])
    return [
        {"test-name": name(group), "passed": passed(group), "score": score, "max-score": all_}
        for group, score, all_ in zip(groups, points, most, strict=True)
    ]


def name(group: Sequence[GradedTest]) -> str:
    """Return what one test is called, or several that are not shown."""
    if group[0].visibility is Visibility.VISIBLE:
        return group[0].title or group[0].name
    return _("Tests that are not shown")


def passed(group: Sequence[GradedTest]) -> bool:
    """Whether every test was passed."""
    return all(test.passed for test in group)


def share(group: Sequence[GradedTest]) -> float:
    """Return how much of their points the tests gave, from 0 to 1."""
    most = sum(test.max_points for test in group)
    return sum(test.points for test in group) / most if most else 0.0


def whole_numbers(parts: Sequence[float]) -> list[int]:
    """Return the parts as whole numbers whose sum is that of the parts, rounded (half goes up).

    Each is rounded down, and what is then missing goes to those that lost most, one to each: the
    method of largest remainders. None grows beyond the next whole number.
    """
    exact = [round(part, EXACT) for part in parts]
    wholes = [floor(part) for part in exact]
    missing = floor(round(sum(exact), EXACT) + 0.5) - sum(wholes)
    order = sorted(range(len(exact)), key=lambda place: wholes[place] - exact[place])
    for place in order[:missing]:
        wholes[place] += 1
    return wholes


def moment(when: datetime) -> str:
    """Return a moment to the second, in UTC."""
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
