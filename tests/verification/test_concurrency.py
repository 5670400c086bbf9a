"""The mistakes that this course is about."""

import pytest

from grader.verification.mutants import mutants_of

LOCKED = "with lock:\n    x.value += 1"
OPENED = "with Pool(4) as pool:\n    pool.map(f, x)"
TARGET = "p = multiprocessing.Process(target=worker, args=(1, x))"
DUMMY = "__import__('multiprocessing.dummy').dummy"


def changes(source, operator):
    return [mutant.becomes for mutant in mutants_of(source) if mutant.operator == operator]


@pytest.mark.parametrize(
    ("operator", "source", "expected"),
    [
        ("start to run", "p.start()", ["p.run()"]),
        ("process to thread", "q = multiprocessing.Queue()", [f"q = {DUMMY}.Queue()"]),
        ("process to thread", "n = multiprocessing.current_process()", []),
        ("target called", TARGET, [TARGET.replace("target=worker", "target=worker(1, x)")]),
        ("daemon flag flipped", "Process(target=f)", ["Process(target=f, daemon=True)"]),
        ("daemon flag flipped", "Process(target=f, daemon=x)", []),
        ("keyword dropped", "Pipe(duplex=x)", ["Pipe()"]),
        ("context removed", LOCKED, ["x.value += 1"]),
        ("context removed", OPENED, ["pool = Pool(4)\npool.map(f, x)"]),
        ("time changed", "p.join(t)", ["p.join(0)", "p.join(t * 10)", "p.join()"]),
        ("time changed", "sleep(t)", ["sleep(0)", "sleep(t * 10)"]),
        ("send to next", "c.send(x)", ["next(c)"]),
        ("sentinel changed", "q.put(None)", ["q.put(0)"]),
        ("statements swapped", "def f():\n    a()\n    b()", ["b()\na()"]),
    ],
)
def test_use_of_processes_is_changed(operator, source, expected):
    assert changes(source, operator) == expected


@pytest.mark.parametrize(
    ("operator", "source", "expected"),
    [
        ("yield dropped", "    x = yield y\n    yield", ["x = (yield)", "x = y", "pass", "return"]),
        (
            "delegation changed",
            "    x = yield from y",
            ["x = (yield y)", "x = (yield from list(y))"],
        ),
        ("exceptions swallowed", "    yield y", ["try:\nyield y\nexcept Exception:\npass"]),
        ("exceptions swallowed", "    y()", []),
    ],
)
def test_generator_is_changed(operator, source, expected):
    assert changes(f"def f(y):\n{source}\n", operator) == expected


def test_values_of_an_inner_generator_are_taken_at_once():
    source = "def f(y):\n    for x in y:\n        yield x\n"
    assert changes(source, "delegation changed") == ["for x in list(y):"]


def test_handler_is_left_out_emptied_and_widened():
    source = "try:\n    f()\nexcept EOFError:\n    g()"
    assert changes(source, "handler changed") == ["f()", "pass", "except BaseException:"]
