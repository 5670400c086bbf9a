"""Plain data there and back, and everything that is none."""

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.inside import plain
from grader.inside.plain import NotPlainError, Opaque, dumps, loads

atoms = (
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.binary() | st.text()
)
hashables = st.recursive(
    atoms, lambda inner: st.tuples(inner, inner) | st.frozensets(inner, max_size=3), max_leaves=6
)
values = st.recursive(
    atoms,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.tuples(inner)
        | st.sets(hashables, max_size=3)
        | st.dictionaries(hashables, inner, max_size=4)
    ),
    max_leaves=20,
)
documents = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=6)
    | st.sampled_from(["list", "tuple", "set", "frozenset", "dict", "bytes", "float", "opaque"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=2), inner, max_size=2),
    max_leaves=12,
)  # fmt: skip


def same(one, other):
    """Equal, and of the same types all the way down."""
    return type(one) is type(other) and repr(one) == repr(other) and one == other


def nested(depth):
    value = 1
    for _ in range(depth):
        value = [value]
    return value


@given(values)
def test_plain_data_comes_back_as_it_was(value):
    back = loads(dumps(value))
    assert type(back) is type(value)
    assert back == value


@given(documents)
def test_any_json_is_read_or_refused(document):
    """Whatever is sent, it is plain data or NotPlainError: never another exception."""
    data = json.dumps(document).encode()
    try:
        dumps(loads(data))
    except NotPlainError:
        return


@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(data):
    try:
        loads(data)
    except NotPlainError:
        return


@pytest.mark.parametrize("value", [1, True, 1.0, "1", b"1", [1], (1,), {1}, frozenset({1}), {1: 1}])
def test_type_comes_back_exactly(value):
    assert same(loads(dumps(value)), value)


def test_not_a_number_stays_one():
    assert math.isnan(loads(dumps(math.nan)))


@pytest.mark.parametrize("value", [math.inf, -math.inf, -0.0, 1e308, 5e-324])
def test_extreme_float_comes_back(value):
    assert same(loads(dumps(value)), value)


@pytest.mark.parametrize("value", ["\ud800", "a\udcffb", "\0", "\u2028", "𝄞"])
def test_odd_text_comes_back(value):
    assert loads(dumps(value)) == value


def test_key_need_not_be_a_text():
    value = {1: "a", (2, 3): "b", None: "c", frozenset({4}): "d", b"5": "e", 6.5: "f"}
    assert loads(dumps(value)) == value


def test_large_int_comes_back():
    assert loads(dumps(10**900)) == 10**900


def test_huge_int_becomes_opaque():
    """Turning it into decimal digits would take the judge for ever."""
    assert loads(dumps(1 << 100_000)).type_name == "int"


class Sly:
    """Equal to all."""

    def __eq__(self, other: object) -> bool:
        return True

    __hash__ = object.__hash__


class SlyInt(int):
    def __eq__(self, other: object) -> bool:
        return True

    __hash__ = int.__hash__


def derived(base):
    return type(f"Own{base.__name__}", (base,), {})


@pytest.mark.parametrize("base", [int, float, str, bytes, list, tuple, set, frozenset, dict])
def test_subclass_is_opaque(base):
    found = loads(dumps(derived(base)()))
    assert type(found) is Opaque
    assert found.type_name == f"Own{base.__name__}"


@pytest.mark.parametrize("value", [Sly(), SlyInt(5), object(), print, Sly, ValueError("x"), 1j])
def test_what_is_not_plain_equals_nothing(value):
    found = loads(dumps(value))
    assert type(found) is Opaque
    assert found not in (None, True, 0, 1, 5, "", "x", ())
    assert found != loads(dumps(value))


def test_opaque_is_found_deep_inside():
    assert type(loads(dumps({"a": [(Sly(),)]}))["a"][0][0]) is Opaque


def test_class_that_lies_about_its_name_does_no_harm():
    liar = type("x" * 500, (), {})
    assert len(loads(dumps(liar())).type_name) == 100


def test_nesting_goes_to_the_depth_and_no_further():
    assert loads(dumps(nested(plain.DEPTH))) == nested(plain.DEPTH)
    with pytest.raises(NotPlainError, match="deeper"):
        dumps(nested(plain.DEPTH + 1))


def test_list_that_holds_itself_is_too_deep():
    endless: list[object] = []
    endless.append(endless)
    with pytest.raises(NotPlainError, match="deeper"):
        dumps(endless)


def test_too_many_values_are_refused_on_both_sides():
    crowd = [0] * plain.ITEMS
    with pytest.raises(NotPlainError, match="more than"):
        dumps(crowd)
    with pytest.raises(NotPlainError, match="more than"):
        loads(json.dumps(["list", crowd]).encode())


@pytest.mark.parametrize("depth", [plain.DEPTH + 1, 500, 100_000])
def test_deep_message_is_refused(depth):
    data = b'["list", [' * depth + b"1" + b"]]" * depth
    with pytest.raises(NotPlainError):
        loads(data)


@pytest.mark.parametrize(
    "data",
    [
        b"", b"nonsense", b"[1", b"\xff\xfe", b"{}", b'{"a": 1}', b"[]", b"[1]", b"[1, 2]",
        b'["list"]', b'["list", 1]', b'["list", [1], 2]', b'["list", {"a": 1}]',
        b'["dict", [1]]', b'["dict", [[1]]]', b'["dict", [[1, 2, 3]]]', b'["dict", 5]',
        b'["bytes", "!"]', b'["bytes", "a"]', b'["bytes", "\\u00fc"]', b'["bytes", 1]',
        b'["float", "1.5"]', b'["float", "x"]', b'["opaque", 1]', b'["unknown", "x"]',
        b'["eval", "1"]', b'[["list"], []]',
    ],
)  # fmt: skip
def test_malformed_message_is_refused(data):
    with pytest.raises(NotPlainError):
        loads(data)


@pytest.mark.parametrize(
    "data",
    [
        b'["set", [["list", []]]]',
        b'["frozenset", [["dict", []]]]',
        b'["dict", [[["list", []], 1]]]',
        b'["dict", [[["tuple", [["set", []]]], 1]]]',
    ],
)
def test_hostile_unhashable_key_is_refused(data):
    with pytest.raises(NotPlainError, match="TypeError"):
        loads(data)


@pytest.mark.parametrize("number", ["9" * 5_000, "1" + "0" * 4_300])
def test_hostile_huge_number_is_refused(number):
    with pytest.raises(NotPlainError):
        loads(number.encode())


@pytest.mark.parametrize("text", ["NaN", "Infinity", "-Infinity", "1e999"])
def test_number_that_json_knows_not_does_no_harm(text):
    assert type(loads(text.encode())) is float


def test_opaque_names_its_type():
    assert repr(Opaque("Own")) == "<Own object>"
