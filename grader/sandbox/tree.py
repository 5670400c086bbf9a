"""The process tree of a sandbox, as the kernel tells it in `/proc`."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from grader.sandbox.procfs import Reader, read

RUNNING = b"RDW"
"""States in which a thread does something or is about to; `D` is a wait that ends by itself."""
ZOMBIE = b"ZX"


_SECOND = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Thread:
    """One thread at one moment."""

    state: bytes
    """One letter, as in proc(5)."""
    turns: int
    """How often it has been given a processor: it moves whenever the thread has run."""
    wait: bytes
    """What it waits in, as `/proc/PID/task/TID/syscall` tells it; empty where that is not told."""


Name = tuple[int, int]
"""Pid and thread id."""
Threads = dict[Name, Thread]


@cache
def available() -> bool:
    """Say whether `/proc` tells all that the virtual clock needs."""
    own = f"/proc/{os.getpid()}/task/{os.getpid()}"
    return all(os.path.exists(f"{own}/{name}") for name in ("stat", "schedstat", "children"))


def descendants(root: int) -> list[int]:
    """List the pids of all that descends from `root`, zombies included, parents first."""
    found: list[int] = []
    waiting = [root]
    while waiting:
        waiting = [child for pid in waiting for child in children(pid)]
        found += waiting
    return found


def outgrows(root: int, number: int) -> bool:
    """Say whether more than `number` processes descend from `root`; stops counting there."""
    count, waiting = 0, [root]
    while waiting and count <= number:
        found = children(waiting.pop())
        count += len(found)
        waiting += found
    return count > number


def look(root: int) -> Threads:
    """Read every thread of `root` and of all that descends from it."""
    return dict(walk(root))


def asleep(thread: Thread) -> bool:
    """Say whether a thread was asleep, and off its processor, when it was read."""
    return thread.state not in RUNNING and not thread.wait.startswith(b"running")


def alive(seen: Threads) -> set[int]:
    """Return the pids of the processes that have not ended."""
    return {pid for (pid, _), thread in seen.items() if thread.state not in ZOMBIE}


def walk(root: int, read: Reader = read) -> Iterator[tuple[Name, Thread]]:
    """Read thread after thread; a process's children are listed after what made them was read."""
    waiting = [root]
    while waiting:
        pid = waiting.pop()
        for number in threads(pid):
            name = (pid, number)
            thread = look_at(name, read)
            if thread:
                yield name, thread
            waiting += _children(name, read)


def children(pid: int) -> list[int]:
    """List the pids of a process's children, zombies included."""
    return [child for thread in threads(pid) for child in _children((pid, thread), read)]


def _children(name: Name, read: Reader) -> list[int]:
    return [int(word) for word in read(f"{_folder(name)}/children").split()]


def threads(pid: int) -> list[int]:
    """List the thread ids of a process; empty where it is gone."""
    try:
        return [int(name) for name in os.listdir(f"/proc/{pid}/task")]
    except (FileNotFoundError, ProcessLookupError):
        return []


def look_at(name: Name, read: Reader = read) -> Thread | None:
    """Read one thread; None where it is gone."""
    folder = _folder(name)
    # Turns are read first: a thread that is off its processor after that, and has had no further
    # turn at the next reading, has slept all the while.
    schedule, status = read(f"{folder}/schedstat").split(), read(f"{folder}/stat")
    if not schedule or not status:
        return None
    # The process's name, in parentheses, is the program's own choice and may hold anything.
    state = status[status.rindex(b")") + 2 :][:1]
    wait = b"" if state in RUNNING else read(f"{folder}/syscall")
    return Thread(state, int(schedule[2]), wait)


def _folder(name: Name) -> str:
    return f"/proc/{name[0]}/task/{name[1]}"


def own_pid(pid: int) -> int | None:
    """Return the pid by which a process knows itself in its own pid namespace, None if gone."""
    for line in read(f"/proc/{pid}/status").splitlines():
        if line.startswith(b"NSpid:"):
            return int(line.split()[-1])
    return None


def child(parent: int, own: int) -> int | None:
    """Return the pid of the child that knows itself by the pid `own`, None if gone."""
    return next((pid for pid in children(parent) if own_pid(pid) == own), None)


def starved(pids: Iterable[int]) -> dict[Name, float]:
    """Tell of each thread of these processes for how many seconds it could run and did not."""
    names = [(pid, thread) for pid in pids for thread in threads(pid)]
    schedules = ((name, read(f"{_folder(name)}/schedstat").split()) for name in names)
    return {name: int(schedule[1]) / _SECOND for name, schedule in schedules if schedule}
