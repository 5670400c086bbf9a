"""Seccomp filters: the system calls that a student's program has no use for, or not this use.

They are classic BPF programs, as `prctl(PR_SET_SECCOMP)` takes them: see seccomp(2) and the
kernel's `userspace-api/seccomp_filter.rst`. Written out here, since the binding to libseccomp
needs a library that a student's machine hasn't got.
"""

import errno
import os
import platform
import socket
import struct
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from grader.inside.confine import ITS_GROUP, ITSELF
from grader.sandbox import tree

_LOAD, _EQUAL, _GREATER_EQUAL, _RETURN = 0x20, 0x15, 0x35, 0x06
_ALLOW, _KILL, _DENY = 0x7FFF0000, 0x80000000, 0x00050000 | errno.EPERM
_PRETEND = 0x00050000
"""Do nothing, and say that it went well: an error of number 0."""
_NUMBER, _ARCHITECTURE, _ARGUMENTS = 0, 4, 16
_X32 = 0x40000000
_PR_SET_DUMPABLE = 4
_FIOSETOWN, _SIOCSPGRP = 0x8901, 0x8902
_F_SETOWN, _F_SETSIG, _F_SETOWN_EX = 8, 10, 15
_EVERYBODY = (1 << 32) - 1

_AUDIT = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
"""`AUDIT_ARCH_…` of the kernel."""
_NUMBERS = {
    # name: x86_64, aarch64 (0 where it has no such call)
    "add_key": (248, 217),
    "bpf": (321, 280),
    "chmod": (90, 0),
    "chown": (92, 0),
    "fchmod": (91, 52),
    "fchmodat": (268, 53),
    "fchmodat2": (452, 452),
    "fchown": (93, 55),
    "fchownat": (260, 54),
    "fcntl": (72, 25),
    "fremovexattr": (199, 16),
    "fsetxattr": (190, 7),
    "futimesat": (261, 0),
    "io_uring_setup": (425, 425),
    "ioctl": (16, 29),
    "ioprio_set": (251, 30),
    "kcmp": (312, 272),
    "keyctl": (250, 219),
    "kill": (62, 129),
    "lchown": (94, 0),
    "lremovexattr": (198, 15),
    "lsetxattr": (189, 6),
    "memfd_create": (319, 279),
    "memfd_secret": (447, 447),
    "mount": (165, 40),
    "msgget": (68, 186),
    "perf_event_open": (298, 241),
    "pidfd_getfd": (438, 438),
    "pidfd_open": (434, 434),
    "pidfd_send_signal": (424, 424),
    "prctl": (157, 167),
    "prlimit64": (302, 261),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "ptrace": (101, 117),
    "removexattr": (197, 14),
    "request_key": (249, 218),
    "rt_sigqueueinfo": (129, 138),
    "rt_tgsigqueueinfo": (297, 240),
    "sched_setaffinity": (203, 122),
    "sched_setattr": (314, 274),
    "sched_setparam": (142, 118),
    "sched_setscheduler": (144, 119),
    "semget": (64, 190),
    "setns": (308, 268),
    "setpriority": (141, 140),
    "setsockopt": (54, 208),
    "setxattr": (188, 5),
    "shmget": (29, 194),
    "socket": (41, 198),
    "tgkill": (234, 131),
    "tkill": (200, 130),
    "unshare": (272, 97),
    "userfaultfd": (323, 282),
    "utime": (132, 0),
    "utimensat": (280, 88),
    "utimes": (235, 0),
}


@dataclass(frozen=True, slots=True)
class _Test:
    """What must hold of the lower half of an argument."""

    argument: int
    relation: Literal["is", "is not"]
    value: int


@dataclass(frozen=True, slots=True)
class _Denied:
    """A system call that is not carried out where all its tests hold."""

    name: str
    tests: tuple[_Test, ...] = ()
    answer: int = _DENY


_EVERYWHERE = (
    *map(
        _Denied,
        (
            *("ptrace", "process_vm_readv", "process_vm_writev", "kcmp", "pidfd_getfd", "bpf"),
            *("userfaultfd", "perf_event_open", "unshare", "setns", "mount"),
            *("add_key", "request_key", "keyctl"),
            # It opens files and sockets past every filter.
            "io_uring_setup",
            # Memory that is in no folder and, unless mapped, in no process. What System V calls
            # make lives on after every process.
            *("memfd_create", "memfd_secret", "shmget", "semget", "msgget"),
        ),
    ),
    # A socket that lingers when the judge closes it would hold up the judge.
    _Denied("setsockopt", (_Test(1, "is", socket.SOL_SOCKET), _Test(2, "is", socket.SO_LINGER))),
    # Who can't be dumped can't be looked at.
    _Denied("prctl", (_Test(0, "is", _PR_SET_DUMPABLE), _Test(1, "is", 0))),
)
"""Denied at every level."""

