"""Hidden tests of exercise 11: what came back is compared, and who worked for it, and when."""

import builtins
import contextlib
import multiprocessing
import os
import random
import time
import types
import warnings

from answers import kind_of
from processes import check_nothing_left, check_quiet_import, children, main_pid
from texts import squeezed, word

from grader.language import translate as _
from grader.runs.trace import Line, Run
from grader.testing import Student, hint, points, probe

WORKERS = 4
"""What the brief asks `main` for."""
NUMBERS = list(range(10))
RESULT = "Result : [0, 2, 4, 6, 8, 10, 12, 14, 16, 18]"
LATER = 1.0
"""Seconds after which a process that is about to end has ended."""
PROMISES = ("MapResult", "ApplyResult", "AsyncResult", "IMapIterator", "IMapUnorderedIterator")
"""What methods of a pool return that do not wait for the results."""
OPEN_POOL = "multiprocessing pool"
"""What Python says in its warning of a pool that was neither closed nor terminated."""


class Task:
    """A function for `parallel_map`: of (number, seconds), multiplies the number after a sleep."""

    def __init__(
        self, factor: int, failing: int | None = None, error: str = "", text: str = ""
    ) -> None:
        self.factor = factor
        self.failing = failing
        self.error = error
        self.text = text

    def __call__(self, item: tuple) -> object:
        number, seconds = item
        time.sleep(seconds)
        if number == self.failing:
            raise getattr(builtins, self.error)(self.text)
        return number * self.factor


class WhoWorks(Task):
    """A task that returns in which process it ran."""

    def __call__(self, item: tuple) -> object:
        super().__call__(item)
        return os.getpid()


class Recorder:
    """In the place of `worker`: prints, marked, what it was given, and returns a multiple of it."""

    def __init__(self, mark: str, factor: int) -> None:
        self.mark = mark
        self.factor = factor

    def __call__(self, data: int) -> int:
        print(f"{self.mark} {data}", flush=True)
        return data * self.factor


class Unhurried:
    """In the place of `print_initial_message`: prints later in each worker than in the one before."""

    def __init__(self, mark: str) -> None:
        self.mark = mark
        self.turn = multiprocessing.Value("i", 0)

    def __call__(self) -> None:
        with self.turn:
            self.turn.value += 1
            turn = self.turn.value
        time.sleep(turn)
        print(self.mark, flush=True)


@probe
def main_with_recorder(submission: types.ModuleType, mark: str, factor: int) -> None:
    """Run the student's `main` with another `worker`."""
    submission.worker = Recorder(mark, factor)
    submission.main()


@probe
def main_with_slow_starters(submission: types.ModuleType, mark: str) -> None:
    """Run the student's `main` with workers that need a while until they are ready."""
    submission.print_initial_message = Unhurried(mark)
    submission.main()


@probe
def introduce(submission: types.ModuleType, name: str) -> None:
    """Run the student's `print_initial_message` in a process called `name`."""
    process = multiprocessing.Process(target=submission.print_initial_message, name=name)
    process.start()
    process.join()


@probe
def work_out(submission: types.ModuleType, inputs: list) -> list:
    """What the student's `worker` returns for each input."""
    return [submission.worker(data) for data in inputs]


@probe
def map_items(submission: types.ModuleType, items: list, processes: int, factor: int) -> list:
    """What `parallel_map` returns for the items, and for no item."""
    results = submission.parallel_map(Task(factor), items, processes)
    return [results, submission.parallel_map(Task(factor), [], processes)]


@probe
def who_works(submission: types.ModuleType, items: list, processes: int) -> list:
    """In which process each item was worked out, and how many seconds it took in all."""
    begin = time.monotonic()
    pids = submission.parallel_map(WhoWorks(1), items, processes)
    return [os.getpid(), pids, round(time.monotonic() - begin, 2)]


@probe
def map_failing(
    submission: types.ModuleType, items: list, failing: int, error: str, text: str
) -> str:
    """What `parallel_map` raises or returns when one item fails."""
    try:
        results = submission.parallel_map(Task(1, failing, error, text), items, 2)
    except Exception as raised:  # noqa: BLE001 - it is told what came
        return f"raised {type(raised).__name__}: {raised}"
    return f"returned {results}"


