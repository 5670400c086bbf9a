"""Supervision of one run: the judge's loop from the fork to the proof that nothing is left.

The judge listens to the program, watches what it uses, moves its clock whenever all of it is at
rest, and ends it where it goes too far or can never go on.
"""

import signal
import time
from dataclasses import dataclass

from grader.language import translate as _
from grader.runs import answers, packets, room, stacks
from grader.runs.activity import Activity
from grader.runs.clock import Clock
from grader.runs.doorbell import ring
from grader.runs.ending import Ending
from grader.runs.exits import Exits
from grader.runs.job import DEFAULT_START_METHOD, Job
from grader.runs.lines import Lines
from grader.runs.patience import Patience
from grader.runs.recorder import Recorder
from grader.runs.trace import Run, Stuck
from grader.runs.usage import Usage
from grader.runs.waiting import Said, Waiting
from grader.sandbox import kernel_waits, tree
from grader.sandbox.box import Box
from grader.sandbox.watch import Watch

TELLING = frozenset({Ending.DEADLOCKED, Ending.TIMED_OUT, Ending.OUT_OF_CPU})
"""Endings after which processes are asked where they stand: others must be ended without delay."""
SHORTEST, LONGEST = 0.0002, 0.02
"""Real seconds between two looks at a program that is busy: short at first, then longer."""
GRACE = 0.5
"""Seconds in which processes may end that compute after the program's end."""


@dataclass(frozen=True, slots=True)
class Told:
    """A run, and what only the hidden tests' own layer needs to know of it."""

    run: Run
    stage: str
    """Where an exception was raised: `probe`, `import`, `call`, `main`, or empty."""
    missing: str
    """Name that a probe looked for in the submission in vain."""
    imported: bool


def supervise(box: Box, job: Job, wall: float) -> Told:
    """Run a job in a box and return what it showed.

    Raises SandboxError where the box breaks, CrowdedError where others took the program's time.
    """
    supervision = Supervision(box, job, wall)
    try:
        return supervision.conduct()
    finally:
        supervision.close()


