"""The process tree of a sandbox, as the kernel tells it in `/proc`."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

_BUFFER = 4096
_NEARLY_FULL = 4000
"""Bytes of a piece after which more may follow: the kernel fills a page with whole entries."""
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


Threads = dict[tuple[int, int], Thread]
"""By pid and thread id."""


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
    return dict(_walk(root))


def asleep(thread: Thread) -> bool:
    """Say whether a thread was asleep, and off its processor, when it was read."""
    return thread.state not in RUNNING and not thread.wait.startswith(b"running")


def alive(seen: Threads) -> set[int]:
    """Return the pids of the processes that have not ended."""
    return {pid for (pid, _), thread in seen.items() if thread.state not in ZOMBIE}


class Watch:
    """A tree that is looked at again and again, to see when all of it sleeps."""

    def __init__(self, root: int) -> None:
        self._root = root
        self._awake = ""
        """Folder of the thread that was awake when last looked at: mostly it still is."""

    def at_rest(self) -> Threads | None:
        """Return the threads of the tree if there was an instant at which all slept, else None.

        The proof: every thread is read twice, and the list of threads with it. Each was off its
        processor after its turns were read first, and was given none until they were read again, so
        it slept from its first reading to its second. All first readings were over before the
        second ones began: at that instant every thread slept. A thread can only be made by one that
        runs, so the list was whole.

        The state alone would not do: a thread says that it sleeps a few instructions before it
        does, and may be taken off its processor just there while it has all it needs to go on. The
        kernel's account of what it waits in is given only once it is off the run queue
        (`wait_task_inactive`). A process that ends is a zombie before it has woken its parent, but
        listing its children waits for the lock under which both happen (`exit_notify`).

        An ordinary user is not told what the root waits in, since it can't be looked at: of the
        root alone the state is believed, which says `S` while `wait4` reaps. So whether something
        is due that the root does when its own child ends is not told here.
        """
        if self._awake and self._is_awake():
            return None
        first: Threads = {}
        for name, thread in _walk(self._root):
            if not asleep(thread):
                self._awake = _folder(*name)
                return None
            first[name] = thread
        return first if look(self._root) == first else None

    def _is_awake(self) -> bool:
        thread = _thread(self._awake)
        return thread is not None and not asleep(thread)


def _walk(root: int) -> Iterator[tuple[tuple[int, int], Thread]]:
    """Read thread after thread; a process's children are listed after what made them was read."""
    waiting = [root]
    while waiting:
        pid = waiting.pop()
        for number in threads(pid):
            folder = _folder(pid, number)
            thread = _thread(folder)
            if thread:
                yield (pid, number), thread
            waiting += _children(folder)


def children(pid: int) -> list[int]:
    """List the pids of a process's children, zombies included."""
    return [child for thread in threads(pid) for child in _children(_folder(pid, thread))]


def _children(folder: str) -> list[int]:
    return [int(word) for word in read(f"{folder}/children", whole=True).split()]


def threads(pid: int) -> list[int]:
    """List the thread ids of a process; empty where it is gone."""
    try:
        return [int(name) for name in os.listdir(f"/proc/{pid}/task")]
    except (FileNotFoundError, ProcessLookupError):
        return []


def _folder(pid: int, thread: int) -> str:
    return f"/proc/{pid}/task/{thread}"


def _thread(folder: str) -> Thread | None:
    # Turns are read first: a thread that is off its processor after that, and has had no further
    # turn at the next reading, has slept all the while.
    schedule, status = read(f"{folder}/schedstat").split(), read(f"{folder}/stat")
    if not schedule or not status:
        return None
    # The name, in parentheses, is the program's own choice and may hold anything.
    state = status[status.rindex(b")") + 2 :][:1]
    wait = b"" if state in RUNNING else read(f"{folder}/syscall")
    return Thread(state, int(schedule[2]), wait)


def read(path: str, *, whole: bool = False) -> bytes:
    """Read a file of `/proc`; empty where its process is gone, or may not be looked at.

    The kernel gives long ones in pieces: `whole` reads on, so that no number is cut in two.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return b""
    try:
        content = piece = os.read(descriptor, _BUFFER)
        while whole and len(piece) > _NEARLY_FULL:
            piece = os.read(descriptor, _BUFFER)
            content += piece
    except OSError:
        return b""
    else:
        return content
    finally:
        os.close(descriptor)


def own_pid(pid: int) -> int | None:
    """Return the pid by which a process knows itself in its own pid namespace, None if gone."""
    for line in read(f"/proc/{pid}/status").splitlines():
        if line.startswith(b"NSpid:"):
            return int(line.split()[-1])
    return None


def child(parent: int, own: int) -> int | None:
    """Return the pid of the child that knows itself by the pid `own`, None if gone."""
    return next((pid for pid in children(parent) if own_pid(pid) == own), None)


def starved(pids: Iterable[int]) -> float:
    """Return for how many seconds the threads of these processes could run and got no processor."""
    names = [f"/proc/{pid}/task/{thread}/schedstat" for pid in pids for thread in threads(pid)]
    return sum(int(fields[1]) for name in names if (fields := read(name).split())) / _SECOND
