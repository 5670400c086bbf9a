"""One attempt at a hidden test: what it saw until it passed or something ended it."""

from dataclasses import dataclass, replace

import pytest

from grader.grade import Explanation, Outcome, Scheduled
from grader.language import translate as _
from grader.runs.trace import Place
from grader.testing import casualties, explaining
from grader.testing.marks import Worth
from grader.testing.student import Student


@dataclass(slots=True)
class Attempt:
    """Filled in by pytest's hooks while the test runs."""

    schedule: int | None
    """Seed of the schedule that its runs are under, None for none."""
    seed: int = 0
    """The same for a test that asks for schedules, else 0."""
    student: Student | None = None
    comparison: explaining.Comparison | None = None
    error: BaseException | None = None

    @property
    def details(self) -> str:
        """The error with pytest's account of it; for the instructor only.

        Made where it is asked for: it takes longer than most tests.
        """
        if self.error is None:
            return ""
        return str(pytest.ExceptionInfo.from_exception(self.error).getrepr(style="long"))

    @property
    def scheduled(self) -> Scheduled:
        """How it ended under its schedule."""
        return Scheduled(self.seed, Outcome.FAILED if self.error else Outcome.PASSED)

    def explain(
        self, worth: Worth, attempts: list["Attempt"], test_file: str
    ) -> tuple[Outcome, Explanation | None]:
        """Say how the test ended, and why; `attempts` are all of it, this one among them."""
        if self.error is None:
            return Outcome.PASSED, None
        outcome, explanation = explaining.explain(
            self.error, self.comparison, worth.title, self._deaths()
        )
        if outcome is Outcome.ERROR:
            return outcome, explanation
        summary = explanation.summary + self._own_start_method()
        explanation = replace(explanation, summary=summary)
        if not self.seed:
            return outcome, explanation
        return outcome, replace(
            explanation,
            places=explanation.places or self._writes(),
            circumstances=self._circumstances(attempts, test_file),
        )

    def _circumstances(self, attempts: list["Attempt"], test_file: str) -> str:
        """Tell under which schedule it failed, and how that is seen again."""
        text = _(
            "So it was under schedule {seed}; {failed} of {all} schedules failed. "
            "See it again: grade {exercise} --schedule {seed}"
        )
        return text.format(
            seed=self.seed,
            failed=sum(attempt.error is not None for attempt in attempts),
            all=sum(bool(attempt.seed) for attempt in attempts),
            exercise=test_file.removeprefix("test_").partition("_")[0],
        )

    def _writes(self) -> tuple[Place, ...]:
        """Return the lines that wrote shared memory in the latest run: where a race is lost."""
        if self.student is None or not self.student.runs:
            return ()
        acts = self.student.runs[-1].acts
        written = [act.place for act in acts if act.action == "write" and act.place is not None]
        return tuple(dict.fromkeys(written))

    def _deaths(self) -> str:
        """Tell which exceptions ended children in the latest run."""
        if self.student is None or not self.student.runs:
            return ""
        return casualties.told(self.student.runs[-1], self.student.file)

    def _own_start_method(self) -> str:
        """Say, after a space, that the program chose another start method than it was run under."""
        for run in self.student.runs if self.student else ():
            own = {record.start_method for record in run.processes} - {None, run.start_method}
            if own:
                text = _(
                    "Your program started processes with {own} though it was run under {method}: "
                    "leave the start method to whoever runs it, and use multiprocessing.Process or "
                    "Pool itself, not get_context() or set_start_method(). The tests try several."
                )
                return " " + text.format(own=min(filter(None, own)), method=run.start_method)
        return ""
