"""Hidden tests of exercise 14: what is yielded, and how much was taken to yield it."""

import itertools
import random
import types
from collections.abc import Iterator

from texts import tidy, word

from grader.language import translate as _
from grader.testing import Student, hint, points, probe

NUMBERS = list(range(10))
MANY = 30
"""Values at which we stop to take more."""
ENOUGH = 1000
"""Values after which an endless generator ends after all, so that a greedy program ends, too."""


class Source:
    """Generators that count what is taken from them."""

    def __init__(self) -> None:
        self.created = 0
        self.opened = 0
        self.taken = 0

    def inner(self, values: list) -> types.GeneratorType:
        self.created += 1
        return self.values_of(values)

    def values_of(self, values: list) -> types.GeneratorType:
        for value in values:
            self.taken += 1
            yield value

    def outer(self, groups: list) -> types.GeneratorType:
        for values in groups:
            self.opened += 1
            yield self.inner(values)


def take(iterator: Iterator, count: int) -> list:
    """Take at most so many values."""
    return list(itertools.islice(iterator, count))


def kind(value: object) -> str:
    """Name the type of a value."""
    return type(value).__name__


@probe
def import_and_count(submission: types.ModuleType, mark: str) -> list:
    """What `return_one_to_ten` gives; a line with the mark before and after."""
    print(mark, flush=True)
    generator = submission.return_one_to_ten()
    values = take(iter(generator), MANY)
    print(mark, flush=True)
    return [kind(generator), values]


@probe
def look_inside(submission: types.ModuleType) -> list:
    """The kinds of what `get_coroutine` gives and yields first, and the values in that."""
    outer = submission.get_coroutine()
    inner = next(iter(outer))
    return [kind(outer), kind(inner), take(iter(inner), MANY) if kind(inner) == "generator" else []]


@probe
def count_yields(submission: types.ModuleType) -> list:
    """The kinds of all that two generators of `get_coroutine` yield."""
    return [
        [kind(value) for value in take(iter(submission.get_coroutine()), MANY)]
        for _index in range(2)
    ]


@probe
def hand_over(submission: types.ModuleType, values: list) -> list:
    """The kind of what `get_coroutine` yields, how often it calls and takes, and the values left."""
    source = Source()
    submission.return_one_to_ten = lambda: source.inner(values)
    inner = next(iter(submission.get_coroutine()))
    seen = [kind(inner), source.created, source.taken]
    return [*seen, take(iter(inner), MANY) if kind(inner) == "generator" else []]


@probe
def main_with_values(submission: types.ModuleType, values: list, mark: str) -> None:
    """Run `main` with other values in `return_one_to_ten`."""
    submission.return_one_to_ten = lambda: Source().inner(values)
    print(mark, flush=True)
    submission.main()


@probe
def flatten_groups(submission: types.ModuleType, groups: list) -> list:
    """What `flatten` yields of generators with these values."""
    return take(iter(submission.flatten(Source().outer(groups))), MANY)


@probe
def watch_flatten(submission: types.ModuleType, groups: list, count: int) -> list:
    """How many inner generators were asked for, and values taken, after each value of `flatten`."""
    source = Source()
    values = iter(submission.flatten(source.outer(groups)))
    seen = [[source.opened, source.taken]]
    seen += [[source.opened, source.taken] for _value in itertools.islice(values, count)]
    return seen


@probe
def flatten_endless(submission: types.ModuleType, first: int, count: int) -> list:
    """What `flatten` yields first of one endless inner generator, and of endlessly many."""
    one, many = Source(), Source()
    numbers = range(first, first + ENOUGH)
    deep = take(iter(submission.flatten(one.outer([numbers]))), count)
    wide = take(iter(submission.flatten(many.outer([[number] for number in numbers]))), count)
    return [deep, wide, one.taken, max(many.opened, many.taken)]


def draw(rng: random.Random, count: int) -> list[int]:
    """Return so many different numbers."""
    return rng.sample(range(100, 1000), count)


def draw_groups(rng: random.Random) -> list[list[int]]:
    """Return values of inner generators: one of them is empty, one has a single value."""
    return [draw(rng, count) for count in (rng.randint(2, 4), 0, 1, rng.randint(2, 4))]


def flat(groups: list[list]) -> list:
    """Return all values of all groups."""
    return [value for values in groups for value in values]


def check_inner(inner: str) -> None:
    """Fail where what `get_coroutine` yields first is of another kind than a generator."""
    assert inner == "generator", _(
        "The first thing that `get_coroutine` yields must itself be a generator; shown is the type "
        "of what it yielded."
    )


def main_lines(values: list) -> list[str]:
    """Return what `main` must print where `return_one_to_ten` yields these values."""
    listed = " ".join(map(str, values))
    return [
        f"values: {listed}",
        "get_coroutine yields a generator",
        f"values in it: {listed}",
        f"flattened: {listed}",
    ]


@points(5, _("`return_one_to_ten` is a generator of the numbers 0 to 9"))
@hint(_("A function with a yield in it, called, gives a generator: for n in range(10): yield n"))
def test_numbers_are_yielded(student: Student, rng: random.Random) -> None:
    seen = student.call(import_and_count, word(rng)).value
    assert seen == ["generator", NUMBERS], _(
        "`return_one_to_ten()` must give a generator of the numbers 0 to 9; shown is what it gave, "
        "and the values in it."
    )


@points(5, _("Importing the file and using its generators prints nothing"))
@hint(_("Only `main` prints. Call it only under the __main__ guard."))
def test_nothing_is_printed_on_import(student: Student, rng: random.Random) -> None:
    mark = word(rng)
    output = list(student.call(import_and_count, mark).run.output)
    assert output[: output.index(mark)] == [], _("Importing your file printed something.")
    assert [text for text in output[output.index(mark) :] if text != mark] == [], _(
        "`return_one_to_ten` printed something: it must yield its numbers, and `main` prints them."
    )


