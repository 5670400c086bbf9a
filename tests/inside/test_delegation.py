"""Spies: they give what their iterator gives, and tell of it."""

import io
import itertools

import pytest

from grader.inside import delegation


def spied(source):
    """Return a spy, and what it tells."""
    told = []

    def ask():
        told.append("asked")

    def tick(_, value):
        told.append(value)
        return value

    return delegation.spy(source, ask, tick), told


@pytest.mark.parametrize(
    "source",
    [[1, 2], (1, 2), range(1, 3), {1: "a", 2: "b"}, iter([1, 2]), map(int, "12"),
     itertools.chain([1], [2]), itertools.islice(itertools.count(1), 2)],
    ids=lambda source: type(source).__name__,
)  # fmt: skip
def test_spy_gives_the_same_values_and_tells_before_and_after_each(source):
    spy, told = spied(source)
    assert list(spy) == [1, 2]
    assert told == ["asked", 1, "asked", 2, "asked"]


def test_spy_takes_no_value_before_it_is_asked():
    numbers = itertools.count()
    spy, _ = spied(numbers)
    next(spy)
    assert next(numbers) == 1


def test_spy_has_the_name_of_its_iterator():
    spy, _ = spied(range(3))
    assert type(spy).__name__ == type(iter(range(3))).__name__
    with pytest.raises(AttributeError, match="'range_iterator' object has no attribute 'send'"):
        spy.send(1)


class Own:
    def __iter__(self):
        raise AssertionError("its __iter__ ran")


Disguised = type("Disguised", (Own,), {"__module__": "builtins"})


@pytest.mark.parametrize(
    "source",
    [Own(), Disguised(), type("List", (list,), {})(), (n for n in ()), io.BytesIO()],
    ids=["own", "disguised", "subclass", "generator", "file"],
)
def test_what_runs_code_of_its_own_or_can_be_closed_has_no_spy(source):
    assert spied(source)[0] is None


def test_what_can_not_be_delegated_to_is_left_to_python():
    with pytest.raises(TypeError, match="not iterable"):
        spied(5)


def test_only_what_a_spy_was_sent_is_refused_by_a_spy():
    spy, _ = spied([1])
    for source, refused in ((spy, True), (5, False)):
        with pytest.raises(AttributeError) as caught:
            source.send(1)
        assert delegation.is_refused_send(caught.value) is refused
    assert not delegation.is_refused_send(KeyError("send"))
