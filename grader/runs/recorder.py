"""The recorder: it turns packets into the trace of a run, in the order in which they came.

A process is known by the pid that the kernel stamps on its packets; what it says of itself is
added to that. The trace shows pids as the program itself sees them.
"""

import codecs
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from grader.inside import plain
from grader.runs import packets
from grader.runs.exits import Exits
from grader.runs.steps import Steps
from grader.runs.trace import Line, Message, Place, ProcessRecord, Raised
from grader.sandbox import tree

EVENTS = 20_000
"""Events of a run that are kept; what comes after is counted."""
LINE = 4_000
"""Characters of one line that are kept."""
ANSWER = 256 * 1024
"""Bytes of a probe's answer at most."""


@dataclass(slots=True)
class _Unfinished:
    """The bytes of a line whose end has not come yet."""

    decoder: codecs.IncrementalDecoder = field(
        default_factory=lambda: codecs.getincrementaldecoder("utf-8")("replace")
    )
    text: str = ""


class Recorder:
    """Collects the trace of one run."""

    def __init__(
        self, zygote: int, main: int, exits: Exits, disguise: Callable[[str], str] = str
    ) -> None:
        self.bytes = 0
        """Written to standard output and standard error so far."""
        self._is_loaded = False
        self.imported = False
        self.call_order = 0
        """Position of the last event before a probe was called."""
        self.raised: Raised | None = None
        self.missing = ""
        self.stage = ""
        """Where the exception was raised: `probe`, `import`, `call` or `main`."""
        self.answer: bytes | None = None
        self.dropped = 0
        self.steps = Steps()
        self._zygote = zygote
        self._main = main
        self._exits = exits
        self._disguise = disguise
        self.order = 0
        """Events so far."""
        self._partial = b""
        self._own_pids: dict[int, int] = {}
        self._processes: dict[int, ProcessRecord] = {}
        self._unfinished: dict[tuple[int, int], _Unfinished] = {}
        self._lines: dict[int, list[Line]] = {1: [], 2: []}
        self._messages: list[Message] = []
        self._channels: dict[int, str] = {}

    def take(self, packet: packets.Any, body: bytes, sender: int, now: float) -> None:  # noqa: C901 - one case a kind
        """Add what a process said at a moment of the run's clock (seconds)."""
        match packet:
            case packets.Output():
                self.write(packet.stream, body, sender, now, packets.place_of(packet.place))
            case packets.Born():
                self._be_born(packet, sender, now)
            case packets.Forked():
                self._fork(packet, sender, now)
            case packets.Started():
                self._start(packet, sender, now)
            case packets.Ended():
                self._end(packet, now)
            case packets.Message():
                self._pass_on(packet, sender, now)
            case packets.Pipe():
                self._join_ends(packet.ends)
            case packets.Step():
                self.steps.take(packet, self._pid(sender), now, self.order)
            case packets.Loaded() | packets.Imported() | packets.Raised() | packets.Answer():
                if self._pid(sender) == self._main:
                    self._take_from_main(packet, body)

    def _take_from_main(self, packet: packets.Any, body: bytes) -> None:
        """Add what the main process tells of its probe, in the order that a probe has."""
        match packet:
            case packets.Loaded():
                self._is_loaded = True
            case packets.Imported() if not self.imported:
                self.imported, self.call_order = True, self.order
            case packets.Raised() if self.raised is None:
                self._raise(packet)
            case packets.Answer() if self.imported and self.answer is None:
                self._answer(packet, body)

    def write(
        self, stream: int, data: bytes, sender: int, now: float, place: Place | None = None
    ) -> None:
        """Add bytes that a process wrote; lines are kept once they are whole."""
        self.bytes += len(data)
        pid = self._pid(sender)
        unfinished = self._unfinished.setdefault((pid, stream), _Unfinished())
        text = unfinished.text + unfinished.decoder.decode(data)
        *whole, rest = text.split("\n")
        for line in whole:
            self._add_line(stream, line, pid, now, place)
        unfinished.text = rest if len(rest) <= LINE else rest[: LINE + 1]

    def finish(self, now: float) -> None:
        """Keep the lines that never ended."""
        for (pid, stream), unfinished in self._unfinished.items():
            if text := unfinished.text + unfinished.decoder.decode(b"", final=True):
                self._add_line(stream, text, pid, now)
        self._unfinished.clear()

    def note_gone(self, alive: Iterable[int], now: float) -> None:
        """Note the end of processes that the kernel no longer knows."""
        for pid in self._own_pids.keys() - set(alive):
            process = self._processes.get(self._own_pids[pid])
            if process and process.ended is None and process.pid != self._main:
                self._processes[process.pid] = replace(process, ended=now)

    def lines(self, stream: int) -> tuple[Line, ...]:
        """Return the lines of a stream, each with its writer's final name."""
        return tuple(replace(line, process=self.name(line.pid)) for line in self._lines[stream])

    def messages(self) -> tuple[Message, ...]:
        """Return what travelled through queues and pipes."""
        named = [replace(message, process=self.name(message.pid)) for message in self._messages]
        return tuple(replace(m, channel=self._channels[int(m.channel)]) for m in named)

    def processes(self, main_code: int | None, ended: float | None) -> tuple[ProcessRecord, ...]:
        """Return all processes in the order of their pids, each with how it ended."""
        senders = {own: sender for sender, own in self._own_pids.items()}
        records = []
        for pid, process in sorted(self._processes.items()):
            if pid == self._main:
                records.append(replace(process, exit_code=main_code, ended=ended))
            elif process.ended is not None:
                code = self._exits.code(senders.get(pid, 0), process.exit_code)
                records.append(replace(process, exit_code=code))
            else:
                records.append(process)
        return tuple(records)

    def name(self, pid: int) -> str:
        """Return the name of a process by the pid that the program sees."""
        process = self._processes.get(pid)
        return process.name if process else f"process {pid}"

    def hooked(self) -> dict[int, int]:
        """Return the processes that can tell where they stand: the judge's pid to their own."""
        return {sender: pid for sender, pid in self._own_pids.items() if pid in self._processes}

    def orders(self) -> dict[int, list[int]]:
        """Return the positions of each process's own events, by the pid that the program sees."""
        processes = self._processes.values()
        told = [(one.pid, one.order) for lines in self._lines.values() for one in lines]
        told += [(one.pid, one.order) for one in self._messages]
        told += [(one.pid, one.order) for one in processes]
        # Who starts another does something, too.
        told += [(one.parent, one.order) for one in processes if one.parent]
        orders: dict[int, list[int]] = {}
        for pid, order in sorted(told):
            orders.setdefault(pid, []).append(order)
        return orders

    def channel(self, inode: int) -> str:
        """Return what a queue or a pipe is called."""
        return self._channels.get(inode, "")

    def _pid(self, sender: int, claimed: int | None = None) -> int:
        """Return the pid that the program sees of the process that the kernel vouches for."""
        if sender not in self._own_pids:
            known = tree.own_pid(sender)
            taken = claimed in self._own_pids.values()
            self._own_pids[sender] = known or (claimed if claimed and not taken else sender)
            self._exits.watch(sender)
        return self._own_pids[sender]

    def _next(self) -> int:
        self.order += 1
        return self.order

    def _has_room(self) -> bool:
        self.dropped += self.order >= EVENTS
        return self.order < EVENTS

    def _add_line(
        self, stream: int, text: str, pid: int, now: float, place: Place | None = None
    ) -> None:
        if self._has_room():
            text = self._disguise(text)
            cut = text if len(text) <= LINE else text[:LINE] + "…"
            line = Line(cut.removesuffix("\r"), pid, "", now, self._next(), place)
            self._lines[stream].append(line)

    def _record(self, pid: int, now: float) -> ProcessRecord:
        if pid not in self._processes:
            unknown = ProcessRecord(pid, f"process {pid}", 0, False, None, now, None, None, 0)
            self._processes[pid] = replace(unknown, order=self._next())
        return self._processes[pid]

    def _be_born(self, packet: packets.Born, sender: int, now: float) -> None:
        if not self._has_room():
            return
        pid = self._pid(sender, packet.pid)
        known = self._record(pid, now)
        claimed = known.parent if known.start_method else packet.parent or known.parent
        parent = None if pid == self._main else claimed or 0
        self._processes[pid] = replace(known, name=packet.name, daemon=packet.daemon, parent=parent)

    def _fork(self, packet: packets.Forked, sender: int, now: float) -> None:
        pid = self._pid(sender, packet.pid)
        if pid != self._main and self._has_room():
            known = self._record(pid, now)
            self._processes[pid] = replace(known, parent=known.parent or packet.parent)

    def _start(self, packet: packets.Started, sender: int, now: float) -> None:
        """Add a process that its parent tells of, if the kernel knows it: the parent waits here."""
        found = self._find(packet.pid)
        if found is None or packet.pid == self._main or not self._has_room():
            return
        self._pid(found, packet.pid)
        known = self._record(packet.pid, now)
        self._processes[packet.pid] = replace(
            known,
            name=packet.name,
            daemon=packet.daemon,
            start_method=packet.method,
            parent=self._pid(sender),
        )

    def _find(self, own_pid: int) -> int | None:
        """Return the judge's pid of a process of the tree by the pid that it itself sees."""
        known = [sender for sender, own in self._own_pids.items() if own == own_pid]
        others = (pid for pid in tree.descendants(self._zygote) if tree.own_pid(pid) == own_pid)
        return known[0] if known else next(others, None)

    def _end(self, packet: packets.Ended, now: float) -> None:
        """Note what a parent says of its child's end, once the kernel says that it has ended."""
        process, sender = self._processes.get(packet.pid), self._find(packet.pid)
        if process is None or sender is None or not self._exits.has_ended(sender):
            return
        ended = now if process.ended is None else process.ended
        self._processes[packet.pid] = replace(process, exit_code=packet.code, ended=ended)

    def _pass_on(self, packet: packets.Message, sender: int, now: float) -> None:
        if not self._has_room():
            return
        kind = "queue" if packet.action in ("put", "get") else "pipe"
        self._channel(packet.channel, kind)
        pid, place = self._pid(sender), packets.place_of(packet.place)
        channel, order = str(packet.channel), self._next()
        self._messages.append(
            Message(packet.action, channel, packet.summary, pid, "", now, order, place)
        )

    def _channel(self, inode: int, kind: str) -> str:
        if inode not in self._channels:
            count = len({name for name in self._channels.values() if name.startswith(kind)})
            self._channels[inode] = f"{kind} {count + 1}"
        return self._channels[inode]

    def _join_ends(self, ends: list[int]) -> None:
        if self._has_room() and ends:
            label = self._channel(ends[0], "pipe")
            self._channels.update(dict.fromkeys(ends, label))

    def _raise(self, packet: packets.Raised) -> None:
        if packet.stage == "probe" and self._is_loaded:
            raise packets.MalformedError("a probe that is loaded can't fail to load")
        places = tuple(Place(*frame) for frame in packet.frames)
        self.raised = Raised(packet.type, self._disguise(packet.message), places)
        self.missing, self.stage = packet.missing, packet.stage

    def _answer(self, packet: packets.Answer, body: bytes) -> None:
        self._partial += body
        if len(self._partial) > ANSWER:
            raise packets.MalformedError("the answer is too long")
        if not packet.more:
            self.answer = self._partial

    def value(self) -> tuple[Any, bool]:
        """Return a probe's answer, and whether there is one in the right form."""
        if self.answer is None:
            return None, False
        try:
            return plain.loads(self.answer), True
        except plain.NotPlainError:
            return None, False
