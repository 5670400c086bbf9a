"""A box: one sandbox for one submission, with the prepared interpreter in it.

The judge's end: it starts the zygote, asks it for runs, and proves at the end that nothing of it
is left. Everything that the zygote says is decoded by type; silence is a `SandboxError`.
"""

import errno
import os
import select
import signal
import socket
import struct
import subprocess
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import IO, Self

import msgspec

from grader.errors import CrowdedError, NotBegunError, SandboxError
from grader.sandbox import interpreter, levels, tree
from grader.sandbox.crowd import Crowd
from grader.sandbox.folder import remove
from grader.sandbox.interruption import held_back
from grader.sandbox.isolation import Isolation
from grader.sandbox.limits import Limits
from grader.sandbox.orphans import NoOrphans, Orphans

READY_WITHIN = 30.0
"""Real seconds that a sandbox may take to start, or to end what a program left."""
LEAVES_WITHIN = 2.0
"""Real seconds that the zygote may take to leave."""
ANSWER_WITHIN = 10.0
"""Real seconds that the zygote may take to answer: it has nothing else to do."""
AGAIN = 0.001
"""Real seconds until descriptors are sent again that found no room."""
PACKET = 4096
CREDENTIALS = struct.Struct("iII")


class Said(msgspec.Struct, frozen=True):
    """A word of the zygote's."""

    said: str
    code: int | None = None
    pid: int | None = None


