"""Hidden tests of exercise 15: each step from outside must arrive at a generator of ours inside."""

import builtins
import inspect
import itertools
import random
import types

from texts import tidy, word

from grader.language import translate as _
from grader.testing import Student, hint, points, probe

NUMBERS = list(range(10))
MANY = 30
"""Values at which we stop to take more."""


class Sub:
    """Makes a generator with known values that writes down all that happens to it."""

    def __init__(self, values: list, result: object = None, deadly: str = "") -> None:
        self.values = values
        self.result = result
        self.deadly = deadly
        self.log: list = []

    def generator(self) -> types.GeneratorType:
        self.log.append("started")
        for value in self.values:
            try:
                received = yield value
            except GeneratorExit:
                self.log.append("closed")
                raise
            except Exception as error:
                self.log.append(f"was thrown {type(error).__name__}: {error}")
                if type(error).__name__ == self.deadly:
                    raise
            else:
                self.log.append(f"was sent {received!r}")
        self.log.append("returned")
        return self.result


def step(generator: types.GeneratorType, action: str, argument: object) -> list:
    """Take one step from outside; tell what came of it."""
    try:
        if action == "close":
            generator.close()
            return ["closed", None]
        if action == "throw":
            kind, text = argument
            argument = getattr(builtins, kind)(text)
        return ["yielded", getattr(generator, action)(argument)]
    except StopIteration as end:
        return ["returned", end.value]
    except Exception as error:
        if action == "send":
            raise
        return ["raised", f"{type(error).__name__}: {error}"]


@probe
def drive_delegate(
    submission: types.ModuleType, values: list, result: object, deadly: str, steps: list
) -> list:
    """Take steps with `delegate`: what came of each, what the inner one saw, and the results."""
    sub = Sub(values, result, deadly)
    inner = sub.generator()  # held here, so that nobody but `delegate` closes it
    results: list = []
    outer = submission.delegate(inner, results)
    seen = [step(outer, action, argument) for action, argument in steps]
    return [seen, list(sub.log), results]


@probe
def drive_coroutine(submission: types.ModuleType, values: list, steps: list) -> list:
    """Take steps with `get_coroutine`, our generator being in it; is it a generator function?"""
    sub = Sub(values)
    submission.return_one_to_ten = sub.generator
    outer = submission.get_coroutine()
    seen = [step(outer, action, argument) for action, argument in steps]
    return [seen, list(sub.log), inspect.isgeneratorfunction(submission.get_coroutine)]


@probe
def interrupt_coroutine(submission: types.ModuleType, text: str) -> list:
    """Advance `get_coroutine`, and throw something in that nobody inside handles."""
    outer = submission.get_coroutine()
    next(outer)
    return [step(outer, "throw", ["ValueError", text])]


@probe
def values_of(submission: types.ModuleType, name: str) -> list:
    """What kind of object a function gives, and its values."""
    generator = getattr(submission, name)()
    return [type(generator).__name__, list(itertools.islice(iter(generator), MANY))]


@probe
def main_with_values(submission: types.ModuleType, values: list, mark: str) -> None:
    """Run `main` with other values in `return_one_to_ten`."""
    submission.return_one_to_ten = Sub(values).generator
    print(mark, flush=True)
    submission.main()


@probe
def begin(submission: types.ModuleType, values: list, mark: str) -> list:
    """What the inner generator saw when `delegate` was called, and when it was first advanced."""
    print(mark, flush=True)
    sub = Sub(values)
    outer = submission.delegate(sub.generator(), [])
    before = list(sub.log)
    next(iter(outer))
    return [before, list(sub.log)]


@probe
def delegate_often(submission: types.ModuleType, endings: list) -> list:
    """Run several delegates with one list of results; return what each returned, and the list."""
    results: list = ["here before"]
    returned = []
    for number, ending in enumerate(endings):
        outer = submission.delegate(Sub(list(range(number)), ending).generator(), results)
        seen = [step(outer, "send", None) for _index in range(number + 1)]
        returned.append(seen[-1])
    return [returned, results]


def draw(rng: random.Random, count: int) -> list[int]:
    """Return so many different numbers."""
    return rng.sample(range(100, 1000), count)


def said(steps: list, seen: list) -> list[str]:
    """Tell each step and what came of it, a line for each."""
    return [
        f"{told(action, argument)} {kind}" + (f" {value!r}" if kind != "closed" else "")
        for (action, argument), (kind, value) in zip(steps, seen, strict=True)
    ]


