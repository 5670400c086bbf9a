"""Where the threads of a program stand, read from what `faulthandler` writes on a signal."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from grader.runs.trace import Place

_THREAD = re.compile(r"^(?:Current t|T)hread 0x[0-9a-f]+.*:$")
_FRAME = re.compile(r'^  File "(?P<file>[^"]*)", line (?P<line>\d{1,9}) in (?P<function>.{1,200})$')

LENGTH = 64 * 1024
"""Bytes of one process's answer that are read."""
PLACES = 20
"""The student's own lines that are kept of one thread, the innermost ones."""

_WAITS = {
    ("queues.py", "get"): "Queue.get",
    ("queues.py", "put"): "Queue.put",
    ("queues.py", "join"): "JoinableQueue.join",
    ("queues.py", "join_thread"): "Queue.join_thread",
    ("queues.py", "_finalize_join"): "Queue, sending what was put into it",
    ("queue.py", "get"): "Queue.get",
    ("queue.py", "put"): "Queue.put",
    ("queue.py", "join"): "Queue.join",
    ("connection.py", "recv"): "Connection.recv",
    ("connection.py", "recv_bytes"): "Connection.recv",
    ("connection.py", "send"): "Connection.send",
    ("connection.py", "send_bytes"): "Connection.send",
    ("connection.py", "poll"): "Connection.poll",
    ("connection.py", "wait"): "connection.wait",
    ("connection.py", "accept"): "Listener.accept",
    ("process.py", "join"): "Process.join",
    ("popen_fork.py", "wait"): "Process.join",
    ("synchronize.py", "wait"): "Condition.wait",
    ("synchronize.py", "__enter__"): "Lock.acquire",
    ("pool.py", "get"): "AsyncResult.get",
    ("pool.py", "map"): "Pool.map",
    ("pool.py", "apply"): "Pool.apply",
    ("pool.py", "join"): "Pool.join",
    ("managers.py", "_callmethod"): "a managed object",
    ("threading.py", "join"): "Thread.join",
    ("threading.py", "wait"): "Condition.wait",
    ("threading.py", "_shutdown"): "its threads to end",
    ("util.py", "_exit_function"): "its processes to end",
    ("subprocess.py", "wait"): "another program",
    ("times.py", "sleep"): "time.sleep",
}
"""What a student knows a library function as, by its file and name."""


@dataclass(frozen=True, slots=True)
class Stack:
    """One thread: what it waits in, and the student's own lines, outermost first."""

    waiting: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class _Frame:
    file: str
    line: int
    function: str


def read_stacks(text: str, work: str) -> tuple[Stack, ...]:
    """Read one process's answer; the main thread comes first, library threads are left out."""
    stacks = [_read_stack(frames, work) for frames in _threads(text)]
    return tuple(stack for stack in stacks if stack.places or stack.waiting)


def _threads(text: str) -> Iterator[list[_Frame]]:
    """Yield each thread's frames, innermost first; faulthandler names the main thread last."""
    threads: list[list[_Frame]] = []
    for line in text.splitlines():
        if _THREAD.match(line):
            threads.append([])
        elif (match := _FRAME.match(line)) and threads:
            frame = _Frame(match["file"], int(match["line"]), match["function"])
            threads[-1].append(frame)
    yield from reversed(threads)


def _read_stack(frames: list[_Frame], work: str) -> Stack:
    prefix = work + "/"
    own = [frame for frame in frames if frame.file.startswith(prefix)]
    places = [Place(frame.file[len(prefix) :], frame.line, frame.function) for frame in own]
    library = frames[: frames.index(own[0])] if own else frames
    return Stack(_waiting(library), tuple(reversed(places[:PLACES])))


def _waiting(library: list[_Frame]) -> str:
    """Name the outermost library function that a student would know."""
    for frame in reversed(library):
        known = _WAITS.get((frame.file.rpartition("/")[2], frame.function))
        if known:
            return known
    return ""
