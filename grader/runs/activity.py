"""What the threads of a run spent its time on, and what they did to each other.

Virtual time stands still while anything runs. So the first word of a thread after a wait comes at
the very moment at which the wait was over, and a sleeper that nobody disturbs is awake at its
deadline, whenever it is heard of again. What takes a message from a queue or a pipe does not say
that it will: it has waited since its process was last heard of.
"""

from bisect import bisect_right, insort
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import inf

from grader.runs import packets
from grader.runs.clock import SECOND
from grader.runs.recorder import Recorder
from grader.runs.trace import Act, Place, Span
from grader.runs.waiting import Waiting

SPANS = 2_000
"""Spans of a run that are kept, those that are over first."""
ACTS = 1_000
THINGS = 1_000
"""Events (those that processes set and wait for) and shared values that are told apart."""

_TAKEN = {"get": "Queue.get", "recv": "Connection.recv"}
"""What a process had called that has taken a message out."""

_KINDS = {"set": "event", "read": "shared value", "write": "shared value"}
"""What acts are done to that is no process."""

Key = tuple[int, int]
"""The judge's pid, and the thread; 0 for a process's main thread."""


@dataclass(frozen=True, slots=True)
class _Stay:
    """A span whose names are not known yet; open while it has not `ended`."""

    call: str
    target: str
    began: float
    order: int
    place: Place | None = None
    deadline: float = inf
    channel: int = 0
    holder: int = 0
    """Process that held the lock that it waits for."""
    thread: str = ""
    ended: float = inf
    end_order: int = 0


