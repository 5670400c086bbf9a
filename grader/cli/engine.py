"""What the commands call to do the work: the real grading, or a test's stand-in.

Everything is imported when it is called, so that `grade list` need not wait for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path
    from typing import Protocol

    from grader.course import Exercise
    from grader.grade import Grade
    from grader.settings import Settings
    from grader.submission import Submission

    class Level(Protocol):
        """An isolation level, and whether this machine has it."""

        @property
        def level(self) -> str: ...  # noqa: D102
        @property
        def available(self) -> bool: ...  # noqa: D102
        @property
        def reason(self) -> str: ...  # noqa: D102
        @property
        def remedy(self) -> str: ...  # noqa: D102


def grade_submission(exercise: Exercise, submission: Submission, settings: Settings) -> Grade:
    """Return the grade of `submission`."""
    from grader.grading import grade_submission  # noqa: PLC0415

    return grade_submission(exercise, submission, settings)


def write_report(grade: Grade, path: Path) -> None:
    """Write the HTML report of `grade` to `path`."""
    from grader import report  # noqa: PLC0415

    report.write(grade, path)


def survey() -> Sequence[Level]:
    """Return every isolation level, the strongest first."""
    from grader.sandbox import isolation  # noqa: PLC0415

    return isolation.survey()


def tree_is_told() -> bool:
    """Whether `/proc` tells what the virtual clock needs."""
    from grader.sandbox import tree  # noqa: PLC0415

    return tree.available()


def open_page(address: str) -> bool:
    """Show a page in the student's browser; False where there is none."""
    import webbrowser  # noqa: PLC0415

    return webbrowser.open(address)


@dataclass(frozen=True, slots=True)
class Engine:
    """What does the work."""

    grade: Callable[[Exercise, Submission, Settings], Grade] = grade_submission
    write_report: Callable[[Grade, Path], None] = write_report
    survey: Callable[[], Sequence[Level]] = survey
    tree_is_told: Callable[[], bool] = tree_is_told
    open_page: Callable[[str], bool] = open_page
