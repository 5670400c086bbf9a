"""How each isolation level starts the prepared interpreter."""

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from grader.errors import SandboxError
from grader.inside.confine import become_unreadable
from grader.sandbox import interpreter, system_calls
from grader.sandbox.isolation import Isolation
from grader.sandbox.limits import MEBIBYTE, Limits

PROBES_SIZE = MEBIBYTE
"""Bytes of the folder for a probe's file."""
THREADS_EACH = 4
"""Threads for each process that may be, which the kernel counts alike."""
ROOM = 4 * MEBIBYTE
"""Bytes in a folder beyond the limit on disk, so that it is the limit that a program meets."""


@dataclass(frozen=True, slots=True)
class Folders:
    """Where a submission's files, and what its program writes, lie in one view of the disk."""

    submission: str
    work: str
    probes: str
    temporary: str
    library: str
    """Folder of the package `inside`."""
    shared_memory: str | None
    """None where it is not the sandbox's own."""

    def scratch(self) -> list[str]:
        """Return the folders that a program may fill, and that are emptied after each run."""
        own = [self.work, self.probes, self.temporary]
        return [*own, self.shared_memory] if self.shared_memory else own


@dataclass(frozen=True, slots=True)
class Start:
    """What to start, and with what."""

    command: list[str]
    environment: dict[str, str]
    descriptors: list[int]
    """Descriptors that the interpreter inherits."""
    folders: Folders
    """As the sandbox sees them."""


IN_NAMESPACES = Folders("/submission", "/work", "/probe", "/tmp", "/grader", "/dev/shm")  # noqa: S108 - its own


def outside(box: Path) -> Folders:
    """Return the folders of a box as they lie on the disk."""
    own = {
        name: str(box / name) for name in ("submission", "work", "probes", "temporary", "library")
    }
    return Folders(**own, shared_memory=None)


@contextmanager
def prepared(level: Isolation, box: Path, limits: Limits, control: int) -> Iterator[Start]:
    """Make ready what a level needs; descriptors of it are closed at the end."""
    if level is Isolation.NAMESPACES:
        yield _in_namespaces(box, limits, control)
    elif level is Isolation.LANDLOCK:
        with _rulesets(box) as (ruleset, run_ruleset):
            yield _directly(box, limits, control, _Rules(ruleset, run_ruleset))
    else:
        # The judge, for good: nothing else keeps a program from rewriting it.
        become_unreadable()
        yield _directly(box, limits, control, _Rules())


@dataclass(frozen=True, slots=True)
class _Rules:
    ruleset: int | None = None
    run_ruleset: int | None = None


def _setup(folders: Folders, control: int, confinement: dict[str, Any]) -> str:
    return json.dumps(
        {
            "control": control,
            "submission": folders.submission,
            "work": folders.work,
            "probes": folders.probes,
            "scratch": folders.scratch(),
            "kill_all": folders == IN_NAMESPACES,
            "confinement": confinement,
        }
    )


def _resource_limits(limits: Limits, level: Isolation) -> dict[str, int]:
    """Return what the kernel can hold each process to; sums over all are the judge's to watch."""
    bounds = {
        "RLIMIT_CORE": 0,
        "RLIMIT_CPU": int(limits.cpu) + 2,
        "RLIMIT_FSIZE": limits.file_size,
        "RLIMIT_NOFILE": limits.open_files,
        "RLIMIT_DATA": limits.memory + 256 * MEBIBYTE,
        "RLIMIT_MEMLOCK": MEBIBYTE,
        "RLIMIT_MSGQUEUE": 0,
    }
    if level is Isolation.NAMESPACES:
        # In a user namespace the kernel counts the sandbox's own processes; elsewhere it would
        # count all that the user runs. Threads count too.
        bounds["RLIMIT_NPROC"] = limits.processes * THREADS_EACH
    return bounds


def _in_namespaces(box: Path, limits: Limits, control: int) -> Start:
    folders = IN_NAMESPACES
    confinement = {
        "limits": _resource_limits(limits, Isolation.NAMESPACES),
        "filter": system_calls.filter_in_namespaces().hex() if system_calls.available() else "",
    }
    environment = interpreter.environment(folders.work, folders.temporary)
    program = shutil.which("bwrap")
    if program is None:
        raise SandboxError("bubblewrap has vanished: install it again")
    command = [program, *_walls(), *_mounts(box, limits)]
    for name, value in environment.items():
        command += ["--setenv", name, value]
    command += ["--chdir", folders.work, "--remount-ro", "/", "--remount-ro", "/dev", "--"]
    command += interpreter.arguments(folders.library, _setup(folders, control, confinement))
    return Start(command, {}, [control], folders)


