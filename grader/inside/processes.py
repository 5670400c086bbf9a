"""The program's processes, told to the judge as they start and end.

A child born by fork inherits all that is needed. A program started anew (spawn, and the server of
forkserver) is given the run's descriptors, and joins the run before it does anything else.
"""

import multiprocessing.popen_fork
import multiprocessing.popen_forkserver
import multiprocessing.process
import multiprocessing.util
import os
from collections.abc import Callable
from functools import wraps
from typing import Any

from . import session, waits

HOME = os.path.dirname(os.path.dirname(__file__))
"""The folder that holds this package."""
_STARTS = ("from multiprocessing.spawn import", "from multiprocessing.forkserver import")


def install() -> None:
    """Hook into multiprocessing; done once in each interpreter."""
    process = multiprocessing.process.BaseProcess
    process.start = _after(process.start, _tell_started)  # type: ignore[method-assign, assignment]
    process._bootstrap = _between_birth_and_end(process._bootstrap)  # type: ignore[attr-defined]
    for popen in (multiprocessing.popen_fork.Popen, multiprocessing.popen_forkserver.Popen):
        popen.poll = _after_poll(popen.poll)  # type: ignore[method-assign]
    util = multiprocessing.util
    util.spawnv_passfds = _join_when_started(util.spawnv_passfds)
    os.register_at_fork(after_in_child=_tell_forked)


def tell_born(process: Any, parent: int | None) -> None:
    """Report this process under its name."""
    session.report(
        "born", pid=os.getpid(), name=str(process.name), daemon=bool(process.daemon), parent=parent
    )


def _after(real: Callable[[Any], None], tell: Callable[[Any], None]) -> Callable[[Any], None]:
    @wraps(real)
    def method(self: Any) -> None:
        real(self)
        tell(self)

    return method


def _tell_started(process: Any) -> None:
    popen = process._popen
    session.report(
        "started",
        pid=popen.pid,
        name=str(process.name),
        daemon=bool(process.daemon),
        method=popen.method,
    )


def _between_birth_and_end(real: Callable[..., int]) -> Callable[..., int]:
    @wraps(real)
    def bootstrap(self: Any, *arguments: Any, **options: Any) -> int:
        waits.install_in_managers()
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


def _tell_forked() -> None:
    session.report("forked", pid=os.getpid(), parent=os.getppid())


def _join_when_started(real: Callable[..., int]) -> Callable[..., int]:
    def spawnv_passfds(path: Any, arguments: Any, passfds: Any) -> int:
        current = session.current
        if current is None:
            return real(path, arguments, passfds)
        numbers = list(current.descriptors)
        changed = [_joining(argument, numbers, current.epoch) for argument in arguments]
        return real(path, changed, [*passfds, *numbers])

    return spawnv_passfds


def _joining(argument: Any, numbers: list[int], epoch: int) -> Any:
    """Put our start before the program text of a process that is started anew."""
    if not isinstance(argument, str) or not argument.startswith(_STARTS):
        return argument
    find = f"import sys; sys.path.append({HOME!r})"
    name = __name__.rpartition(".")[0]
    return f"{find}; import {name}.birth as b; b.join({numbers}, {epoch}); del b; {argument}"
