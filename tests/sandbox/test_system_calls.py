"""The filter, put on a real process."""

# ruff: noqa: ARG001, ARG005, PTH208 - the name is for the test's id; the filter is tried with plain calls

import ctypes
import errno
import fcntl
import os
import platform
import signal
import socket
import struct
import termios
import threading

import pytest

from grader.inside import confine
from grader.sandbox import system_calls

pytestmark = pytest.mark.skipif(
    not system_calls.available(), reason=f"no filter is known for {platform.machine()}"
)


JUDGE = os.getpid()
F_SETSIG, F_SETOWN_EX = 10, 15
FIOSETOWN, SIOCSPGRP = 0x8901, 0x8902


def filtered(action):
    """Return what a child ends with that puts the filter on and does something."""
    pid = os.fork()
    if pid == 0:
        code = 99
        try:
            confine._prctl(confine.PR_SET_NO_NEW_PRIVS, 1)
            confine._filter_system_calls(system_calls.filter_without_namespaces(JUDGE))
            action()
            code = 0
        except OSError as error:
            code = error.errno or 98
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def call(number, *arguments):
    def act():
        library = ctypes.CDLL(None, use_errno=True)
        if library.syscall(number, *arguments) < 0:
            code = ctypes.get_errno()
            raise OSError(code, os.strerror(code))

    return act


@pytest.mark.parametrize(
    "family", [socket.AF_INET, socket.AF_INET6, socket.AF_NETLINK, socket.AF_PACKET], ids=str
)
def test_socket_to_the_network_is_refused(family):
    assert filtered(lambda: socket.socket(family, socket.SOCK_DGRAM)) == errno.EPERM


def test_socket_family_with_odd_upper_bits_is_still_checked():
    """The kernel looks at 32 bits of it; a filter that compared more would let it through."""
    if platform.machine() != "x86_64":
        pytest.skip("the number of `socket` is x86_64's")
    family = ctypes.c_uint64(1 << 32 | socket.AF_INET)
    assert filtered(call(41, family, socket.SOCK_STREAM, 0)) == errno.EPERM


def test_unix_sockets_and_pairs_are_allowed():
    def act():
        socket.socket(socket.AF_UNIX).close()
        socket.socketpair()

    assert filtered(act) == 0


@pytest.mark.parametrize(
    "signalling",
    [
        lambda ours, pid: signal.pidfd_send_signal(os.open(f"/proc/{pid}", os.O_DIRECTORY), 0),
        lambda ours, pid: fcntl.fcntl(ours, fcntl.F_SETOWN, pid),
        lambda ours, pid: fcntl.fcntl(ours, F_SETOWN_EX, struct.pack("ii", 1, pid)),
        lambda ours, pid: fcntl.fcntl(ours, F_SETSIG, signal.SIGKILL),
        lambda ours, pid: fcntl.ioctl(ours, FIOSETOWN, struct.pack("i", pid)),
        lambda ours, pid: fcntl.ioctl(ours, SIOCSPGRP, struct.pack("i", pid)),
        lambda ours, pid: os.kill(pid, 0),
        lambda ours, pid: os.kill(-os.getpgid(pid), 0),
        lambda ours, pid: os.kill(-1, 0),
    ],
    ids=["pidfd", "owner", "owner_ex", "signal", "ioctl", "socket", "pid", "group", "everybody"],
)
def test_judge_can_be_signalled_in_no_way(signalling):
    assert filtered(lambda: signalling(socket.socketpair()[0], JUDGE)) == errno.EPERM


def test_judge_can_be_signalled_by_none_of_its_threads():
    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    thread.start()
    try:
        assert filtered(lambda: os.kill(thread.native_id, 0)) == errno.EPERM
    finally:
        done.set()
        thread.join()


def test_what_programs_do_to_their_own_descriptors_is_allowed():
    def act():
        ours, _ = socket.socketpair()
        fcntl.fcntl(ours, fcntl.F_SETFL, os.O_NONBLOCK)
        fcntl.ioctl(ours, termios.FIONREAD, bytes(4))

    assert filtered(act) == 0


def test_ordinary_work_is_allowed():
    def act():
        os.listdir("/")
        os.waitpid(os.fork() or os._exit(0), 0)

    assert filtered(act) == 0


@pytest.mark.skipif(platform.machine() != "x86_64", reason="numbers of x86_64")
@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("ptrace", 101), ("process_vm_readv", 310), ("process_vm_writev", 311), ("bpf", 321),
        ("pidfd_getfd", 438), ("unshare", 272), ("setns", 308), ("mount", 165),
        ("io_uring_setup", 425), ("perf_event_open", 298), ("keyctl", 250), ("userfaultfd", 323),
    ],
)  # fmt: skip
def test_door_to_other_processes_is_shut(name, number):
    assert filtered(call(number, 0, 0, 0, 0, 0)) == errno.EPERM


@pytest.mark.skipif(platform.machine() != "x86_64", reason="x32 is a form of x86_64")
def test_second_numbering_of_system_calls_is_refused():
    assert filtered(call(0x40000000 | 41, socket.AF_INET, socket.SOCK_STREAM, 0)) == errno.EPERM


def test_filter_stays_on_a_child():
    def act():
        pid = os.fork()
        if pid == 0:
            try:
                socket.socket(socket.AF_INET)
            except PermissionError:
                os._exit(0)
            os._exit(1)
        if os.waitpid(pid, 0)[1]:
            raise OSError(1, "")

    assert filtered(act) == 0


def test_other_architecture_is_killed():
    """On x86_64 a program may still call the kernel as a 32-bit one would."""
    program = system_calls.filter_without_namespaces(JUDGE)
    _, yes, no, audit = struct.unpack_from("=HBBI", program, 8)
    _, _, _, verdict = struct.unpack_from("=HBBI", program, 16)
    assert (yes, no, verdict) == (1, 0, 0x80000000)
    assert audit == {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}[platform.machine()]
    assert signal.SIGSYS


@pytest.mark.parametrize("machine", ["x86_64", "aarch64"])
def test_every_jump_stays_within_the_program(machine, monkeypatch):
    monkeypatch.setattr(platform, "machine", lambda: machine)
    program = system_calls.filter_without_namespaces(JUDGE)
    instructions = list(struct.iter_unpack("=HBBI", program))
    assert len(program) == 8 * len(instructions)
    for position, (_, yes, no, _) in enumerate(instructions):
        assert position + 1 + max(yes, no) < len(instructions) or position == len(instructions) - 1
    assert instructions[-1][0] == 0x06


def test_unknown_processor_has_no_filter(monkeypatch):
    monkeypatch.setattr(platform, "machine", lambda: "abacus")
    assert not system_calls.available()
    with pytest.raises(KeyError):
        system_calls.filter_without_namespaces(JUDGE)
