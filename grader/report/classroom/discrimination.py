"""How well a test tells strong from weak students apart."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import StatisticsError, correlation

from grader.language import translate
from grader.report.words import Tone

FEWEST = 30
"""Students; with them the standard error of a value that is really 0 is 0.19, with fewer more."""
WELL, FAIRLY, HARDLY = 0.4, 0.2, 0.0
"""After R. L. Ebel, Essentials of Educational Measurement (1972), on item discrimination."""


@dataclass(frozen=True, slots=True)
class Discrimination:
    """The point-biserial correlation of passing a test with the points in the other tests."""

    value: str
    words: str
    """What the value says of the test."""
    tone: Tone


def discrimination(passed: Sequence[bool], rest: Sequence[float]) -> Discrimination | None:
    """Return it for a test that `passed` tells of each student; `rest` is the other tests' points.

    None where it says nothing: few students, or all alike in one of the two.
    """
    if len(passed) < FEWEST:
        return None
    try:
        # That of Pearson is the point-biserial one where one side is 0 or 1.
        value = round(correlation([float(one) for one in passed], rest), 2)
    except StatisticsError:
        return None
    return Discrimination(f"{value:.2f}".replace("-", "\N{MINUS SIGN}"), *meaning(value))


def meaning(value: float) -> tuple[str, Tone]:
    """Return what a value says of its test."""
    if value >= WELL:
        return translate("tells strong from weak well"), Tone.GOOD
    if value >= FAIRLY:
        return translate("tells strong from weak fairly"), Tone.GOOD
    if value >= HARDLY:
        return translate("hardly tells strong from weak"), Tone.PARTIAL
    return translate("those who pass it do worse elsewhere"), Tone.BAD