def _walls() -> list[str]:
    return [
        *("--unshare-all", "--unshare-user", "--disable-userns", "--uid", "1000", "--gid", "1000"),
        *("--cap-drop", "ALL", "--die-with-parent", "--as-pid-1", "--new-session", "--clearenv"),
        *("--hostname", "sandbox"),
    ]


def _mounts(box: Path, limits: Limits) -> list[str]:
    arguments: list[str] = []
    for folder in interpreter.folders():
        if folder.is_symlink() and folder.is_dir():
            arguments += ["--symlink", str(folder.readlink()), str(folder)]
        else:
            arguments += ["--ro-bind", str(folder), str(folder)]
    arguments += ["--proc", "/proc", "--dev", "/dev"]
    for folder_name in IN_NAMESPACES.scratch():
        size = PROBES_SIZE if folder_name == IN_NAMESPACES.probes else limits.disk + ROOM
        arguments += ["--size", str(size), "--tmpfs", folder_name]
    arguments += ["--ro-bind", str(box / "submission"), IN_NAMESPACES.submission]
    return [*arguments, "--ro-bind", str(interpreter.INSIDE), f"{IN_NAMESPACES.library}/inside"]


def _directly(box: Path, limits: Limits, control: int, rules: _Rules) -> Start:
    folders = outside(box)
    confinement: dict[str, Any] = {
        "limits": _resource_limits(limits, Isolation.LIMITS),
        "ruleset": rules.ruleset,
        "run_ruleset": rules.run_ruleset,
        "filter": system_calls.filter_without_namespaces(os.getpid()).hex()
        if system_calls.available()
        else "",
    }
    command = interpreter.arguments(folders.library, _setup(folders, control, confinement))
    environment = interpreter.environment(folders.work, folders.temporary)
    inherited = [number for number in (rules.ruleset, rules.run_ruleset) if number is not None]
    return Start(command, environment, [control, *inherited], folders)


@contextmanager
def _rulesets(box: Path) -> Iterator[tuple[int, int]]:
    """Make the rules for the sandbox, and those that keep a run from its zygote."""
    from landlockpy import Ruleset, Scope  # noqa: PLC0415 - needed at one level only

    walls = Scope.SIGNAL | Scope.ABSTRACT_UNIX_SOCKET
    with Ruleset(scoped=walls) as sandbox, Ruleset(scoped=walls) as run:
        for ruleset in (sandbox, run):
            _allow(ruleset, box)
        yield sandbox.fileno(), run.fileno()


def _allow(ruleset: Any, box: Path) -> None:
    from landlockpy import AccessFS  # noqa: PLC0415 - needed at one level only

    reading = AccessFS.READ_FILE | AccessFS.READ_DIR | AccessFS.EXECUTE
    making = AccessFS.MAKE_REG | AccessFS.MAKE_DIR | AccessFS.MAKE_SOCK | AccessFS.MAKE_FIFO
    removing = AccessFS.REMOVE_FILE | AccessFS.REMOVE_DIR | AccessFS.MAKE_SYM | AccessFS.REFER
    writing = AccessFS.READ_FILE | AccessFS.WRITE_FILE | AccessFS.TRUNCATE | AccessFS.READ_DIR
    everything = writing | making | removing | AccessFS.RESOLVE_UNIX
    for folder in (*interpreter.folders(), interpreter.INSIDE, *_shown(box)):
        ruleset.allow_path(folder, reading if folder.is_dir() else _of_a_file(reading))
    for folder_name in outside(box).scratch():
        ruleset.allow_path(folder_name, everything)
    ruleset.allow_path("/dev/shm", everything)  # noqa: S108 - semaphores lie there
    for device in ("null", "zero", "full", "random", "urandom"):
        ruleset.allow_path(f"/dev/{device}", AccessFS.READ_FILE | AccessFS.WRITE_FILE)


def _shown(box: Path) -> tuple[Path, Path]:
    return box / "submission", box / "library"


def _of_a_file(access: Any) -> Any:
    """Return what of `access` may be granted on a file."""
    from landlockpy import AccessFS  # noqa: PLC0415 - needed at one level only

    return access & ~AccessFS.READ_DIR
