"""Where the threads of a program stand, read from what `faulthandler` writes on a signal."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

from grader.runs.trace import Place

_THREAD = re.compile(r"^(?:Current t|T)hread 0x(?P<thread>[0-9a-f]{1,16}).*:$")
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
    ("threads.py", "acquire"): "Lock.acquire",
    ("threads.py", "__enter__"): "Lock.acquire",
    ("semaphores.py", "acquire"): "Lock.acquire",
    ("semaphores.py", "enter"): "Lock.acquire",
    ("_base.py", "result"): "Future.result",
    ("pool.py", "next"): "the next result of Pool.imap",
    ("pool.py", "get"): "AsyncResult.get",
    ("pool.py", "map"): "Pool.map",
    ("pool.py", "apply"): "Pool.apply",
    ("pool.py", "join"): "Pool.join",
    ("threading.py", "join"): "Thread.join",
    ("threading.py", "wait"): "Condition.wait",
    ("times.py", "sleep"): "time.sleep",
}
"""What a student knows a library function as, by its file and name."""
_REASONS = {
    ("queues.py", "_finalize_join"): "what it put into a queue to be taken out",
    ("managers.py", "_callmethod"): "a managed object",
    ("subprocess.py", "wait"): "another program",
    ("threading.py", "_shutdown"): "its threads to end",
    ("util.py", "_exit_function"): "its processes to end",
    ("base_events.py", "run_forever"): "its coroutines",
}
"""What a process waits for that called nothing that waits by its name."""
_BIRTHS = {("process.py", "_bootstrap"), ("popen_fork.py", "_launch")}
"""What stands above one of these in a forked child's stack is the parent's. Since Python 3.14 a
child that has returned from the first ends in the second."""


@dataclass(frozen=True, slots=True)
class Stack:
    """One thread: what it waits in, and the student's own lines, outermost first."""

    thread: int
    """As the program's own `threading.get_ident` tells it."""
    waiting: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class _Frame:
    file: str
    line: int
    function: str


def read_stacks(text: str, work: str) -> tuple[Stack, ...]:
    """Read one process's answer; the main thread comes first, library threads are left out."""
    stacks = [_read_stack(thread, _own_part(frames), work) for thread, frames in _threads(text)]
    return tuple(stack for stack in stacks if stack.places or stack.waiting in _REASONS.values())


def _threads(text: str) -> Iterator[tuple[int, list[_Frame]]]:
    """Yield each thread's frames, innermost first; faulthandler names the main thread last."""
    threads: list[tuple[int, list[_Frame]]] = []
    for line in text.splitlines():
        if match := _THREAD.match(line):
            threads.append((int(match["thread"], 16), []))
        elif (match := _FRAME.match(line)) and threads:
            frame = _Frame(match["file"], int(match["line"]), match["function"])
            threads[-1][1].append(frame)
    yield from reversed(threads)


def _own_part(frames: list[_Frame]) -> list[_Frame]:
    """Leave out what a forked child has inherited of its parent's stack."""
    return list(takewhile(lambda frame: _name(frame) not in _BIRTHS, frames))


def _name(frame: _Frame) -> tuple[str, str]:
    return frame.file.rpartition("/")[2], frame.function


def _read_stack(thread: int, frames: list[_Frame], work: str) -> Stack:
    prefix = work + "/"
    own = [frame for frame in frames if frame.file.startswith(prefix)]
    places = [Place(frame.file[len(prefix) :], frame.line, frame.function) for frame in own]
    library = frames[: frames.index(own[0])] if own else frames
    return Stack(thread, _waiting(library), tuple(reversed(places[:PLACES])))


def _waiting(library: list[_Frame]) -> str:
    """Name the outermost library function that a student would know."""
    names = [_name(frame) for frame in reversed(library)]
    known = [_WAITS[name] for name in names if name in _WAITS]
    reasons = [reason for name, reason in _REASONS.items() if name in names]
    return next(iter(reasons or known), "")
