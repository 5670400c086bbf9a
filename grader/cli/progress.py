"""How a batch stands, on the terminal while it runs: a bar, the rate, the time left, the average."""

from types import TracebackType
from typing import TYPE_CHECKING, Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from grader.language import translate as _

if TYPE_CHECKING:
    from grader.batch.batch import Tally

TENTHS = 10
"""Lines in all that say how a batch stands where there is no terminal."""


class BatchProgress:
    """Shows one batch after another call of `show`; a context manager."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._tenth = 0
        self._bar = Progress(
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[rate]}"),
            TimeRemainingColumn(),
            TextColumn("{task.fields[average]}"),
            console=console,
            disable=not console.is_terminal,
        )
        self._task = self._bar.add_task("", total=None, rate="", average="")

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._bar.stop()

    def show(self, tally: "Tally") -> None:
        """Show how the batch stands now."""
        done = tally.graded + tally.known
        self._bar.update(
            self._task,
            total=tally.total,
            completed=done,
            rate=rate(tally),
            average=average(tally),
        )
        tenth = TENTHS * done // max(tally.total, 1)
        if not self._console.is_terminal and tenth > self._tenth:
            self._tenth = tenth
            words = (f"{done}/{tally.total}", rate(tally), average(tally))
            self._console.print(" · ".join(filter(None, words)), soft_wrap=True)


def rate(tally: "Tally") -> str:
    """Return how fast a batch goes, in words; empty before the first one."""
    if not tally.seconds:
        return ""
    return _("{rate:.1f} a second").format(rate=tally.graded / tally.seconds)


def average(tally: "Tally") -> str:
    """Return the average of the scores, in words; empty where there is none yet."""
    if tally.average is None:
        return ""
    return _("average {percent:.0f} %").format(percent=tally.average)
