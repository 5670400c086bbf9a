"""The schedules of a test: which seeds it held under, and how the first that failed is seen again."""

from dataclasses import dataclass

from grader.grade import Outcome, TestResult
from grader.language import translate, translate_plural
from grader.report.words import Tone

SHOWN = 200
"""Cells at most."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One schedule."""

    seed: int
    tone: Tone
    words: str
    """What it is and how the test ended under it."""
    href: str = ""
    """Link to the run under it; empty for those that are not shown."""


@dataclass(frozen=True, slots=True)
class Strip:
    """All schedules of a test."""

    summary: str
    cells: tuple[Cell, ...]
    command: str
    """What shows the first one again that failed; empty where none has."""


def build_strip(test: TestResult, exercise: str, run: str) -> Strip | None:
    """The strip of a test, whose first run has the id `run`; None where it ran under no schedule."""
    if not test.schedules:
        return None
    failed = [one.seed for one in test.schedules if one.outcome is not Outcome.PASSED]
    words = translate_plural(
        "{failed} of {count} schedule failed", "{failed} of {count} schedules failed",
        len(test.schedules),
    )  # fmt: skip
    seen = {one.schedule for one in test.runs}
    return Strip(
        summary=words.format(failed=len(failed), count=len(test.schedules)),
        cells=tuple(
            _cell(one.seed, one.outcome, run if one.seed in seen else "")
            for one in test.schedules[:SHOWN]
        ),
        command=f"grade {exercise} --schedule {failed[0]}" if failed else "",
    )


def _cell(seed: int, outcome: Outcome, run: str) -> Cell:
    """One cell."""
    href = f"#{run}" if run else ""
    if outcome is Outcome.PASSED:
        return Cell(seed, Tone.GOOD, translate("schedule {seed}: passed").format(seed=seed), href)
    return Cell(seed, Tone.BAD, translate("schedule {seed}: not passed").format(seed=seed), href)
