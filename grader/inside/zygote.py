"""The prepared interpreter: it has everything loaded, and is forked for each run.

It obeys the judge's commands on the control socket, waits for whoever ends in the sandbox, and
never runs a line of the student's itself. Its start is `-c "…; zygote.main()" SETUP`, SETUP in JSON.
"""

import contextlib
import gc
import json
import multiprocessing.managers
import multiprocessing.pool  # noqa: F401 - so that no run needs to
import os
import select
import shutil
import signal
import socket
import stat
import sys
from typing import Any, NamedTuple, NoReturn

from . import birth, confine, ending, managed, passing, program, reserve, session
from .session import Descriptors

COMMAND = 4096
"""Bytes of a command at most; a job itself comes in a descriptor."""
RIGHTS = 6
"""Descriptors that come with a run: job, output, error, wire, stacks, clock."""


class Setup(NamedTuple):
    """Where things are in this sandbox, as the judge says."""

    control: int
    submission: str
    """Folder of the student's files, read-only."""
    work: str
    """Working directory of a run, made anew for each."""
    probes: str
    """Folder for a probe's file."""
    scratch: list[str]
    """Folders that a program may fill, emptied after each run."""
    kill_all: bool
    """Whether «everybody» is everybody in this sandbox: in a pid namespace of its own."""
    confinement: dict[str, Any]


class Zygote:
    """The loop of the prepared interpreter."""

    def __init__(self, setup: Setup) -> None:
        self.setup = setup
        self.confinement = confine.Confinement(**setup.confinement)
        self.control = socket.socket(fileno=setup.control)
        self.pid = os.getpid()
        self.main: int | None = None
        self._ended_reading, self._ended_writing = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
        # Opened while `/proc` is: Landlock hides it. Not every kernel has this file.
        children = f"/proc/self/task/{self.pid}/children"
        self._children = open(children if os.path.exists(children) else os.devnull)  # noqa: SIM115

    def serve(self) -> tuple[program.Job, Descriptors]:
        """Obey commands; return only in a fork, with what it has to run."""
        confine.confine(self.confinement)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(self._ended_writing, warn_on_full_buffer=False)
        self._say("ready")
        waiting = select.poll()
        waiting.register(self.control, select.POLLIN)
        waiting.register(self._ended_reading, select.POLLIN)
        while True:
            for descriptor, _ in waiting.poll():
                if descriptor == self._ended_reading:
                    self._reap()
                elif (job := self._obey()) is not None:
                    return job

    def _obey(self) -> tuple[program.Job, Descriptors] | None:
        command, rights, _, _ = socket.recv_fds(self.control, COMMAND, RIGHTS)
        if not command:
            self._leave()
        if command == b"run":
            return self._fork(rights)
        if command == b"reap":
            if self.setup.kill_all and not self._reap():
                os.kill(-1, signal.SIGKILL)
            self._say("reaped" if self._reap() else "alive")
        if command == b"wipe":
            self._say("wiped" if self._wipe() else "dirty")
        if command == b"room":
            self._say("roomy" if passing.has_room() else "crowded")
        return None

    def _leave(self) -> NoReturn:
        """End all that a run has left, which comes to this subreaper: the judge may be gone."""
        with contextlib.suppress(ChildProcessError):
            while True:
                self._kill_children()
                os.waitpid(-1, 0)
        os._exit(0)

    def _kill_children(self) -> None:
        self._children.seek(0)
        for pid in self._children.read().split():
            with contextlib.suppress(OSError):
                os.kill(int(pid), signal.SIGKILL)

    def _say(self, word: str, **fields: Any) -> None:
        self.control.send(json.dumps({"said": word, **fields}).encode("ascii"))

    def _reap(self) -> bool:
        """Wait for all that has ended; return whether nothing is left, by the kernel's word."""
        while self._drain_pipe():
            pass
        while True:
            try:
                pid, status = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                return True
            if pid == 0:
                return False
            if pid == self.main:
                self.main = None
                self._say("ended", code=os.waitstatus_to_exitcode(status))

    def _drain_pipe(self) -> bool:
        try:
            return bool(os.read(self._ended_reading, COMMAND))
        except BlockingIOError:
            return False

    def _wipe(self) -> bool:
        """Empty every folder that a program may fill."""
        emptied = [_empty(folder) for folder in self.setup.scratch]
        return all(emptied)

    def _fork(self, rights: list[int]) -> tuple[program.Job, Descriptors] | None:
        _copy(self.setup.submission, self.setup.work)
        pid = os.fork()
        if pid == 0:
            return self._become_run(rights)
        for descriptor in rights:
            os.close(descriptor)
        self.main = pid
        self._say("forked", pid=pid)
        return None

    def _become_run(self, rights: list[int]) -> tuple[program.Job, Descriptors]:
        """Turn this fork into the main process of a run."""
        job, output, error, *others = rights
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        os.setsid()
        confine.become_ordinary()
        confine.die_with(self.pid)
        self._take_streams(output, error)
        self._close_own()
        if self.confinement.run_ruleset is not None:
            confine.restrict(self.confinement.run_ruleset)
            os.close(self.confinement.run_ruleset)
        os.chdir(self.setup.work)
        with os.fdopen(job, "rb") as content:
            return program.Job(**json.load(content)), Descriptors(*others).kept_high()

    def _take_streams(self, output: int, error: int) -> None:
        nothing = os.open(os.devnull, os.O_RDONLY)
        for number, source in enumerate((nothing, output, error)):
            os.dup2(source, number)
            os.close(source)

    def _close_own(self) -> None:
        self.control.close()
        self._children.close()
        os.close(self._ended_reading)
        os.close(self._ended_writing)


