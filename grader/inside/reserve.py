"""The reserve: an interpreter as good as new, from which those of a program are forked.

To start an interpreter and load multiprocessing takes ten times as long as to fork one that is
ready. So a run under spawn or forkserver begins with a fork that waits, before anything of the
program is loaded. What the main process would start anew comes from there, as the main process's
own child (CLONE_PARENT, clone(2)). Whatever is out of the ordinary is started as Python does it.
"""

import _thread
import contextlib
import ctypes
import json
import os
import platform
import signal
import socket
import sys
import types
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any, NamedTuple

from . import birth, confine, ending, processes, program, tracebacks
from .session import Descriptors, Terms
from .wire import FIRST_FD, keep_high

ORDER = 64 * 1024
"""Bytes of an order at most."""
GIVEN = 100
"""Descriptors that come with an order at most, all below `FIRST_FD`."""
CLONE_PARENT = 0x8000
CLONE_CHILD_CLEARTID, CLONE_CHILD_SETTID = 0x0020_0000, 0x0100_0000
PR_GET_TID_ADDRESS = 40
CLONE = {"x86_64": (56, 3), "aarch64": (220, 4)}
"""Number of the system call, and of its argument that says where a thread's own number stands."""
TEXTS = (*processes.STARTS, "from multiprocessing.resource_tracker import main")
"""How the texts begin that are run by an interpreter from the reserve."""
_EXECUTABLE = sys.executable
_real_waitpid = os.waitpid
_python: Any = ctypes.PyDLL(None, use_errno=True)
"""The functions of the interpreter and of the C library, called without letting go of the lock."""


class Order(NamedTuple):
    """What an interpreter is to be, as if it had been started with `-c`."""

    text: str
    arguments: list[str]
    numbers: list[int]
    """Descriptors that it has, by the numbers under which the main process knows them."""
    folder: str
    environment: dict[str, str]
    ignored: list[int]
    blocked: list[int]
    """Signals: those that are ignored, and those that wait."""


class Reserve:
    """The main process's line to its reserve."""

    def __init__(self, control: socket.socket, pid: int) -> None:
        self._control = control
        self._pid = pid
        self._is_open = True
        self._lock = _thread.allocate_lock()

    def start(self, path: Any, command: list[Any], descriptors: Iterable[int]) -> int | None:
        """Have an interpreter run a command; return its pid, None where the reserve can't.

        Raises OSError as a failed fork does.
        """
        order = _order(path, command, descriptors) if self._is_open else None
        if order is None:
            return None
        try:
            content = json.dumps(order).encode()
            with self._lock:  # an answer is for whoever has asked last
                socket.send_fds(self._control, [content], order.numbers)
                answer = int(self._control.recv(ORDER) or 0)
        except OSError:
            return None
        if answer < 0:
            raise OSError(-answer, os.strerror(-answer))
        return answer or None

    def retire(self) -> None:
        """End the reserve, so that nobody meets a child that the program has not started."""
        if self._is_open:
            self._is_open = False
            self._control.close()
            with contextlib.suppress(ChildProcessError):
                _real_waitpid(self._pid, 0)

    def forget(self) -> None:
        """Let go of it in a forked child, whose own children it can't make."""
        self._is_open = False
        self._control.close()


def is_wanted(job: program.Job) -> bool:
    """Say whether a run will start interpreters anew."""
    return job.start_method != "fork" and platform.machine() in CLONE


