"""What threads said they were about to wait for, and which process holds which lock.

All claims of the program's, used for nothing but to explain where it got stuck, and believed only
where the stack shows the thread in the call that it named.
"""

from typing import TypeVar

from grader.runs import packets
from grader.runs.stacks import Stack
from grader.runs.trace import Stuck

ENTRIES = 20_000
"""Threads and locks that are kept at most."""

Said = packets.Waits | packets.ThreadBorn | packets.Took | packets.Gave

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")


class Waiting:
    """What the processes of one run said; pids are the judge's."""

    def __init__(self) -> None:
        self._waits: dict[tuple[int, int], packets.Waits] = {}
        self._threads: dict[tuple[int, int], str] = {}
        self._holders: dict[str, int] = {}

    def take(self, packet: Said, pid: int) -> None:
        """Note what a process said."""
        if isinstance(packet, packets.ThreadBorn):
            _bounded(self._threads)[pid, packet.thread] = packet.name
        elif isinstance(packet, packets.Waits):
            _bounded(self._waits)[pid, packet.thread] = packet
        elif isinstance(packet, packets.Took):
            _bounded(self._holders)[packet.lock] = pid
        else:
            self._holders.pop(packet.lock, None)

    def thread(self, pid: int, thread: int) -> str:
        """Return the name of a thread; empty for a process's main thread."""
        return self._threads.get((pid, thread), "")

    def holder(self, lock: str) -> int:
        """Return the process that holds a lock; 0 where that is not known."""
        return self._holders.get(lock, 0)

    def stuck(self, pid: int, stack: Stack, names: dict[int, tuple[str, int]]) -> Stuck:
        """Tell where a thread stands; `names` gives each process's name and own pid."""
        name, own_pid = names[pid]
        thread = self._threads.get((pid, stack.thread), "")
        said = self._waits.get((pid, stack.thread))
        if said is None or said.call.split(".")[-1] != stack.waiting.split(".")[-1]:
            return Stuck(name, own_pid, stack.waiting, stack.places, thread=thread)
        target = said.target
        if said.call == "Lock.acquire":
            holder = self._holders.get(target)
            target = names[holder][0] if holder in names else ""
        return Stuck(name, own_pid, said.call, stack.places, target, thread=thread)


def _bounded(table: dict[_Key, _Value]) -> dict[_Key, _Value]:
    """Return a table, emptied where a program has filled it beyond reason."""
    if len(table) >= ENTRIES:
        table.clear()
    return table
