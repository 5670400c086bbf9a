"""Packets as the program's end sends them."""

import json
import os
import socket

import pytest

from grader.inside.wire import BODY, FIRST_FD, Wire, keep_high


@pytest.fixture
def ends():
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    wire = Wire(theirs.detach())
    yield ours, wire
    ours.close()
    wire._socket.close()


def take(end):
    header, _, body = end.recv(BODY * 2).partition(b"\n")
    return json.loads(header), body


def test_packet_is_a_header_a_line_end_and_a_body(ends):
    judge, wire = ends
    wire.send("output", b"a\nb\0", stream=1)
    assert take(judge) == ({"kind": "output", "stream": 1}, b"a\nb\0")


def test_long_body_is_cut_into_packets_that_say_whether_more_follows(ends):
    judge, wire = ends
    wire.send_long("answer", b"x" * (BODY + 1))
    (first, body), (second, rest) = take(judge), take(judge)
    assert (first["more"], len(body), second["more"], rest) == (True, BODY, False, b"x")


def test_empty_body_is_one_packet(ends):
    judge, wire = ends
    wire.send_long("answer", b"")
    assert take(judge) == ({"kind": "answer", "more": False}, b"")


def test_odd_text_is_sent_in_ascii(ends):
    judge, wire = ends
    wire.send("born", name="ü\ud800\n")
    assert take(judge)[0]["name"] == "ü\ud800\n"


def test_judge_that_is_gone_is_no_error(ends):
    judge, wire = ends
    judge.close()
    wire.send("imported")


def test_descriptor_is_kept_high():
    moved = keep_high(os.open(os.devnull, os.O_RDONLY))
    assert moved >= FIRST_FD
    os.close(moved)