def _empty(folder: str) -> bool:
    """Remove all that lies in a folder; return whether it is empty then."""
    with contextlib.suppress(OSError):
        for entry in _opened(folder):
            if entry.is_dir(follow_symlinks=False):
                _remove_tree(entry.path)
            else:
                os.unlink(entry.path)
    return not os.listdir(folder)


def _copy(source: str, target: str) -> None:
    """Copy a folder's files, but not what is written about them: that may be denied."""
    for path, _, files in os.walk(source):
        folder = os.path.join(target, os.path.relpath(path, source))
        os.makedirs(folder, exist_ok=True)
        for name in files:
            shutil.copyfile(os.path.join(path, name), os.path.join(folder, name))


def _remove_tree(path: str) -> None:
    """Remove a folder; without recursion, since a program may have nested it without end."""
    waiting = [path]
    while waiting:
        inner = []
        for entry in _opened(waiting[-1]):
            if entry.is_dir(follow_symlinks=False):
                inner.append(entry.path)
            else:
                os.unlink(entry.path)
        if inner:
            waiting += inner
        else:
            os.rmdir(waiting.pop())


def _opened(folder: str) -> list[os.DirEntry[str]]:
    """List a folder, also one from which a program took its own rights."""
    try:
        if not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
            os.chmod(folder, stat.S_IRWXU)
        with os.scandir(folder) as entries:
            return list(entries)
    except PermissionError:
        return []  # where rights can't be changed: an empty one can be removed all the same


def main() -> None:
    """Prepare, serve, and in a fork run the student's program to the interpreter's end."""
    setup = Setup(**json.loads(sys.argv[1]))
    birth.install()
    managed.install()
    # What is loaded by now is no garbage: a fork that does not look at it need not copy its pages.
    gc.collect()
    gc.freeze()
    job, descriptors = Zygote(setup).serve()
    terms = session.Terms(job.epoch, job.seed, job.schedule, setup.work, job.steps)
    if reserve.is_wanted(job):
        reserve.keep(descriptors, terms)
    joined = birth.enter(descriptors, terms)
    ending.run_to_the_end(
        lambda: program.execute(job, joined.wire, setup.work, setup.probes), setup.work
    )
