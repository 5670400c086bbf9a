"""What the prepared interpreter gives up before any student's code is near: for good.

The judge decides what (rules made ready as descriptors and numbers); this module only does it,
since the kernel lets a process restrict nobody but itself.
"""

import ctypes
import os
import resource
import sys
from typing import NamedTuple

PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_SET_SECCOMP, PR_CAPBSET_DROP = 1, 4, 22, 24
PR_SET_CHILD_SUBREAPER, PR_SET_NO_NEW_PRIVS = 36, 38
SECCOMP_MODE_FILTER = 2
SYS_LANDLOCK_RESTRICT_SELF = 446
LAST_CAPABILITY = 63
NICENESS = 10
SIGKILL = 9
ITSELF, ITS_GROUP = 0xFFFF_FFF0, 0xFFFF_FFF1
"""Stand in a filter for the pid of the process that puts it on itself, and that negated."""

_library = ctypes.CDLL(None, use_errno=True)
_library.prctl.argtypes = [ctypes.c_int, *[ctypes.c_ulong] * 4]


class _FilterProgram(ctypes.Structure):
    """`struct sock_fprog` of the kernel."""

    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_char_p))


class _CapabilityHeader(ctypes.Structure):
    _fields_ = (("version", ctypes.c_uint32), ("pid", ctypes.c_int))


class Confinement(NamedTuple):
    """What to give up; fields that do not apply are None or empty."""

    limits: dict[str, int]
    """Name of a resource limit (`RLIMIT_NOFILE`) to its value, soft and hard."""
    ruleset: int | None = None
    """Descriptor of a Landlock ruleset for everything in the sandbox."""
    run_ruleset: int | None = None
    """Descriptor of a second one, put on each run: it can't signal or trace the zygote."""
    filter: str = ""
    """A seccomp program in hexadecimal, eight bytes an instruction; empty for none."""


def confine(confinement: Confinement) -> None:
    """Give up all that `confinement` names, and every privilege; raise OSError where it fails."""
    _prctl(PR_SET_NO_NEW_PRIVS, 1)
    _prctl(PR_SET_CHILD_SUBREAPER, 1)
    # The judge must get its turn, however many processes a program has made.
    os.nice(NICENESS)
    _set_limits(confinement.limits)
    become_unreadable()
    if confinement.ruleset is not None:
        restrict(confinement.ruleset)
        os.close(confinement.ruleset)
    if confinement.filter:
        _filter_system_calls(bytes.fromhex(confinement.filter))
    _drop_capabilities()


def restrict(ruleset: int) -> None:
    """Put a Landlock ruleset on this process and all that it starts."""
    _check(_library.syscall(SYS_LANDLOCK_RESTRICT_SELF, ruleset, 0))


def become_unreadable() -> None:
    """Keep this process's memory and descriptors from all other processes of its user."""
    _prctl(PR_SET_DUMPABLE, 0)


def become_ordinary() -> None:
    """Let this process be looked at again: the prepared interpreter itself can't be."""
    _prctl(PR_SET_DUMPABLE, 1)


def die_with(parent: int) -> None:
    """End this process when its parent ends, also when that happened just before."""
    _prctl(PR_SET_PDEATHSIG, SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def _set_limits(limits: dict[str, int]) -> None:
    for name, value in limits.items():
        number = getattr(resource, name)
        hard = resource.getrlimit(number)[1]
        bound = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(number, (bound, bound))


def _filter_system_calls(program: bytes) -> None:
    for stand_in, pid in ((ITSELF, os.getpid()), (ITS_GROUP, -os.getpid())):
        program = program.replace(_value(stand_in), _value(pid))
    filtering = _FilterProgram(len(program) // 8, program)
    _prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.addressof(filtering))


def _value(number: int) -> bytes:
    """Encode a number as it stands in an instruction."""
    return (number % (1 << 32)).to_bytes(4, sys.byteorder)


def _drop_capabilities() -> None:
    """Drop every capability; a root without them is a user like any other."""
    for capability in range(LAST_CAPABILITY + 1):
        _library.prctl(PR_CAPBSET_DROP, capability, 0, 0, 0)
    header = _CapabilityHeader(0x20080522, 0)
    _check(_library.capset(ctypes.byref(header), bytes(24)))


def _prctl(option: int, *arguments: int) -> None:
    padded = (*arguments, *([0] * (4 - len(arguments))))
    _check(_library.prctl(option, *padded))


def _check(result: int) -> None:
    if result < 0:
        error = ctypes.get_errno()
        raise OSError(error, os.strerror(error))
