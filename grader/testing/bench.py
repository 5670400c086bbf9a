"""The bench: where one submission is run, again and again, in a box that is clean each time."""

from dataclasses import replace
from types import TracebackType
from typing import Self

from grader.errors import CrowdedError, NotBegunError, SandboxError
from grader.runs.ending import Ending
from grader.runs.job import Job
from grader.runs.supervision import Told, supervise
from grader.runs.trace import Run, Stuck
from grader.sandbox.box import Box
from grader.sandbox.isolation import Isolation
from grader.sandbox.limits import Limits
from grader.submission import Submission
from grader.testing.cells import Cells

ENOUGH = 3
"""Runs that used up their time after which a submission is not run again."""


class Bench:
    """Runs jobs of one submission; a context manager."""

    def __init__(
        self, submission: Submission, limits: Limits, isolation: Isolation, *, steps: bool = False
    ) -> None:
        self.submission = submission
        self._steps = steps
        self.cells = Cells(submission)
        self._limits = limits
        self._isolation = isolation
        self._texts = {
            file.name: file.content.decode("utf-8", "replace").split("\n")
            for file in submission.files
            if file.name.endswith(".py")
        }
        self._exhausted = 0
        self._box: Box | None = self._new_box() if submission.problem is None else None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._give_up_box()

    @property
    def wall(self) -> float:
        """Real seconds that a run may take."""
        return self._limits.wall

    def run(self, job: Job) -> Told:
        """Run a job in a clean box.

        Raises SandboxError where no box can be had, or where it broke before the program ran: that
        is the grader's failure, not the program's. Raises CrowdedError where others took its time.
        """
        if self._exhausted >= ENOUGH:
            return Told(Run(Ending.NOT_RUN, None), "", "", imported=False)
        box = self._box or self._new_box()
        self._box = box
        box.zygote  # noqa: B018 - a box that can't start is the grader's failure, not the program's
        try:
            told = supervise(box, replace(job, steps=self._steps), self._limits.wall)
            clean = box.wipe()
        except (CrowdedError, NotBegunError):
            self._give_up_box()
            raise
        except SandboxError:
            self._give_up_box()
            return Told(Run(Ending.BROKEN, None), "", "", imported=True)
        if not clean:
            self._give_up_box()
        self._exhausted += told.run.ending in (Ending.TIMED_OUT, Ending.OUT_OF_CPU)
        run = replace(told.run, stuck=tuple(map(self._quoted, told.run.stuck)))
        return replace(told, run=self.cells.told(run))

    def _quoted(self, stuck: Stuck) -> Stuck:
        """Add the text of the line at which a thread stands."""
        if not stuck.places:
            return stuck
        place = stuck.places[-1]
        lines = self._texts.get(place.file, [])
        known = 0 < place.line <= len(lines)
        return replace(stuck, text=lines[place.line - 1].strip() if known else "")

    def _new_box(self) -> Box:
        files = {file.name: file.content for file in self.submission.files}
        return Box(files, self._limits, self._isolation)

    def _give_up_box(self) -> None:
        box, self._box = self._box, None
        if box:
            box.close()
