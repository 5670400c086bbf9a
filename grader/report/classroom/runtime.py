"""How long grading took."""

from collections.abc import Sequence
from statistics import median

from grader.language import translate
from grader.report.classroom.roll import Result
from grader.report.quantity import seconds
from grader.report.run import Fact


def build_runtime(results: Sequence[Result]) -> tuple[Fact, ...]:
    """Return the usual time of a grading, the longest, and whose that was; none without results."""
    if not results:
        return ()
    slowest = max(results, key=lambda result: result.graded.duration).graded
    usual = median(result.graded.duration for result in results)
    longest = f"{seconds(slowest.duration)} ({slowest.student})"
    return (
        Fact(translate("Grading took (median)"), seconds(usual)),
        Fact(translate("Longest"), longest),
    )
