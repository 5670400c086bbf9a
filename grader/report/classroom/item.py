"""One hidden test over a whole class."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

from grader.graded import Graded, GradedTest
from grader.language import translate
from grader.report.classroom.discrimination import Discrimination, discrimination
from grader.report.quantity import points, seconds
from grader.report.words import Tone


@dataclass(frozen=True, slots=True)
class Remark:
    """What catches the eye about a test."""

    words: str
    tone: Tone


@dataclass(frozen=True, slots=True)
class Item:
    """One hidden test."""

    title: str
    points: str
    """That it can give."""
    passed: int
    count: int
    """Of students for whom it was run."""
    percent: float
    discrimination: Discrimination | None
    remark: Remark | None
    """None where some pass the test and some don't."""
    duration: str
    """The median."""


@dataclass(frozen=True, slots=True)
class _Case:
    """How one student did in one test."""

    test: GradedTest
    rest: float
    """The points of the student's other tests."""


def build_items(gradings: Iterable[Graded]) -> tuple[Item, ...]:
    """Return the tests of an exercise, in their order; `gradings` have scores."""
    cases: dict[str, list[_Case]] = defaultdict(list)
    for graded in gradings:
        total = sum(test.points for test in graded.tests)
        for test in graded.tests:
            cases[test.name].append(_Case(test, total - test.points))
    return tuple(_item(several) for several in cases.values())


def _item(cases: list[_Case]) -> Item:
    passed = [case.test.passed for case in cases]
    test = cases[-1].test
    return Item(
        title=test.title or test.name,
        points=points(test.max_points),
        passed=sum(passed),
        count=len(passed),
        percent=round(100 * sum(passed) / len(passed), 1),
        discrimination=discrimination(passed, [case.rest for case in cases]),
        remark=_remark(sum(passed), len(passed)),
        duration=seconds(median(case.test.duration for case in cases)),
    )


def _remark(passed: int, count: int) -> Remark | None:
    if not passed:
        return Remark(translate("nobody passes it"), Tone.BAD)
    if passed == count:
        return Remark(translate("everybody passes it"), Tone.GOOD)
    return None
