"""The lines between a run and the judge, with real processes at the other end."""

# ruff: noqa: PTH208 - open descriptors are counted, no files listed

import os
import socket

import pytest

from grader.runs.lines import PIECE, Lines
from grader.runs.packets import Cancel, Imported, MalformedError, Output

OUTPUT, ERROR, WIRE, STACKS = range(4)
SLEEP = b'{"kind": "sleep", "token": 1, "thread": 1, "deadline": 1, "doorbell": 9}\n'


@pytest.fixture
def lines():
    made = Lines()
    yield made
    made.close()


def in_child(action):
    """Do something in a child, wait for its end, and return its pid."""
    pid = os.fork()
    if pid == 0:
        try:
            action()
        finally:
            os._exit(0)
    assert os.waitpid(pid, 0)[1] == 0
    return pid


def wire_of(lines):
    return socket.socket(fileno=os.dup(lines.theirs()[WIRE]))


def test_packet_comes_with_the_pid_of_its_writer(lines):
    wire = lines.theirs()[WIRE]
    child = in_child(lambda: os.write(wire, b'{"kind": "output", "stream": 1}\nhello'))
    assert list(lines.packets()) == [(Output(1), b"hello", child)]


def test_packets_come_whole_and_in_order(lines):
    with wire_of(lines) as wire:
        wire.send(b'{"kind": "imported"}\n')
        wire.send(b'{"kind": "cancel", "token": 1, "thread": 2}\n')
    assert [packet for packet, *_ in lines.packets()] == [Imported(), Cancel(1, 2)]


def test_output_of_two_writers_is_not_glued_together(lines):
    output = lines.theirs()[OUTPUT]
    one = in_child(lambda: os.write(output, b"one"))
    two = in_child(lambda: os.write(output, b"two"))
    os.write(output, b"me")
    assert list(lines.output()) == [(1, b"one", one), (1, b"two", two), (1, b"me", os.getpid())]


def test_output_and_error_are_told_apart(lines):
    os.write(lines.theirs()[ERROR], b"oh")
    os.write(lines.theirs()[OUTPUT], b"ok")
    assert [(stream, data) for stream, data, _ in lines.output()] == [(1, b"ok"), (2, b"oh")]


def test_sender_cannot_name_another_process(lines):
    """A privileged sender could; one without privileges is refused by the kernel."""

    def lie():
        os.setuid(65534)
        with wire_of(lines) as wire:
            forged = (1).to_bytes(4, "little") + bytes(8)
            try:
                wire.sendmsg(
                    [b'{"kind": "imported"}\n'],
                    [(socket.SOL_SOCKET, socket.SCM_CREDENTIALS, forged)],
                )
            except PermissionError:
                os._exit(0)
        os._exit(1)

    if os.geteuid():
        pytest.skip("only root can give up its privileges")
    in_child(lie)


def test_packet_that_is_too_long_is_malformed(lines):
    with wire_of(lines) as wire:
        wire.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, PIECE * 8)
        wire.send(b'{"kind": "imported"}\n' + b"x" * PIECE)
    with pytest.raises(MalformedError, match="too long"):
        list(lines.packets())


def test_packet_that_is_none_is_malformed(lines):
    os.write(lines.theirs()[WIRE], b"hello")
    with pytest.raises(MalformedError):
        list(lines.packets())


@pytest.mark.parametrize("count", [1, 2, 40, 253])
@pytest.mark.parametrize(("line", "piece"), [(WIRE, SLEEP), (OUTPUT, b"x"), (STACKS, b"x")])
def test_descriptors_that_come_with_a_piece_never_get_in(lines, line, piece, count):
    before = len(os.listdir("/proc/self/fd"))
    ours, theirs = socket.socketpair()
    with socket.socket(fileno=os.dup(lines.theirs()[line])) as end:
        socket.send_fds(end, [piece], [theirs.fileno()] * count)
    theirs.close()
    answers = {}
    lines.take_stacks(answers)
    assert [*lines.packets(), *lines.output(), *answers.items()] != []
    assert len(os.listdir("/proc/self/fd")) == before + 1
    assert ours.recv(1) == b"", "somebody holds the other end"
    ours.close()


def test_nothing_is_said_while_nobody_speaks(lines):
    assert list(lines.packets()) == []
    assert list(lines.output()) == []


def test_end_that_the_program_closed_says_nothing(lines):
    lines.forget_theirs()
    assert list(lines.packets()) == []
    assert list(lines.output()) == []


def test_stacks_come_by_pid(lines):
    stacks = lines.theirs()[STACKS]
    one = in_child(lambda: os.write(stacks, b"here"))
    two = in_child(lambda: os.write(stacks, "da ü".encode()))
    answers = {}
    while lines.take_stacks(answers):
        pass
    assert answers == {one: b"here", two: "da ü".encode()}


def test_endless_stacks_are_cut(lines):
    stacks, answers = lines.theirs()[STACKS], {}
    for _ in range(3):
        os.write(stacks, b"x" * (PIECE // 2))
        while lines.take_stacks(answers):
            pass
    assert len(answers[os.getpid()]) == PIECE


def test_close_leaves_no_descriptor():
    before = len(os.listdir("/proc/self/fd"))
    Lines().close()
    assert len(os.listdir("/proc/self/fd")) == before