class Activity:
    """Collects spans and acts of one run; pids are the judge's."""

    def __init__(self, waiting: Waiting, *, virtual: bool) -> None:
        self._waiting = waiting
        self._virtual = virtual
        self._open: dict[Key, _Stay] = {}
        self._watched: dict[int, _Stay] = {}
        """Waits that are over, of processes that have not told yet what they waited in."""
        self._over: list[tuple[int, _Stay]] = []
        self._heard: dict[int, tuple[float, int]] = {}
        """When the main thread of a process was last known to be awake."""
        self._acts: list[tuple[int, packets.Act, float, int]] = []
        self._things: dict[str, str] = {}
        """What events and shared values are called, by what processes know them by."""

    def take(self, packet: packets.Any, sender: int, now: float, order: int) -> None:
        """Add what a process said at a moment of the run's clock, after `order` events."""
        if isinstance(packet, packets.Act):
            if packet.action in _KINDS:
                self._name_thing(_KINDS[packet.action], packet.target)
            if len(self._acts) < ACTS:
                self._acts.append((sender, packet, now, order))
        if self._virtual and not isinstance(packet, packets.Ended | packets.ThreadBorn):
            # How a child has ended may be learnt by a thread of the library's own.
            self._follow(packet, sender, now, order)

    def spans(self, recorder: Recorder, duration: float) -> tuple[Span, ...]:
        """Return all spans; what is not over ends with its process, or with the run."""
        stays: defaultdict[int, list[_Stay]] = defaultdict(list)
        open_still = ((pid, stay) for (pid, _), stay in self._open.items())
        for pid, stay in (*self._over, *self._watched.items(), *open_still):
            stays[pid].append(stay)
        ends = {process.pid: process.ended for process in recorder.processes(None, duration)}
        orders = self._orders(recorder)
        spans = []
        for pid, own in recorder.hooked().items():
            ended, last = ends[own], (duration, recorder.order)
            if ended is not None:
                last = ended, orders[own][-1]
            closed = _in_place([_closed(stay, *last) for stay in stays[pid]], orders[own])
            spans += [self._span(own, stay, recorder) for stay in closed]
        return tuple(sorted(spans, key=lambda span: (span.began, span.order, span.pid)))

    def acts(self, recorder: Recorder) -> tuple[Act, ...]:
        """Return what processes did to others and to events."""
        own = recorder.hooked()
        return tuple(
            self._act(own[pid], packet, now, order, recorder)
            for pid, packet, now, order in self._acts
            if pid in own
        )

    def _orders(self, recorder: Recorder) -> dict[int, list[int]]:
        """Return the positions of what each process is known to have done, in order."""
        orders, own = recorder.orders(), recorder.hooked()
        for pid, _, _, order in self._acts:
            if pid in own:
                insort(orders[own[pid]], order)
        return orders

    def _follow(self, packet: packets.Any, sender: int, now: float, order: int) -> None:
        """Begin and end the spans that a packet tells of."""
        match packet:
            case packets.Pause() | packets.Retry():
                pass
            case packets.Watch():
                self._watch(self._key(sender, packet.thread), packet, now, order)
            case packets.Sleep():
                place, deadline = packets.place_of(packet.place), packet.deadline / SECOND
                stay = _Stay("time.sleep", "", now, order, place, deadline)
                self._begin(self._key(sender, packet.thread), stay)
            case packets.Waits():
                self._begin(self._key(sender, packet.thread), self._wait(packet, now, order))
            case packets.Cancel():
                self._cancel(self._key(sender, packet.thread), now, order)
            case packets.Resumed():
                self._end(self._key(sender, packet.thread), now, order)
            case packets.Message(action="get" | "recv"):
                self._take_out(packet, sender, now, order)
            case _:
                self._hear(sender, now, order)

    def _key(self, pid: int, thread: int) -> Key:
        return pid, thread if self._waiting.thread(pid, thread) else 0

    def _wait(self, packet: packets.Waits, now: float, order: int) -> _Stay:
        target, holder = packet.target, 0
        if packet.call == "Lock.acquire":
            target, holder = "", self._waiting.holder(packet.target)
        if packet.call == "Event.wait":
            target = self._name_thing("event", packet.identity)
        place = packets.place_of(packet.place)
        return _Stay(packet.call, target, now, order, place, holder=holder)

    def _begin(self, key: Key, stay: _Stay) -> None:
        self._end(key, stay.began, stay.order)
        pid, thread = key
        if not thread:
            self._hear(pid, stay.began, stay.order)
        if len(self._open) < SPANS:
            self._open[key] = replace(stay, thread=self._waiting.thread(pid, thread))

    def _end(self, key: Key, now: float, order: int) -> None:
        """End what a thread does, if anything is known of it."""
        stay = self._open.pop(key, None)
        if stay is None:
            return
        over = _closed(stay, now, order)
        self._keep(key[0], over)
        if not key[1]:
            self._heard[key[0]] = over.ended, order

    def _watch(self, key: Key, packet: packets.Watch, now: float, order: int) -> None:
        """Begin a wait with a limit, unless it is part of one that was announced."""
        stay = self._open.get(key)
        if stay is None or stay.deadline <= now:
            self._begin(key, _Stay("", "", now, order, deadline=packet.deadline / SECOND))

    def _cancel(self, key: Key, now: float, order: int) -> None:
        """End a wait with a limit; one that was announced says itself when it is over."""
        stay = self._open.get(key)
        if stay is None or stay.deadline == inf:
            return
        if stay.call or key[1]:
            self._end(key, now, order)
        else:
            self._watched[key[0]] = _closed(self._open.pop(key), now, order)

    def _take_out(self, packet: packets.Message, pid: int, now: float, order: int) -> None:
        """Tell the wait of a process for what it has got now."""
        self._end((pid, 0), now, order)
        self._watched.pop(pid, None)
        began = self._heard.get(pid, (now, order))
        place, channel = packets.place_of(packet.place), packet.channel
        stay = _Stay(_TAKEN[packet.action], "", *began, place, channel=channel)
        if now > began[0]:
            self._keep(pid, _closed(stay, now, order))
        self._heard[pid] = now, order

    def _hear(self, pid: int, now: float, order: int) -> None:
        """Note that the main thread of a process is awake."""
        stay = self._open.get((pid, 0))
        if stay is not None and stay.deadline <= now:
            self._end((pid, 0), now, order)
        self._hear_nothing_of(pid)
        self._heard[pid] = now, order

    def _hear_nothing_of(self, pid: int) -> None:
        """Keep a wait that is over, and never said what it was in."""
        if pid in self._watched:
            self._keep(pid, self._watched.pop(pid))

    def _keep(self, pid: int, stay: _Stay) -> None:
        if len(self._over) < SPANS and (stay.ended > stay.began or stay.end_order > stay.order):
            self._over.append((pid, stay))

    def _name_thing(self, kind: str, identity: str) -> str:
        if identity and identity not in self._things and len(self._things) < THINGS:
            count = sum(name.startswith(kind) for name in self._things.values())
            self._things[identity] = f"{kind} {count + 1}"
        return self._things.get(identity, "")

    def _span(self, pid: int, stay: _Stay, recorder: Recorder) -> Span:
        target = stay.target or recorder.channel(stay.channel)
        if stay.holder in (own := recorder.hooked()):
            target = recorder.name(own[stay.holder])
        return Span(
            stay.call, target, pid, recorder.name(pid), stay.thread,
            stay.began, stay.ended, stay.order, stay.end_order, stay.place,
        )  # fmt: skip

    def _act(
        self, pid: int, packet: packets.Act, now: float, order: int, recorder: Recorder
    ) -> Act:
        place = packets.place_of(packet.place)
        target, target_pid = self._things.get(packet.target, ""), None
        known = {str(one): one for one in recorder.hooked().values()}
        if packet.action not in _KINDS and packet.target in known:
            target_pid = known[packet.target]
            target = recorder.name(target_pid)
        name = recorder.name(pid)
        value = packet.value
        return Act(packet.action, target, target_pid, pid, name, now, order, place, value)


def _in_place(stays: list[_Stay], orders: list[int]) -> Iterator[_Stay]:
    """Yield a process's stays, in order, each with its beginning right after what it did before.

    What others did at that moment may be heard before or after it: that is no fact of the run.
    A wait for a message began after all that its process had done until it got the message.
    """
    before: dict[str, int] = {}
    for stay in sorted(stays, key=lambda stay: (stay.began, stay.order)):
        known = bisect_right(orders, stay.end_order if stay.channel else stay.order)
        own = max(orders[known - 1] if known else 0, before.get(stay.thread, 0))
        before[stay.thread] = stay.end_order
        yield replace(stay, order=own)


def _closed(stay: _Stay, now: float, order: int) -> _Stay:
    """Return a stay that is over by now, or was before."""
    ended = min(stay.ended, stay.deadline, now)
    return replace(stay, ended=ended, end_order=stay.end_order or order)