def keep(descriptors: Descriptors, terms: Terms) -> None:
    """Make the reserve of this process; what is forked from it never returns from here."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    main = os.getpid()
    pid = os.fork()
    if pid == 0:
        ours.close()
        confine.die_with(main)
        order, given = _wait_for_order(theirs)
        ending.run_to_the_end(lambda: _run(order, given, descriptors, terms), terms.work)
    theirs.close()
    reserve = Reserve(socket.socket(fileno=keep_high(ours.detach())), pid)
    processes.start_from_reserve = reserve.start
    os.register_at_fork(after_in_child=reserve.forget)
    _retire_before_waits_for_anybody(reserve)


def _order(path: Any, command: list[Any], descriptors: Iterable[int]) -> Order | None:
    """Return the order that means the same as a command; None where there is none."""
    numbers = sorted({0, 1, 2, *map(int, descriptors)})
    if os.fsdecode(path) != _EXECUTABLE or "-c" not in command:
        return None
    text, *arguments = map(os.fsdecode, command[command.index("-c") + 1 :])
    if not text.startswith(TEXTS) or numbers[-1] >= FIRST_FD or len(numbers) > GIVEN:
        return None
    try:
        folder = os.getcwd()
    except OSError:
        return None
    blocked = signal.pthread_sigmask(signal.SIG_BLOCK, [])
    ignored = [one for one in signal.valid_signals() if signal.getsignal(one) is signal.SIG_IGN]
    return Order(
        text,
        arguments,
        numbers,
        folder,
        dict(os.environ),
        [*map(int, ignored)],
        [*map(int, blocked)],
    )


def _wait_for_order(control: socket.socket) -> tuple[Order, list[int]]:
    """Fork for each order; return only in such a fork, with the descriptors that it is given."""
    while True:
        content, given, *_ = socket.recv_fds(control, ORDER, GIVEN)
        if not content:
            os._exit(0)
        pid = _fork_beside()
        if pid == 0:
            control.close()
            return Order(*json.loads(content)), given
        for descriptor in given:
            os.close(descriptor)
        control.send(str(pid).encode())


def _fork_beside() -> int:
    """Fork as a child of this process's parent; return as `fork` does, an error as a negative."""
    number, place = CLONE[platform.machine()]
    arguments = [ctypes.c_ulong(CLONE_PARENT | signal.SIGCHLD), *[ctypes.c_ulong(0)] * 4]
    address = ctypes.c_ulong()
    if _python.prctl(PR_GET_TID_ADDRESS, ctypes.byref(address), 0, 0, 0) == 0:
        # There the C library keeps the thread's number, which its own fork would renew.
        arguments[0].value |= CLONE_CHILD_SETTID | CLONE_CHILD_CLEARTID
        arguments[place] = address
    _python.PyOS_BeforeFork()
    pid: int = _python.syscall(number, *arguments)
    if pid == 0:
        _python.PyOS_AfterFork_Child()
        return 0
    failed = ctypes.get_errno()
    _python.PyOS_AfterFork_Parent()
    return pid if pid > 0 else -failed


def _take(order: Order, given: list[int]) -> None:
    """Become what was ordered: descriptors, folder, environment, signals."""
    away = [keep_high(descriptor) for descriptor in given]
    for number, descriptor in zip(order.numbers, away, strict=True):
        os.dup2(descriptor, number)
        os.close(descriptor)
    os.chdir(order.folder)
    if dict(os.environ) != order.environment:
        os.environ.clear()
        os.environ.update(order.environment)
    for number in order.ignored:
        signal.signal(number, signal.SIG_IGN)
    signal.pthread_sigmask(signal.SIG_SETMASK, order.blocked)
    sys.argv = ["-c", *order.arguments]


def _run(order: Order, given: list[int], descriptors: Descriptors, terms: Terms) -> None:
    """Run the text that was ordered, as a new interpreter would; raise SystemExit at its end."""
    main = types.ModuleType("__main__")
    vars(main)["__builtins__"] = __builtins__
    sys.modules["__main__"] = main
    try:
        _take(order, given)
        if order.text.startswith(processes.STARTS):
            birth.enter(descriptors, terms)
        exec(order.text, vars(main))  # noqa: S102 - as `-c` does
    except SystemExit:
        raise
    except BaseException as error:  # noqa: BLE001 - whatever ends it
        tracebacks.print_exception(error)
        sys.exit(1)


def _retire_before_waits_for_anybody(reserve: Reserve) -> None:
    """Have the reserve gone before the program waits for whichever child ends first."""

    def retiring(real: Callable[..., Any], is_for_one: Callable[..., bool]) -> Callable[..., Any]:
        @wraps(real)
        def wait(*arguments: Any, **options: Any) -> Any:
            if not is_for_one(*arguments):
                reserve.retire()
            return real(*arguments, **options)

        return wait

    def is_pid(pid: int = 0, *_: Any) -> bool:
        return pid > 0

    def is_process(kind: int = os.P_ALL, *_: Any) -> bool:
        return kind in (os.P_PID, os.P_PIDFD)

    def never(*_: Any) -> bool:
        return False

    named = (("wait", never), ("wait3", never), ("waitpid", is_pid), ("wait4", is_pid))
    for name, is_for_one in (*named, ("waitid", is_process)):
        setattr(os, name, retiring(getattr(os, name), is_for_one))
