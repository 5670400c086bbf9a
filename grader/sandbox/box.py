"""A box: one sandbox for one submission, with the prepared interpreter in it.

The judge's end: it starts the zygote, asks it for runs, and proves at the end that nothing of it
is left. Everything that the zygote says is decoded by type; silence is a `SandboxError`.
"""

import os
import select
import shutil
import signal
import socket
import struct
import subprocess
import tempfile
import time
from collections.abc import Mapping
from contextlib import ExitStack, suppress
from pathlib import Path
from types import TracebackType
from typing import IO, Self

import msgspec

from grader.errors import SandboxError
from grader.sandbox import interpreter, levels, tree
from grader.sandbox.isolation import Isolation
from grader.sandbox.limits import Limits

READY_WITHIN = 30.0
"""Real seconds that a sandbox may take to start or to answer."""
PACKET = 4096
CREDENTIALS = struct.Struct("iII")


class Said(msgspec.Struct, frozen=True):
    """A word of the zygote's."""

    said: str
    code: int | None = None


class Box:
    """A sandbox with one submission's files; a context manager."""

    def __init__(self, files: Mapping[str, bytes], limits: Limits, level: Isolation) -> None:
        self.limits = limits
        self.level = level
        self._stack = ExitStack()
        self.folder = Path(tempfile.mkdtemp(prefix="grader-"))
        self._stack.callback(shutil.rmtree, self.folder, ignore_errors=True)
        self._write(files)
        self._zygote: int | None = None
        self._errors: IO[bytes] = self._stack.enter_context(tempfile.TemporaryFile())  # noqa: SIM115
        self.control, self._process = self._start()

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

    def fork(self, descriptors: list[int]) -> None:
        """Begin a run: job, output, error, wire, stacks, clock, in this order."""
        assert self.zygote  # noqa: S101 - waits until it is ready
        socket.send_fds(self.control, [b"run"], descriptors)
        self._expect("forked")

    def settle(self) -> None:
        """End all that a run left, and have the kernel say that nothing is left of it."""
        deadline = time.monotonic() + READY_WITHIN
        while self._ask("reap") != "reaped":
            for pid in tree.descendants(self.zygote):
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            if time.monotonic() > deadline:
                raise SandboxError("a program could not be ended")
            time.sleep(0.0005)

    def wipe(self) -> bool:
        """Empty the folders that a program may fill; False where something would not go."""
        return self._ask("wipe") == "wiped"

    def close(self) -> None:
        """End the sandbox, and prove it dead: nothing that it started is alive after this."""
        with suppress(SandboxError, OSError):
            self.settle()
        self.control.close()
        self._process.kill()
        self._process.wait()
        self._await_death()
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

    def _ask(self, command: str) -> str:
        assert self.zygote  # noqa: S101 - waits until it is ready
        self.control.send(command.encode("ascii"))
        return self._expect("reaped", "alive", "wiped", "dirty")

    def _expect(self, *words: str) -> str:
        while (said := self._hear()[0]).said not in words:
            if said.said != "ended":
                raise SandboxError(f"the sandbox said {said.said!r} out of turn")
        return said.said

    def hear(self) -> Said | None:
        """Return what the zygote says at this moment, or None."""
        return self._hear()[0] if _readable(self.control, 0) else None

    def _hear(self) -> tuple[Said, int]:
        """Wait for the zygote's next word; return it with the pid that the kernel vouches for."""
        if not _readable(self.control, READY_WITHIN):
            raise SandboxError(f"the sandbox does not answer: {self._complaint()}")
        data, ancillary, _, _ = self.control.recvmsg(PACKET, socket.CMSG_SPACE(CREDENTIALS.size))
        if not data:
            raise SandboxError(f"the sandbox broke: {self._complaint()}")
        try:
            said = msgspec.json.decode(data, type=Said)
        except msgspec.MsgspecError as error:
            raise SandboxError(f"the sandbox spoke nonsense: {error}") from None
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


def _readable(channel: socket.socket, seconds: float) -> bool:
    poll = select.poll()
    poll.register(channel, select.POLLIN)
    return bool(poll.poll(seconds * 1000))