def told(action: str, argument: object) -> str:
    """Write a step as a call."""
    if action == "send" and argument is None:
        return "next():"
    if action == "throw" and isinstance(argument, list):
        return f"throw({argument[0]}('{argument[1]}')):"
    return f"{action}({'' if argument is None else repr(argument)}):"


def sends(values: list) -> list[list[object]]:
    """Return the steps that prime a generator and send it the values."""
    return [["send", value] for value in [None, *values]]


def yielded(values: list) -> list[list[object]]:
    """Return the outcomes of steps that yield these values."""
    return [["yielded", value] for value in values]


@points(10, _("`get_coroutine` yields the numbers 0 to 9 directly"))
@hint(
    _(
        "yield from return_one_to_ten() yields what is in that generator. A plain yield would "
        "yield the generator itself, as one value."
    )
)
def test_coroutine_yields_the_numbers(student: Student) -> None:
    for name in ("return_one_to_ten", "get_coroutine"):
        seen = student.call(values_of, name).value
        assert seen == ["generator", NUMBERS], _(
            "`{name}()` must give a generator of the numbers 0 to 9; shown is what kind of object "
            "it gave, and the values in it."
        ).format(name=name)


@points(10, _("`get_coroutine` delegates to `return_one_to_ten`: what is sent in reaches it"))
@hint(
    _(
        "A for loop that yields each value takes what is sent for itself. yield from connects "
        "the caller with the inner generator."
    )
)
def test_coroutine_delegates(student: Student, rng: random.Random) -> None:
    values, messages, text = draw(rng, 5), [word(rng), word(rng)], word(rng)
    steps = [*sends(messages), ["throw", ["ValueError", text]]]
    seen, log, delegates = student.call(drive_coroutine, values, steps).value
    assert delegates, _(
        "`get_coroutine` must be a generator function, with a yield from in it. Yours has no yield: "
        "it returns a generator that another function has made."
    )
    assert log == [
        "started",
        *(f"was sent {message!r}" for message in messages),
        f"was thrown ValueError: {text}",
    ], _(
        "`get_coroutine` must pass on what is sent and thrown in. Shown is what happened to a "
        "generator of ours in the place of `return_one_to_ten()`."
    )
    assert said(steps, seen) == said(steps, yielded(values[:4])), _(
        "`get_coroutine` must yield what the generator inside yields. Shown is what came of each "
        "step."
    )
    thrown = [["throw", ["ValueError", text]]]
    came = student.call(interrupt_coroutine, text).value
    assert said(thrown, came) == said(thrown, [["raised", f"ValueError: {text}"]]), _(
        "What is thrown into `get_coroutine`, and handled by nobody inside, must come out again. "
        "Shown is what came of it."
    )


@points(10, _("`main` prints the values of `get_coroutine`"))
@hint(_("print('values:', *get_coroutine()) prints all values of a generator in one line."))
def test_main_prints_the_values(student: Student, rng: random.Random) -> None:
    run = student.run_main()
    assert [tidy(text) for text in run.output] == [
        tidy(f"values: {' '.join(map(str, NUMBERS))}")
    ], _("`main` did not print the line of the example.")
    values, mark = draw(rng, 5), word(rng)
    output = list(student.call(main_with_values, values, mark).run.output)
    after = output[output.index(mark) + 1 :] if mark in output else []
    assert [tidy(text) for text in after] == [f"values: {' '.join(map(str, values))}"], _(
        "`main` must print what the generators yield. We put a `return_one_to_ten` with other "
        "values in the place of yours."
    )


@points(5, _("Importing the file prints nothing, and calling `delegate` starts nothing"))
@hint(
    _(
        "`delegate` contains a yield from, so that calling it runs no line of it. Call `main()` "
        "only under the __main__ guard."
    )
)
def test_nothing_starts_early(student: Student, rng: random.Random) -> None:
    mark = word(rng)
    call = student.call(begin, draw(rng, 3), mark)
    output = list(call.run.output)
    assert output[: output.index(mark)] == [], _("Importing your file printed something.")
    assert output[output.index(mark) + 1 :] == [], _(
        "`delegate` printed something; it has nothing to print."
    )
    before, after = call.value
    assert before == [], _(
        "`delegate(sub, results)` was only called, and did something to `sub` already."
    )
    assert after == ["started"], _(
        "The first next() must bring the inner generator to its first yield, and no further."
    )