@points(20, _("`get_coroutine` yields a generator object"))
@hint(
    _(
        "Calling return_one_to_ten() gives a generator object. Yield that object itself: "
        "yield return_one_to_ten(). No list, no loop, no return."
    )
)
def test_generator_is_yielded(student: Student) -> None:
    outer, inner, values = student.call(look_inside).value
    assert outer == "generator", _(
        "`get_coroutine()` must give a generator; shown is what it gave."
    )
    check_inner(inner)
    assert values == NUMBERS, _(
        "The generator that `get_coroutine` yields must still have all its values, 0 to 9."
    )


@points(10, _("`get_coroutine` yields one thing, and ends"))
@hint(_("One yield, and not in a loop: each run through a loop would make another generator."))
def test_one_thing_is_yielded(student: Student) -> None:
    counts = [len(kinds) for kinds in student.call(count_yields).value]
    assert counts == [1, 1], _(
        "Each `get_coroutine()` must yield one thing and then end. Shown is how many things two of "
        "them yielded; we stopped at {many}."
    ).format(many=MANY)


@points(10, _("`get_coroutine` hands the generator over as it is, not started"))
@hint(
    _(
        "Call return_one_to_ten() once, in `get_coroutine`, and do not look into what it gives: "
        "no next(), no list(). A generator made at the top of the file is one for all calls."
    )
)
def test_generator_is_handed_over_untouched(student: Student, rng: random.Random) -> None:
    values = draw(rng, 5)
    inner, created, taken, rest = student.call(hand_over, values).value
    check_inner(inner)
    assert created == 1, _(
        "`get_coroutine` must call `return_one_to_ten` once for the generator that it yields; "
        "shown is how often it did."
    )
    assert taken == 0, _(
        "`get_coroutine` took values out of the generator before it handed it over; shown is how "
        "many."
    )
    assert rest == values, _("The generator that was handed over did not have all its values.")


@points(15, _("`main` shows the values, the kind of object, and the values in it"))
@hint(
    _(
        "A generator can be gone through once only: for each line, make a new one. "
        "print(*generator) prints its values with spaces between them."
    )
)
def test_main_shows_both(student: Student, rng: random.Random) -> None:
    run = student.run_main()
    assert [tidy(text) for text in run.output] == main_lines(NUMBERS), _(
        "`main` did not print the four lines of the example."
    )
    values, mark = draw(rng, 5), word(rng)
    output = list(student.call(main_with_values, values, mark).run.output)
    after = output[output.index(mark) + 1 :] if mark in output else []
    assert [tidy(text) for text in after] == main_lines(values), _(
        "`main` must print what the generators yield. We put a `return_one_to_ten` with other "
        "values in the place of yours."
    )


@points(15, _("`flatten` yields every value of every inner generator, in order"))
@hint(
    _(
        "Two loops, one in the other: for each inner generator of outer, for each value of the "
        "inner one, yield the value. What the value is does not matter."
    )
)
def test_flatten_yields_every_value(student: Student, rng: random.Random) -> None:
    groups = draw_groups(rng)
    assert student.call(flatten_groups, groups).value == flat(groups), _(
        "`flatten` did not yield every value of every inner generator. Their values were {groups}."
    ).format(groups=groups)
    strange = [[0, None, ""], [[word(rng), word(rng)], word(rng)], [False]]
    assert student.call(flatten_groups, strange).value == flat(strange), _(
        "`flatten` must yield each value as it is, whether it is 0, None, a text or a list. The "
        "values of the inner generators were {groups}."
    ).format(groups=strange)
    assert student.call(flatten_groups, []).value == [], _(
        "Where outer yields nothing, `flatten` must yield nothing."
    )


@points(15, _("`flatten` takes a value only when it is asked for one"))
@hint(
    _(
        "list(), sorted() and a list comprehension take everything at once. Go through both "
        "generators with for, and yield each value at the moment you have it."
    )
)
def test_flatten_is_lazy(student: Student, rng: random.Random) -> None:
    groups = draw_groups(rng)
    count = len(flat(groups))
    opened = [n + 1 for n, values in enumerate(groups) for _value in values]
    seen = student.call(watch_flatten, groups, count).value
    assert [taken for _opened, taken in seen] == list(range(count + 1)), _(
        "`flatten` did not take the values one by one. Shown is how many it had taken out of the "
        "inner generators before the first value was asked for, and after each value."
    )
    assert [opened for opened, _taken in seen] == [0, *opened], _(
        "`flatten` asked for inner generators before it needed them. Shown is for how many it had "
        "asked before the first value was asked for, and after each value."
    )


@points(5, _("`flatten` works with generators that never end"))
@hint(_("Build no list, neither of the inner generators nor of their values."))
def test_flatten_works_without_an_end(student: Student, rng: random.Random) -> None:
    first, count = rng.randint(100, 999), rng.randint(10, MANY)
    deep, wide, deep_taken, wide_taken = student.call(flatten_endless, first, count).value
    assert max(deep_taken, wide_taken) < ENOUGH, _(
        "Asked for {count} values of generators without an end, `flatten` went on and on: shown "
        "is how many it took until we stopped it."
    ).format(count=count)
    expected = list(range(first, first + count))
    assert deep == expected, _("`flatten` did not yield the values of one endless generator.")
    assert wide == expected, _(
        "`flatten` did not yield the values of endlessly many generators with one value each."
    )
