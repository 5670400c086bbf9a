"""A seccomp filter for levels without namespaces: no network, no door to other processes.

It is a classic BPF program, as `prctl(PR_SET_SECCOMP)` takes it: see seccomp(2) and the kernel's
`userspace-api/seccomp_filter.rst`. Written out here, since the binding to libseccomp needs a
library that a student's machine hasn't got, and the program is twenty instructions long.
"""

import errno
import platform
import socket
import struct
from dataclasses import dataclass

_LOAD, _EQUAL, _GREATER_EQUAL, _RETURN = 0x20, 0x15, 0x35, 0x06
_ALLOW, _KILL, _FAIL = 0x7FFF0000, 0x80000000, 0x00050000
_NUMBER, _ARCHITECTURE, _FIRST_ARGUMENT = 0, 4, 16
_X32 = 0x40000000


@dataclass(frozen=True, slots=True)
class _Architecture:
    audit: int
    """`AUDIT_ARCH_…` of the kernel."""
    socket: int
    """Number of `socket`, `socketpair` aside: pairs lead nowhere else."""
    forbidden: tuple[int, ...]
    """ptrace, process_vm_readv and _writev, kcmp, pidfd_getfd, bpf, userfaultfd, keyctl, unshare,
    setns, mount, io_uring_setup (it opens sockets unseen), perf_event_open."""


_ARCHITECTURES = {
    "x86_64": _Architecture(
        0xC000003E, 41, (101, 310, 311, 312, 438, 321, 323, 250, 272, 308, 165, 425, 298)
    ),
    "aarch64": _Architecture(
        0xC00000B7, 198, (117, 270, 271, 272, 438, 280, 282, 219, 97, 268, 40, 425, 241)
    ),
}


def available() -> bool:
    """Say whether a filter for this machine's processor is known."""
    return platform.machine() in _ARCHITECTURES


def filter_program() -> bytes:
    """Return the filter, eight bytes an instruction; raises KeyError where not `available`."""
    machine = _ARCHITECTURES[platform.machine()]
    denied = _FAIL | errno.EPERM
    program = [
        _instruction(_LOAD, _ARCHITECTURE),
        _instruction(_EQUAL, machine.audit, 1, 0),
        _instruction(_RETURN, _KILL),
        _instruction(_LOAD, _NUMBER),
        _instruction(_GREATER_EQUAL, _X32, 0, 1),
        _instruction(_RETURN, denied),
    ]
    for number in machine.forbidden:
        program += [_instruction(_EQUAL, number, 0, 1), _instruction(_RETURN, denied)]
    program += [
        _instruction(_EQUAL, machine.socket, 0, 3),
        _instruction(_LOAD, _FIRST_ARGUMENT),
        _instruction(_EQUAL, socket.AF_UNIX, 1, 0),
        _instruction(_RETURN, _FAIL | errno.EACCES),
        _instruction(_RETURN, _ALLOW),
    ]
    return b"".join(program)


def _instruction(code: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
    """Encode one `struct sock_filter`."""
    return struct.pack("=HBBI", code, if_true, if_false, value)