@points(10, _("`delegate` yields the values of the inner generator, one at a time"))
@hint(_("list(sub) takes all values at once. yield from sub takes one when one is asked for."))
def test_values_pass(student: Student, rng: random.Random) -> None:
    values = [*draw(rng, 3), None, 0, "", word(rng)]
    count = rng.randint(3, 6)
    steps = sends([None] * (count - 1))
    seen, log, _results = student.call(drive_delegate, values, None, "", steps).value
    assert said(steps, seen) == said(steps, yielded(values[:count])), _(
        "`delegate` must yield each value of the inner generator, as it is. Shown is what came of "
        "each step."
    )
    assert len(log) == count, _(
        "`delegate` must not run ahead of what it is asked for: after {count} values, shown is how "
        "many steps the inner generator has taken."
    ).format(count=count)


@points(15, _("What is sent to `delegate` reaches the inner generator"))
@hint(
    _(
        "In for value in sub: yield value, the yield takes what is sent, and the loop throws it "
        "away. yield from sub hands it to sub."
    )
)
def test_send_passes(student: Student, rng: random.Random) -> None:
    messages = [word(rng), 0, rng.randint(1, 99), None, word(rng)]
    values = draw(rng, len(messages) + 2)
    steps = sends(messages)
    seen, log, _results = student.call(drive_delegate, values, None, "", steps).value
    assert log == ["started", *(f"was sent {message!r}" for message in messages)], _(
        "The inner generator did not get what was sent to `delegate`. Shown is what happened to it."
    )
    assert said(steps, seen) == said(steps, yielded(values[: len(steps)])), _(
        "send() must return what the inner generator yields next. Shown is what came of each step."
    )


@points(15, _("What is thrown into `delegate` reaches the inner generator"))
@hint(
    _(
        "With yield from, an exception is raised inside the inner generator, which may handle it "
        "and go on. Do not catch anything in `delegate`: what the inner one lets out is yours to pass on."
    )
)
def test_throw_passes(student: Student, rng: random.Random) -> None:
    mild, deadly = rng.sample(["ValueError", "LookupError", "ArithmeticError", "EOFError"], 2)
    first, last = word(rng), word(rng)
    values = draw(rng, 5)
    steps = [*sends([]), ["throw", [mild, first]], ["send", None], ["throw", [deadly, last]]]
    call = student.call(drive_delegate, values, word(rng), deadly, steps)
    seen, log, results = call.value
    assert log == [
        "started",
        f"was thrown {mild}: {first}",
        "was sent None",
        f"was thrown {deadly}: {last}",
    ], _(
        "The inner generator must get what is thrown into `delegate`: it can handle {mild}, and "
        "lets {deadly} out. Shown is what happened to it."
    ).format(mild=mild, deadly=deadly)
    expected = [*yielded(values[:3]), ["raised", f"{deadly}: {last}"]]
    assert said(steps, seen) == said(steps, expected), _(
        "throw() must return what the inner generator yields after it has handled the exception, "
        "and raise what it lets out. Shown is what came of each step."
    )
    assert results == [], _(
        "The inner generator raised an exception and returned nothing: `results` must stay empty."
    )


@points(10, _("`close` closes the inner generator, too"))
@hint(
    _(
        "yield from closes the inner generator when the outer one is closed. A finally or an "
        "except in `delegate` would run then as well: no result was returned."
    )
)
def test_close_passes(student: Student, rng: random.Random) -> None:
    steps = [*sends([word(rng)]), ["close", None]]
    call = student.call(drive_delegate, draw(rng, 4), word(rng), "", steps)
    seen, log, results = call.value
    assert log[-1:] == ["closed"], _(
        "When `delegate` is closed, the generator inside must be closed as well, so that it can "
        "clean up. Shown is what happened to it last."
    )
    assert said(steps[2:], seen[2:]) == ["close(): closed"], _(
        "close() must end `delegate` without an error."
    )
    assert results == [], _(
        "The inner generator was closed and returned nothing: `results` must stay empty."
    )


@points(15, _("What the inner generator returns is appended to `results` and returned"))
@hint(
    _(
        "The value of the expression yield from is what the inner generator returns: "
        "result = yield from sub. Append it, whatever it is, then return it. A for loop throws it "
        "away, and who calls next() and send() by hand finds it in the StopIteration."
    )
)
def test_result_is_kept(student: Student, rng: random.Random) -> None:
    endings = [word(rng), None, rng.randint(100, 999), 0, [word(rng), word(rng)]]
    returned, results = student.call(delegate_often, endings).value
    expected = ["here before", *endings]
    assert results == expected, _(
        "The return value of each inner generator must be appended to the list `results`, as it "
        "is, and once. Several were delegated to, one after another, with one list; shown is the "
        "list at the end."
    )
    assert returned == [["returned", ending] for ending in endings], _(
        "`delegate` must itself return what the inner generator returned; shown is what ended each."
    )
