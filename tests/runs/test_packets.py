"""Decoding what a program says: each kind, and everything that is none."""

import json
import typing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.runs import packets
from grader.runs.packets import MalformedError, decode
from grader.runs.trace import Place

GOOD = {
    "born": {"pid": 5, "name": "child", "daemon": True, "parent": None},
    "forked": {"pid": 5, "parent": 4},
    "started": {
        "pid": 5, "name": "child", "daemon": False, "method": "spawn", "token": 1, "doorbell": 130,
    },
    "ended": {"pid": 5, "code": -9},
    "crowded": {},
    "output": {"stream": 1},
    "message": {"action": "put", "channel": 77, "summary": "[1]"},
    "pipe": {"ends": [1, 2]},
    "sleep": {"token": 1, "thread": 2, "deadline": 3, "doorbell": 130},
    "pause": {"token": 1, "thread": 2, "deadline": 3, "doorbell": 130},
    "watch": {"token": 1, "thread": 2, "deadline": 3, "doorbell": 130},
    "retry": {"token": 1, "thread": 2, "deadline": 3, "doorbell": 130},
    "cancel": {"token": 1, "thread": 2},
    "loaded": {},
    "imported": {},
    "raised": {
        "stage": "main", "type": "E", "message": "m", "missing": "", "frames": [["a.py", 3, "f"]],
    },
    "step": {
        "generator": 1, "function": "g", "action": "send", "value": "'x'", "outcome": "yielded",
        "result": "2", "places": [], "beyond": False,
    },
    "answer": {"more": False},
    "waits": {"thread": 5, "call": "Event.wait", "target": "", "identity": "/mp-1"},
    "resumed": {"thread": 5},
    "act": {"action": "write", "target": "7", "value": "18"},
    "threadborn": {"thread": 5, "name": "Thread-1 (f)"},
    "took": {"lock": "a"},
    "gave": {"lock": "a"},
}  # fmt: skip
KINDS = sorted(GOOD)


def written(kind, **changes):
    return json.dumps({"kind": kind, **GOOD.get(kind, {}), **changes}).encode()


def test_every_kind_has_an_example_here():
    assert {kind.__name__.lower() for kind in typing.get_args(packets.Any)} == set(GOOD)


@pytest.mark.parametrize("kind", KINDS)
def test_kind_is_decoded_by_its_own_class(kind):
    packet, body = decode(written(kind) + b"\nbody\nand more\0")
    assert type(packet).__name__.lower() == kind
    for name, value in GOOD[kind].items():
        found = getattr(packet, name)
        assert found == ([("a.py", 3, "f")] if name == "frames" else value)
    assert body == b"body\nand more\0"


def test_packet_without_a_line_end_has_no_body():
    assert decode(written("imported"))[1] == b""


@pytest.mark.parametrize(
    "field", [(kind, name) for kind in KINDS for name in GOOD[kind]], ids="-".join
)
def test_missing_field_is_malformed(field):
    kind, name = field
    fields = {key: value for key, value in GOOD[kind].items() if key != name}
    with pytest.raises(MalformedError, match=name):
        decode(json.dumps({"kind": kind, **fields}).encode())


@pytest.mark.parametrize(
    "field", [(kind, name) for kind in KINDS for name in GOOD[kind]], ids="-".join
)
def test_field_of_another_type_is_malformed(field):
    kind, name = field
    with pytest.raises(MalformedError):
        decode(written(kind, **{name: {"of": "another type"}}))


@pytest.mark.parametrize(
    ("kind", "changes"),
    [
        ("born", {"pid": -1}), ("born", {"pid": 2**31}), ("born", {"pid": 1.5}),
        ("born", {"pid": True}), ("born", {"name": "x" * 2_001}), ("born", {"daemon": 1}),
        ("forked", {"parent": -1}), ("started", {"method": "x" * 201}),
        ("ended", {"code": 2**63}), ("ended", {"code": 10**400}), ("ended", {"code": None}),
        ("output", {"stream": 0}), ("output", {"stream": 3}),
        ("message", {"summary": "x" * 201}), ("message", {"channel": 2**62 + 1}),
        ("message", {"action": "{process:>9}"}),
        ("pipe", {"ends": [1, 2, 3]}), ("pipe", {"ends": ["a"]}),
        ("sleep", {"deadline": 2**62 + 1}), ("sleep", {"deadline": 1e30}),
        ("sleep", {"token": -(2**62) - 1}), ("retry", {"thread": "1"}),
        ("raised", {"message": "x" * 2_001}), ("raised", {"frames": [["a", 1, "f"]] * 41}),
        ("raised", {"frames": [["a", 1]]}), ("raised", {"frames": [["x" * 201, 1, "f"]]}),
        ("answer", {"more": "yes"}), ("act", {"action": "forgive"}),
        ("waits", {"identity": "x" * 201}), ("act", {"target": "x" * 201}),
        ("step", {"action": "forgive"}), ("step", {"outcome": ""}), ("step", {"value": "x" * 201}),
        ("step", {"places": [["a.py", 1, "g"]] * 9}), ("step", {"generator": True}),
        ("step", {"beyond": 0}), ("step", {"result": "x" * 201}),
    ],
)  # fmt: skip
def test_field_beyond_its_bounds_is_malformed(kind, changes):
    with pytest.raises(MalformedError):
        decode(written(kind, **changes))


@pytest.mark.parametrize("kind", ["output", "message", "sleep", "waits", "act", "step"])
def test_place_is_a_line_or_nothing(kind):
    packet, _ = decode(written(kind, place=["a.py", 3, "f"]))
    assert packets.place_of(packet.place) == Place("a.py", 3, "f")
    packet, _ = decode(written(kind))
    assert packets.place_of(packet.place) is None


@pytest.mark.parametrize("place", ["a.py", ["a.py", 3], ["x" * 201, 3, "f"], ["a.py", "3", "f"]])
def test_place_of_another_form_is_malformed(place):
    with pytest.raises(MalformedError):
        decode(written("output", place=place))


@pytest.mark.parametrize(
    "data",
    [
        b"", b"\n", b"{", b"null", b"[]", b'"born"', b"{}", b'{"kind": null}', b'{"kind": 1}',
        b'{"kind": "unknown"}', b'{"kind": "packet"}', b'{"kind": "Born"}', b"\xff\xfe",
        b'{"kind": "imported", "kind": "\xff"}', b"[" * 100_000, b'{"a":' * 50_000,
        b'{"kind": "born", "name": "\\ud800"}',
    ],
    ids=range(17),
)  # fmt: skip
def test_what_is_no_packet_is_malformed(data):
    with pytest.raises(MalformedError):
        decode(data)


def test_complaint_is_short():
    with pytest.raises(MalformedError) as caught:
        decode(json.dumps({"kind": "x" * 10_000}).encode())
    assert len(str(caught.value)) <= 200


@given(st.binary(max_size=80))
def test_any_bytes_are_decoded_or_malformed(data):
    try:
        decode(data)
    except MalformedError:
        return