class Supervision:
    """The state of one run while it lasts."""

    def __init__(self, box: Box, job: Job, wall: float) -> None:
        self._box = box
        self._job = job
        # First what may fail: nothing has been opened by then that would stay open.
        self._watch = Watch(box.zygote)
        self._usage = Usage(box.zygote, box.limits, box.level, box.scratch())
        self._patience = Patience(box.zygote, wall)
        self._clock = Clock()
        self._virtual = job.virtual
        self._exits = Exits()
        self._waiting = Waiting()
        self._activity = Activity(self._waiting, virtual=job.virtual)
        self._lines = Lines()
        self._begin = time.monotonic()
        self._pause = SHORTEST
        self._looked = 0.0
        self._code: int | None = None
        self._over = False
        self._stuck: tuple[Stuck, ...] = ()
        self._broken = ""
        self._is_crowded = False

    def conduct(self) -> Told:
        """Follow the run to its end."""
        with self._job.descriptor() as job:
            main = self._box.fork([job, *self._lines.theirs(), self._clock.descriptor])
        self._main = tree.child(self._box.zygote, main)
        self._recorder = Recorder(self._box.zygote, main, self._exits, self._box.disguise)
        self._lines.forget_theirs()
        ending = self._follow()
        duration = self._now()
        if ending in TELLING:
            self._stuck = self._ask_where()
        leftovers = self._wait_for_the_rest() if self._over else ()
        self._box.settle()
        if ending is Ending.TIMED_OUT and self._is_crowded:
            room.demand(self._box)  # it may have been the program's own crowd, or none
        while self._drain():
            pass  # nobody is left to say more, and all that was said counts
        return self._tell(ending, duration, leftovers)

    def close(self) -> None:
        """Give back the clock, the lines, and the hold on the processes."""
        self._watch.close()
        self._clock.close()
        self._exits.close()
        self._lines.close()

    def _now(self) -> float:
        return self._clock.seconds if self._virtual else time.monotonic() - self._begin

    def _follow(self) -> Ending:
        """Go on until the main process has ended or the run must be."""
        while True:
            # Limits first: a crowd can talk faster than anybody listens.
            ending = self._limit()
            moved = ending is None and self._drain()
            ending = ending or self._ending()
            if ending is None and not moved:
                ending = self._advance()
            if ending is not None:
                return ending

    def _ending(self) -> Ending | None:
        """Return how the main process ended, once it has."""
        if self._broken:
            return Ending.BROKEN
        said = self._box.hear()
        if said is not None and said.said == "ended":
            self._code, self._over = said.code, True
        if not self._over:
            return None
        if met := self._limit_met():
            self._code = None  # the judge would have ended it in another moment
            return met
        return Ending.KILLED if (self._code or 0) < 0 else Ending.FINISHED

    def _limit_met(self) -> Ending | None:
        """Return the limit on which a program has ended by itself."""
        if self._code == -signal.SIGXCPU:
            return Ending.OUT_OF_CPU
        return Ending.TOO_MUCH_DISK if self._usage.disk_exceeded() else None

    def _limit(self) -> Ending | None:
        """Return the limit that the program has passed, if it has."""
        if self._patience.is_over():
            return Ending.TIMED_OUT
        if self._recorder.bytes > self._box.limits.output:
            return Ending.TOO_MUCH_OUTPUT
        now = time.monotonic()
        if now - self._looked < LONGEST / 2:
            return None
        self._looked = now
        return self._usage.exceeded()

    def _advance(self) -> Ending | None:
        """Move the clock of a program at rest; wait a little for one that is not."""
        threads = self._watch.at_rest() if self._virtual else None
        if threads is None:
            self._wait()
            return None
        # What was said before the rest comes first, be it that the program has ended.
        if self._drain():
            return None
        return self._ending() or self._go_on(threads)

    def _go_on(self, threads: tree.Threads) -> Ending | None:
        """Move the clock of a program at rest; say so where nothing can ever wake it again."""
        pids = tree.alive(threads)
        self._recorder.note_gone(pids, self._now())
        # The zygote is about to say how the main process ended; time stands still for the others.
        somebody_moves = self._main not in pids or self._is_real_wait(threads)
        if not somebody_moves and self._clock.step(threads):
            self._pause = SHORTEST
            return None
        if not somebody_moves and kernel_waits.known():
            return Ending.DEADLOCKED
        self._wait()
        return None

    def _is_real_wait(self, threads: tree.Threads) -> bool:
        """Say whether somebody waits in the kernel with a limit, so that real time goes on."""
        return kernel_waits.known() and kernel_waits.limited(threads)

    def _wait(self) -> None:
        """Wait until somebody says something, a little longer each time."""
        self._lines.wait(self._pause, self._box.control)
        self._pause = min(self._pause * 2, LONGEST)

    def _drain(self) -> bool:
        """Take all that the program has said; return whether it had said anything."""
        if not self._lines.have_come():
            return False
        taken = False
        try:
            for packet, body, sender in self._lines.packets():
                taken = True
                self._take(packet, body, sender)
        except packets.MalformedError as error:
            self._broken = str(error)
        for stream, data, sender in self._lines.output():
            taken = True
            self._recorder.write(stream, data, sender, self._now())
        if taken:
            self._pause = SHORTEST
        return taken

    def _take(self, packet: packets.Any, body: bytes, sender: int) -> None:
        self._activity.take(packet, sender, self._now(), self._recorder.order)
        if isinstance(packet, packets.Sleep):
            self._clock.register(sender, packet)
            return
        if isinstance(packet, packets.Cancel):
            self._clock.cancel(sender, packet.thread, packet.token)
            return
        if isinstance(packet, packets.Crowded):
            self._is_crowded = True
            return
        if isinstance(packet, Said):
            self._waiting.take(packet, sender)
            return
        self._recorder.take(packet, body, sender, self._now())
        if isinstance(packet, packets.Started | packets.Born) and packet.doorbell is not None:
            # Somebody waits for this: from now on the kernel's word stands for the process.
            ring(sender, packet.doorbell, packet.token, 0)

    def _wait_for_the_rest(self) -> tuple[str, ...]:
        """Let what is about to end do so; return the names of those that outlive the program."""
        patience = Patience(self._box.zygote, GRACE)
        while pids := self._alive():
            self._drain()
            if self._is_at_rest() and not self._drain() and self._alive() == pids:
                break
            if patience.is_over():
                break
            self._wait()
        hooked, alive = self._recorder.hooked(), self._alive()
        self._recorder.note_gone(alive, self._now())
        return tuple(self._recorder.name(hooked.get(pid, pid)) for pid in alive)

    def _is_at_rest(self) -> bool:
        return bool(self._watch.at_rest())

    def _alive(self) -> list[int]:
        return sorted(tree.alive(tree.look(self._box.zygote)) - {self._box.zygote})

    def _ask_where(self) -> tuple[Stuck, ...]:
        """Ask every process where its threads stand."""
        names = {
            pid: (self._recorder.name(own), own) for pid, own in self._recorder.hooked().items()
        }
        asked = [pid for pid in self._alive() if pid in names]
        patience = Patience(self._box.zygote, answers.WITHIN)
        texts = answers.ask(asked, self._lines, patience, self._is_at_rest, self._drain)
        return tuple(
            self._waiting.stuck(pid, stack, names)
            for pid in asked
            for stack in stacks.read_stacks(texts.get(pid, ""), self._box.work)
        )

    def _tell(self, ending: Ending, duration: float, leftovers: tuple[str, ...]) -> Told:
        recorder = self._recorder
        recorder.finish(duration)
        value, answered = recorder.value()
        run = Run(
            ending=ending,
            exit_code=self._code,
            lines=recorder.lines(1),
            errors=recorder.lines(2),
            processes=recorder.processes(self._code, duration if self._over else None),
            messages=recorder.messages(),
            spans=self._activity.spans(recorder, duration),
            acts=self._activity.acts(recorder),
            raised=recorder.raised,
            stuck=self._stuck,
            leftovers=leftovers,
            value=value,
            answered=answered,
            call_order=recorder.call_order,
            start_method=self._job.start_method or DEFAULT_START_METHOD,
            clock="virtual" if self._virtual else "real",
            schedule=self._job.schedule,
            duration=duration,
            real_duration=time.monotonic() - self._begin,
            notes=self._notes(),
            steps=recorder.steps.named(recorder.name),
        )
        return Told(run, recorder.stage, recorder.missing, recorder.imported)

    def _notes(self) -> tuple[str, ...]:
        text = _("Too much happened to be shown whole: {count} later events are left out.")
        dropped = self._recorder.dropped
        notes = (text.format(count=dropped),) if dropped else ()
        return (*notes, self._recorder.steps.note()) if self._recorder.steps.is_cut else notes