@probe
def look_back(submission: types.ModuleType, items: list, failing: int, mark: str) -> int:
    """Say when `parallel_map` is done, wait; return how many pools were left open."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", ResourceWarning)
        with contextlib.suppress(LookupError):
            submission.parallel_map(Task(1, failing, "LookupError", "meant to fail"), items, 2)
    print(mark, flush=True)
    time.sleep(10 * LATER)
    return sum(OPEN_POOL in str(warning.message) for warning in caught)


def numbers(rng: random.Random, count: int) -> list[int]:
    """Return numbers in no order: 0 is among them, and one stands there twice."""
    drawn = [0, *rng.sample(range(1, 1000), count - 2)]
    drawn.append(drawn[1])
    rng.shuffle(drawn)
    return drawn


def starts_with(line: Line, text: str) -> bool:
    """Tell whether a line begins with a text, white space aside."""
    return squeezed(line.text).startswith(squeezed(text))


def check_introductions(run: Run) -> None:
    """Each `Start process` line was printed by the worker that it names."""
    lines = [line for line in run.lines if starts_with(line, "Start process")]
    by_main = [line.text for line in lines if line.pid == main_pid(run)]
    assert by_main == [], _(
        "The main process printed 'Start process': each worker must do so itself. Hand "
        "`print_initial_message` over to the pool, do not call it."
    )
    assert len(lines) > 0, _("No worker printed 'Start process: <name>': was there a pool?")
    seen = [squeezed(line.text) for line in lines]
    assert seen == [squeezed(f"Start process: {line.process}") for line in lines], _(
        "A worker must print its own name, as multiprocessing.current_process().name tells it."
    )
    pids = [line.pid for line in lines]
    assert len(pids) == len(set(pids)), _(
        "A worker printed 'Start process' more than once: shown is how many such lines there "
        "were. The initializer runs once in each worker, not with each task."
    )


def check_result(run: Run) -> None:
    """The main process printed the result, once, and nothing else was printed."""
    rest = [line for line in run.lines if not starts_with(line, "Start process")]
    texts = [squeezed(line.text) for line in rest]
    assert texts == [squeezed(RESULT)], _(
        "`main` must print one line with the results, in the order of the numbers: '{result}'. "
        "Shown is what was printed beside the lines of the workers, white space left out."
    ).format(result=RESULT) + promise(texts)
    assert rest[0].pid == main_pid(run), _(
        "The results were printed by a worker; `main` prints them, when it has them all."
    )


def promise(texts: list[str]) -> str:
    """Say, after a space, what an object is that stands where the results should; else nothing."""
    if not any(kind in text for text in texts for kind in PROMISES):
        return ""
    return " " + _(
        "map_async and apply_async return at once, with an object that will have the result: its "
        "get() waits for that and returns it. (pool.map does both, pool.imap gives an iterator.)"
    )


def check_list(results: object) -> None:
    """Fail where `parallel_map` returned something else than a list."""
    kind = kind_of(results)
    assert kind == "list", _(
        "`parallel_map` must return a list; shown is the kind of thing that it returned."
    ) + promise([kind])


def check_workers_of_main(run: Run) -> None:
    """`main` started as many workers as the brief says."""
    assert len(children(run)) == WORKERS, _(
        "`main` must share the work among {count} worker processes; shown is how many it started."
    ).format(count=WORKERS)


@points(15, _("`main` maps ten numbers over four workers and prints the results"))
@hint(
    _(
        "Build the pool with multiprocessing.Pool(4, initializer=print_initial_message): the "
        "function itself, without brackets. pool.map(worker, range(10)) returns the list."
    )
)
def test_main_maps_over_four_workers(student: Student) -> None:
    run = student.run_main()
    check_workers_of_main(run)
    check_introductions(run)
    check_result(run)
    check_nothing_left(run)


@points(15, _("In `main`, the workers of the pool do the work, with `worker`"))
@hint(
    _(
        "The builtin map() works in the process that calls it. The method of the pool, "
        "pool.map(worker, range(10)), hands the numbers to the worker processes."
    )
)
def test_workers_do_the_work(student: Student, rng: random.Random) -> None:
    mark, factor = word(rng), rng.randint(3, 99)
    run = student.call(main_with_recorder, mark, factor, start_method="fork").run
    calls = [line for line in run.lines if line.text.startswith(mark)]
    given = sorted(int(line.text.split()[1]) for line in calls)
    assert given == NUMBERS, _(
        "`main` must have `worker` called once with each number of range(10); shown are the "
        "numbers that a `worker` got which we put in the place of yours."
    )
    at_home = sum(line.pid == main_pid(run) for line in calls)
    assert at_home == 0, _(
        "`worker` was called in the main process; the processes of the pool must do that. Shown "
        "is for how many of the ten numbers."
    )
    results = [squeezed(line.text) for line in run.lines if starts_with(line, "Result")]
    expected = f"Result : {[number * factor for number in NUMBERS]}"
    assert results == [squeezed(expected)], _(
        "`main` did not print what `worker` returned: with a `worker` that returns {factor} times "
        "its input, it must print these results (white space left out)."
    ).format(factor=factor) + promise(results)


@points(10, _("Each of the four workers prints its line, also one that starts late"))
@hint(
    _(
        "Leaving `with Pool(...)` terminates the workers, even one that is still starting. Use "
        "pool.close(), which lets them finish, then pool.join(), which waits for them."
    )
)
def test_every_worker_introduces_itself(student: Student, rng: random.Random) -> None:
    mark = word(rng)
    run = student.call(main_with_slow_starters, mark, start_method="fork").run
    pids = [line.pid for line in run.lines if line.text == mark]
    assert pids.count(main_pid(run)) == 0, _(
        "`print_initial_message` was called in the main process; shown is how often. The pool "
        "calls it in each worker, when it is given as its initializer."
    )
    assert len(pids) > 0, _(
        "No worker called `print_initial_message`: give it to the pool as its initializer."
    )
    assert len(set(pids)) == WORKERS, _(
        "Not every worker got to print its first message: we made `print_initial_message` take 1 "
        "second in the first worker, 2 in the next and so on, and `main` ended the late ones "
        "instead of waiting. Shown is how many workers printed."
    )


@points(5, _("`print_initial_message` prints the name of its process"))
@hint(_("multiprocessing.current_process().name is the name of the process that asks."))
def test_initial_message_names_its_process(student: Student, rng: random.Random) -> None:
    name = word(rng)
    run = student.call(introduce, name).run
    printed = [squeezed(line.text) for line in run.lines if line.process == name]
    assert printed == [squeezed(f"Start process: {name}")], _(
        "`print_initial_message`, run in a process called {name}, must print one line, "
        "'Start process: {name}' (white space is left out here)."
    ).format(name=name)


@points(5, _("`worker` returns twice its input"))
@hint(_("`worker` returns its result, it does not print it: return data * 2."))
def test_worker_returns_twice_its_input(student: Student, rng: random.Random) -> None:
    inputs = [0, rng.randint(1, 99), rng.randint(-99, -1), rng.randint(1, 99) / 4]
    seen = student.call(work_out, inputs).value
    assert seen == [2 * data for data in inputs], _(
        "`worker`, called with {inputs}, did not return twice its input."
    ).format(inputs=", ".join(str(data) for data in inputs))


@points(15, _("`parallel_map` returns the results in the order of the items"))
@hint(
    _(
        "pool.map returns a list in the order of the items, whichever is done first. "
        "imap_unordered, a queue and the callback of apply_async give the results as they come."
    )
)
def test_results_keep_the_order_of_the_items(student: Student, rng: random.Random) -> None:
    values, factor, processes = numbers(rng, 9), rng.randint(2, 99), rng.randint(2, 4)
    items = [(value, float(9 - place)) for place, value in enumerate(values)]
    results, nothing = student.call(map_items, items, processes, factor).value
    check_list(results)
    expected = [value * factor for value in values]
    same = sorted(map(repr, results)) == sorted(map(repr, expected))
    assert results == expected, (
        _(
            "`parallel_map` returned all results, but in another order than the items: the later "
            "items were the quicker ones here."
        )
        if same
        else _(
            "`parallel_map` did not return func(item) for each item, with a func that multiplies "
            "by {factor}; the numbers were {values}."
        ).format(factor=factor, values=", ".join(map(str, values)))
    )
    assert nothing == [], _("For an empty list of items, `parallel_map` must return an empty one.")


@points(5, _("`parallel_map` uses as many workers as it is told to"))
@hint(
    _(
        "Give the number to the pool: multiprocessing.Pool(processes). Without it, the pool has "
        "as many workers as the machine has processors."
    )
)
def test_all_workers_are_used(student: Student, rng: random.Random) -> None:
    sizes = rng.sample([2, 3, 5], 2)
    used = []
    for processes in sizes:
        items = [(number, 1.0) for number in range(3 * processes)]
        home, pids, _seconds = student.call(who_works, items, processes).value
        check_list(pids)
        assert pids.count(home) == 0, _(
            "`parallel_map` called the function in the main process; the workers must do that. "
            "Shown is for how many of {count} items."
        ).format(count=len(items))
        used.append(len(set(pids)))
    assert used == sizes, _(
        "`parallel_map` must spread the items over as many processes as it is told to, and start "
        "no others; shown is how many processes worked in two calls with {first} and {second}."
    ).format(first=sizes[0], second=sizes[1])


@points(10, _("The workers of `parallel_map` work at the same time"))
@hint(
    _(
        "pool.apply waits for one result before it hands out the next item, so that all other "
        "workers are idle. pool.map hands them all out at once."
    )
)
def test_workers_work_at_the_same_time(student: Student, rng: random.Random) -> None:
    processes = rng.randint(3, 5)
    items = [(number, 1.0) for number in range(3 * processes)]
    _home, _pids, seconds = student.call(who_works, items, processes).value
    assert seconds <= len(items) / 2, _(
        "{count} items of one second each took too many seconds for {processes} workers: one "
        "after another they need {count}, shared by all workers {best:g}."
    ).format(count=len(items), processes=processes, best=len(items) / processes)


@points(10, _("An exception in a worker is passed on by `parallel_map`"))
@hint(
    _(
        "pool.map raises in the parent what the function raised in the worker: just let it go "
        "through. Catch nothing that you can't put right. (A callback never hears of an exception; "
        "of what apply_async returns, get() raises it.)"
    )
)
def test_exception_is_passed_on(student: Student, rng: random.Random) -> None:
    error, text = (
        rng.choice(["LookupError", "ArithmeticError", "EOFError", "ValueError"]),
        word(rng),
    )
    failing = rng.randint(1, 4)
    items = [(number, 0.1) for number in range(6)]
    seen = student.call(map_failing, items, failing, error, text).value
    assert seen == f"raised {error}: {text}", _(
        "The function raised {error}('{text}') for one of the items. `parallel_map` must raise "
        "the same; shown is what it raised or returned."
    ).format(error=error, text=text)


@points(5, _("`parallel_map` leaves no process behind, also when an item fails"))
@hint(
    _(
        "Use `with multiprocessing.Pool(processes) as pool:` and return from inside: the workers "
        "are ended whatever happens. A pool in a global variable keeps them alive."
    )
)
def test_no_process_is_left_behind(student: Student, rng: random.Random) -> None:
    items = [(number, 0.1) for number in range(4)]
    for failing in (-1, rng.randint(1, 3)):
        mark = word(rng)
        result = student.call(look_back, items, failing, mark)
        done = next(line.time for line in result.run.lines if line.text == mark)
        behind = [
            record.name
            for record in children(result.run)
            if record.ended is None or record.ended > done + LATER
        ]
        case = _("after an exception") if failing in range(4) else _("after it had returned")
        assert behind == [], _("`parallel_map` left these processes running, {case}.").format(
            case=case
        )
        assert result.value == 0, _(
            "`parallel_map` neither closed nor terminated its pool, {case}: its workers ended only "
            "because Python threw the pool away, which gave a ResourceWarning. Shown is how many "
            "pools were left open."
        ).format(case=case)
    assert len(children(result.run)) > 0, _("`parallel_map` started no process at all.")


@points(5, _("The program works under spawn: importing the file starts and prints nothing"))
@hint(
    _(
        'A spawned worker imports your file anew. Call `main()` only under if __name__ == "__main__"'
        ", and give the pool functions it can import: no lambda, no function inside a function."
    )
)
def test_spawned_workers_import_the_file_quietly(student: Student) -> None:
    check_quiet_import(student)
    run = student.run_main(start_method="spawn")
    check_workers_of_main(run)
    check_introductions(run)
    check_result(run)
