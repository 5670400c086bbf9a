"""The steps of a program's generators, as its processes tell of them: bounded, and in order."""

from collections.abc import Callable
from dataclasses import replace

from grader.language import translate as _
from grader.runs import packets
from grader.runs.trace import Place, Step

STEPS = 300
"""Steps of a run that are kept, the first ones; a process tells of one more at most."""


class Steps:
    """Collects the steps of one run."""

    def __init__(self) -> None:
        self.is_cut = False
        """Whether there were more than are kept."""
        self._steps: list[Step] = []

    def take(self, packet: packets.Step, pid: int, now: float, order: int) -> None:
        """Add what a process says of a generator of its own."""
        if len(self._steps) == STEPS:
            self.is_cut = True
            return
        self._steps.append(
            Step(
                generator=packet.generator,
                function=packet.function,
                action=packet.action,
                value=packet.value,
                outcome=packet.outcome,
                result=packet.result,
                places=tuple(Place(*place) for place in packet.places),
                beyond=packet.beyond,
                pid=pid,
                process="",
                time=now,
                order=order,
                place=packets.place_of(packet.place),
            )
        )

    def note(self) -> str:
        """Return what a student is told where steps are missing."""
        text = _("Generators were resumed more than {count} times: only the first are shown.")
        return text.format(count=STEPS)

    def named(self, name: Callable[[int], str]) -> tuple[Step, ...]:
        """Return the steps, each with the final name of its process."""
        return tuple(replace(step, process=name(step.pid)) for step in self._steps)