_WITHOUT_NAMESPACES = (
    _Denied("socket", (_Test(0, "is not", socket.AF_UNIX),)),
    # Their reach ends nowhere: other processes' limits, processors and priorities.
    *(
        _Denied(name, (_Test(0, "is not", 0),))
        for name in (
            *("prlimit64", "sched_setaffinity", "sched_setattr"),
            *("sched_setparam", "sched_setscheduler"),
        )
    ),
    *(_Denied(name, (_Test(1, "is not", 0),)) for name in ("setpriority", "ioprio_set")),
    # Signals to whomever a descriptor stands for: a folder of `/proc`, too.
    _Denied("pidfd_send_signal"),
    # And those that the kernel sends to a file's owner, which may be anybody.
    *(_Denied("fcntl", (_Test(1, "is", what),)) for what in (_F_SETOWN, _F_SETSIG, _F_SETOWN_EX)),
    *(_Denied("ioctl", (_Test(1, "is", what),)) for what in (_FIOSETOWN, _SIOCSPGRP)),
    # Landlock does not cover what is written about a file, rather than in it. Libraries write
    # such things about files of their own, and expect that to succeed.
    *(
        _Denied(name, answer=_PRETEND)
        for name in (
            *("chmod", "fchmod", "fchmodat", "fchmodat2", "chown", "fchown", "fchownat", "lchown"),
            *("utime", "utimes", "utimensat", "futimesat"),
            *("setxattr", "lsetxattr", "fsetxattr"),
            *("removexattr", "lremovexattr", "fremovexattr"),
        )
    ),
)
"""Denied where no namespaces keep the program apart."""

_ADDRESSED = ("kill", "tkill", "tgkill", "rt_sigqueueinfo", "rt_tgsigqueueinfo", "pidfd_open")
"""System calls that begin with the pid of the process that they are about."""


def available() -> bool:
    """Say whether filters for this machine's processor are known."""
    return platform.machine() in _AUDIT


def filter_in_namespaces() -> bytes:
    """Return the filter for a sandbox with namespaces, eight bytes an instruction."""
    return _program(_EVERYWHERE)


def filter_without_namespaces(judge: int) -> bytes:
    """Return the filter for a sandbox without, to be put on itself by the zygote.

    Neither it nor the judge can be signalled, nor their process groups, nor «everybody» (-1). The
    id of any thread stands for its process.
    """
    judges = {judge, *tree.threads(judge)}
    groups = {(1 << 32) - group for group in (judge, os.getpgid(judge)) if group}
    whom = [_EVERYBODY, ITSELF, ITS_GROUP, *judges, *groups]
    signals = [_Denied(name, (_Test(0, "is", pid),)) for name in _ADDRESSED for pid in whom]
    return _program((*_EVERYWHERE, *_WITHOUT_NAMESPACES, *signals))


def _program(denied: Iterable[_Denied]) -> bytes:
    """Assemble a filter; raises KeyError where none is `available`."""
    instructions = [
        _instruction(_LOAD, _ARCHITECTURE),
        _instruction(_EQUAL, _AUDIT[platform.machine()], 1, 0),
        _instruction(_RETURN, _KILL),
        _instruction(_LOAD, _NUMBER),
        _instruction(_GREATER_EQUAL, _X32, 0, 1),
        _instruction(_RETURN, _DENY),
    ]
    column = list(_AUDIT).index(platform.machine())
    for rule in denied:
        number = _NUMBERS[rule.name][column]
        if number:
            instructions += _rule(number, rule)
    return b"".join([*instructions, _instruction(_RETURN, _ALLOW)])


def _rule(number: int, denied: _Denied) -> list[bytes]:
    """Assemble one rule; it falls through where it does not apply."""
    length = 2 * len(denied.tests) + 1
    rule = [_instruction(_LOAD, _NUMBER), _instruction(_EQUAL, number, 0, length)]
    for done, test in enumerate(denied.tests):
        past = length - 2 * done - 2
        branches = (0, past) if test.relation == "is" else (past, 0)
        rule.append(_instruction(_LOAD, _ARGUMENTS + 8 * test.argument))
        rule.append(_instruction(_EQUAL, test.value, *branches))
    return [*rule, _instruction(_RETURN, denied.answer)]


def _instruction(code: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
    """Encode one `struct sock_filter`."""
    return struct.pack("=HBBI", code, if_true, if_false, value)