class Box:
    """A sandbox with one submission's files; a context manager."""

    def __init__(self, files: Mapping[str, bytes], limits: Limits, level: Isolation) -> None:
        self.limits = limits
        self.level = level
        self._zygote: int | None = None
        self._main: int | None = None
        self._intact = True
        """Whether the zygote has answered all that it was asked."""
        with held_back() as interrupt:
            self._make(files)
            if interrupt.came:
                self.close()

    def _make(self, files: Mapping[str, bytes]) -> None:
        with ExitStack() as stack:  # nothing stays of a box that can't be made
            self.folder = Path(tempfile.mkdtemp(prefix="grader-"))
            stack.callback(remove, self.folder)
            self._crowd = Crowd(self.folder.name, self.limits.processes * levels.THREADS_EACH)
            stack.callback(self._crowd.close)
            self._write(files)
            self._errors: IO[bytes] = stack.enter_context(tempfile.TemporaryFile())
            self._adopted = Orphans() if self.level is not Isolation.NAMESPACES else NoOrphans()
            self.control, self._process = self._start()
            self._stack = stack.pop_all()
        self._poll = select.poll()
        self._poll.register(self.control, select.POLLIN)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def zygote(self) -> int:
        """Pid of the prepared interpreter, as the judge sees it; waits until it is ready."""
        if self._zygote is None:
            said, self._zygote = self._hear()
            if said.said != "ready":
                raise SandboxError(f"the sandbox began with {said.said!r}")
            self._crowd.admit(self._zygote)
        return self._zygote

    def scratch(self) -> list[str]:
        """Return the folders that a program may fill, as the judge sees them."""
        if self.level is Isolation.NAMESPACES:
            root = f"/proc/{self.zygote}/root"
            return [root + folder for folder in levels.IN_NAMESPACES.scratch()]
        return levels.outside(self.folder).scratch()

    @property
    def work(self) -> str:
        """The working directory of a run, as the program sees it."""
        if self.level is Isolation.NAMESPACES:
            return levels.IN_NAMESPACES.work
        return levels.outside(self.folder).work

    def disguise(self, text: str) -> str:
        """Show folders of the box as they are called at the strongest level: no machine's paths."""
        if self.level is Isolation.NAMESPACES or str(self.folder) not in text:
            return text
        outside, inside = levels.outside(self.folder), levels.IN_NAMESPACES
        for name in ("work", "probes", "temporary", "submission", "library"):
            text = text.replace(getattr(outside, name), getattr(inside, name))
        return text.replace(str(self.folder), "")

    def fork(self, descriptors: list[int]) -> int:
        """Begin a run: job, output, error, wire, stacks, clock, in this order.

        Returns the pid of its main process, as that itself sees it. Raises NotBegunError, and
        CrowdedError where other programs of this user leave no room for descriptors on their way
        (unix(7)).
        """
        try:
            self._main = self._begin(descriptors)
        except SandboxError as error:
            raise NotBegunError(str(error)) from error
        return self._main

    def _begin(self, descriptors: list[int]) -> int:
        assert self.zygote  # noqa: S101 - waits until it is ready
        with _broken_is_ours():
            deadline = time.monotonic() + ANSWER_WITHIN
            while not self._has_handed_over(descriptors):
                if time.monotonic() > deadline:
                    raise CrowdedError("other programs of this user left no room to begin a run")
                time.sleep(AGAIN)
        pid = self._expect("forked").pid
        if pid is None:
            raise SandboxError("the sandbox began a run without a process")
        return pid

    def _has_handed_over(self, descriptors: list[int]) -> bool:
        try:
            socket.send_fds(self.control, [b"run"], descriptors)
        except OSError as error:
            if error.errno != errno.ETOOMANYREFS:
                raise
            return False
        return True

    def settle(self) -> None:
        """End all that a run left, and have the kernel say that nothing is left of it."""
        deadline = time.monotonic() + READY_WITHIN
        _signal([self.zygote], signal.SIGCONT)  # a program may have stopped it
        if self._main is not None and self.level is not Isolation.NAMESPACES:
            # Its whole process group at one blow, as far as it has stayed in it.
            with suppress(ProcessLookupError):
                os.killpg(self._main, signal.SIGKILL)
        while self.ask("reap") != "reaped":
            # Stopped first: a crowd that goes on forking would outrun a walk through it.
            _signal(tree.descendants(self.zygote), signal.SIGSTOP)
            _signal(tree.descendants(self.zygote), signal.SIGKILL)
            if time.monotonic() > deadline:
                raise SandboxError("a program could not be ended")
            time.sleep(0.0005)
        self._main = None  # its number may be anybody's from now on

    def wipe(self) -> bool:
        """Empty the folders that a program may fill; False where something would not go."""
        return self.ask("wipe") == "wiped"

    def close(self) -> None:
        """End the sandbox, and prove it dead: nothing that it started is alive after this."""
        with held_back():
            self._end()

    def _end(self) -> None:
        if self._intact:
            with suppress(SandboxError):
                self.settle()
        self.control.close()  # the zygote leaves when it is told nothing more
        try:
            self._process.wait(LEAVES_WITHIN if self._intact else 0)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._await_death()
        self._adopted.end()
        self._stack.close()

    def _write(self, files: Mapping[str, bytes]) -> None:
        own = levels.outside(self.folder)
        for folder in (own.submission, own.library, *own.scratch()):
            Path(folder).mkdir()
        interpreter.compile_inside()
        Path(own.library, "inside").symlink_to(interpreter.INSIDE)
        for name, content in files.items():
            path = self.folder / "submission" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)

    def _start(self) -> tuple[socket.socket, subprocess.Popen[bytes]]:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        ours.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
        with (
            theirs,
            levels.prepared(self.level, self.folder, self.limits, theirs.fileno()) as start,
        ):
            process = subprocess.Popen(
                start.command,
                env=start.environment,
                pass_fds=start.descriptors,
                cwd=self.folder / "work",
                stdin=subprocess.DEVNULL,
                stdout=self._errors,
                stderr=self._errors,
                start_new_session=True,
            )
        return ours, process

    def ask(self, command: str) -> str:
        """Have the zygote obey a command, and return what it says."""
        assert self.zygote  # noqa: S101 - waits until it is ready
        with _broken_is_ours():
            self.control.send(command.encode("ascii"))
        return self._expect("reaped", "alive", "wiped", "dirty", "roomy", "crowded").said

    def _expect(self, *words: str) -> Said:
        while (said := self._hear()[0]).said not in words:
            if said.said != "ended":
                raise SandboxError(f"the sandbox said {said.said!r} out of turn")
        return said

    def hear(self) -> Said | None:
        """Return what the zygote says at this moment, or None."""
        return self._hear()[0] if self._poll.poll(0) else None

    def _hear(self) -> tuple[Said, int]:
        """Wait for the zygote's next word; return it with the pid that the kernel vouches for."""
        self._intact = False
        patience = READY_WITHIN if self._zygote is None else ANSWER_WITHIN
        if not self._poll.poll(patience * 1000):
            raise SandboxError(f"the sandbox does not answer: {self._complaint()}")
        with _broken_is_ours():
            space = socket.CMSG_SPACE(CREDENTIALS.size)
            data, ancillary, _, _ = self.control.recvmsg(PACKET, space)
        if not data:
            raise SandboxError(f"the sandbox broke: {self._complaint()}")
        try:
            said = msgspec.json.decode(data, type=Said)
        except msgspec.MsgspecError as error:
            raise SandboxError(f"the sandbox spoke nonsense: {error}") from None
        self._intact = True
        return said, CREDENTIALS.unpack(ancillary[0][2])[0]

    def _complaint(self) -> str:
        """Return the last of what the sandbox's own start printed."""
        self._errors.seek(0)
        return self._errors.read(PACKET).decode("utf-8", "replace").strip()[-500:] or "no reason"

    def _await_death(self) -> None:
        """Wait until the kernel has ended the zygote, and with it its pid namespace."""
        if self._zygote is None:
            return
        with suppress(ProcessLookupError):
            handle = os.pidfd_open(self._zygote)
            try:
                select.select([handle], [], [], READY_WITHIN)
            finally:
                os.close(handle)
        with suppress(ChildProcessError):
            # It is ours to reap where bubblewrap was killed and the judge is a subreaper.
            os.waitpid(self._zygote, os.WNOHANG)


@contextmanager
def _broken_is_ours() -> Iterator[None]:
    """Turn what a socket says of a sandbox that is gone into a `SandboxError`."""
    try:
        yield
    except OSError as error:
        raise SandboxError(f"the sandbox broke: {error.strerror}") from error


def _signal(pids: Iterable[int], number: int) -> None:
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, number)
