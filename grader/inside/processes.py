"""The program's processes, told to the judge as they start and end.

A child born by fork inherits all that is needed. A program started anew (spawn, and the server of
forkserver) is given the run's descriptors, and joins the run before it does anything else.
"""

import multiprocessing.forkserver
import multiprocessing.popen_fork
import multiprocessing.popen_forkserver
import multiprocessing.process
import multiprocessing.util
import os
import random
from collections.abc import Callable
from functools import wraps
from typing import Any

from . import managed, schedule, session
from .doorbell import Doorbell

HOME = os.path.dirname(os.path.dirname(__file__))
"""The folder that holds this package."""
STARTS = (
    "from multiprocessing.spawn import",
    "from multiprocessing.forkserver import",
    "import sys; from multiprocessing.forkserver import",  # since Python 3.14
)
"""How the texts begin that an interpreter runs which is started anew, and takes part in the run."""
start_from_reserve: Callable[[Any, list[Any], Any], int | None] | None = None
"""Starts an interpreter as `spawnv_passfds` does, and quicker; see `reserve`."""


def install() -> None:
    """Hook into multiprocessing; done once in each interpreter."""
    process = multiprocessing.process.BaseProcess
    process.start = _after(process.start, _tell_started)  # type: ignore[method-assign, assignment]
    process._bootstrap = _between_birth_and_end(process._bootstrap)  # type: ignore[attr-defined]
    for popen in (multiprocessing.popen_fork.Popen, multiprocessing.popen_forkserver.Popen):
        popen.poll = _after_poll(popen.poll)  # type: ignore[method-assign]
    util = multiprocessing.util
    util.spawnv_passfds = _join_when_started(util.spawnv_passfds)
    os.register_at_fork(before=schedule.count_fork, after_in_child=_begin_as_fork)


def tell_born(process: Any, parent: int | None) -> None:
    """Report this process under its name.

    One of forkserver's waits until the judge has seen it: the server, which is its parent for the
    kernel, waits for nobody, and of one that is gone the kernel tells nothing any more.
    """
    fields = {"pid": os.getpid(), "parent": parent, **_title(process)}
    if multiprocessing.forkserver.get_inherited_fds() is None:
        session.report("born", **fields)
    else:
        _tell_and_wait("born", **fields)


def _title(process: Any) -> dict[str, Any]:
    return {"name": str(process.name)[: session.NAME], "daemon": bool(process.daemon)}


def _tell_and_wait(kind: str, **fields: Any) -> None:
    """Send a packet where this process takes part in a run; return once the judge has seen it."""
    if session.current is None:
        return
    doorbell = Doorbell()
    session.current.wire.send(kind, token=doorbell.renew(), doorbell=doorbell.number, **fields)
    doorbell.wait()
    doorbell.close()


def _after(real: Callable[[Any], None], tell: Callable[[Any], None]) -> Callable[[Any], None]:
    @wraps(real)
    def method(self: Any) -> None:
        schedule.pause()
        real(self)
        tell(self)

    return method


def _tell_started(process: Any) -> None:
    """Report a process, and wait until the judge has seen it: it can't be gone by then."""
    popen = process._popen
    _tell_and_wait("started", pid=popen.pid, method=popen.method, **_title(process))


def _between_birth_and_end(real: Callable[..., int]) -> Callable[..., int]:
    @wraps(real)
    def bootstrap(self: Any, *arguments: Any, **options: Any) -> int:
        managed.install()
        _settle_in(str(self._identity))
        tell_born(self, self._parent_pid)
        return real(self, *arguments, **options)

    return bootstrap


def _after_poll(real: Callable[..., int | None]) -> Callable[..., int | None]:
    @wraps(real)
    def poll(self: Any, *arguments: Any) -> int | None:
        known = self.returncode is not None
        code = real(self, *arguments)
        if code is not None and not known:
            session.report("ended", pid=self.pid, code=code)
        return code

    return poll


def _settle_in(place: str) -> None:
    """Make all that is drawn at random in this process depend on its place alone."""
    if session.current:
        schedule.take_place(place)
        random.seed(f"{session.current.terms.seed} {place}")
        schedule.pause()


def _begin_as_fork() -> None:
    """Begin the life of a forked child: nothing of the parent's waits is its own."""
    clock = session.clock()
    if clock:
        clock.forget_sleepers()
    schedule.take_place_of_fork()
    schedule.pause()
    session.report("forked", pid=os.getpid(), parent=os.getppid())


def _join_when_started(real: Callable[..., int]) -> Callable[..., int]:
    def spawnv_passfds(path: Any, arguments: Any, passfds: Any) -> int:
        current = session.current
        if current is None:
            return real(path, arguments, passfds)
        if start_from_reserve and (pid := start_from_reserve(path, arguments, passfds)):
            return pid
        changed = [_joining(argument, current) for argument in arguments]
        return real(path, changed, [*passfds, *current.descriptors])

    return spawnv_passfds


def _joining(argument: Any, current: session.Session) -> Any:
    """Put our start before the program text of a process that is started anew."""
    if not isinstance(argument, str) or not argument.startswith(STARTS):
        return argument
    find = f"import sys; sys.path.append({HOME!r})"
    name = __name__.rpartition(".")[0]
    terms = f"{list(current.descriptors)}, {list(current.terms)}"
    return f"{find}; import {name}.birth as b; b.join({terms}); del b; {argument}"
