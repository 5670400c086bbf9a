"""Hidden tests of exercise 09: shared memory is read by the tests themselves, after every schedule."""

import multiprocessing
import random
import re
import time
import types

from processes import (
    check_nothing_left,
    check_quiet_import,
    lines_of_children,
    lines_of_main,
)
from texts import tidy

from grader.language import translate as _
from grader.runs.trace import Line, Run
from grader.testing import Student, hint, points, probe, schedules

NUMBER, NUMBERS = 5, list(range(10))
"""What `main` puts into shared memory."""
NEW_NUMBER, FACTOR = 50, 10
WORKERS, TIMES = 3, 2
"""Few, and yet an update is lost under nearly every schedule that allows it."""
SECONDS = 2.0
"""Virtual seconds that our own workers take."""
SEEDS = 1_000_000


@probe
def run_worker(submission: types.ModuleType, number: int, numbers: list) -> dict:
    """Run the student's `worker` in a process; return what shared memory holds afterwards."""
    num, num_list = multiprocessing.Value("i", number), multiprocessing.Array("i", numbers)
    process = multiprocessing.Process(target=submission.worker, args=(num, num_list))
    process.start()
    process.join()
    return {"number": num.value, "numbers": num_list[:], "code": process.exitcode}


@probe
def run_main_with_another_worker(submission: types.ModuleType, number: int, numbers: list) -> None:
    """Run the student's `main` with a worker that takes its time and writes what we choose."""
    submission.worker = Writer(number, numbers, SECONDS)
    submission.main()


class Writer:
    """Stands in for `worker`."""

    def __init__(self, number: int, numbers: list, seconds: float) -> None:
        self.number, self.numbers, self.seconds = number, numbers, seconds
        self.__name__ = self.__qualname__ = "worker"

    def __call__(self, num: object, num_list: object) -> None:
        print(f"given {num.value} and {num_list[:]}", flush=True)
        time.sleep(self.seconds)
        num.value = self.number
        num_list[:] = self.numbers


@probe
def add_side_by_side(submission: types.ModuleType, first: int, workers: int, times: int) -> int:
    """What a counter holds after several processes ran the student's `add_many`."""
    counter = multiprocessing.Value("i", first)
    processes = [
        multiprocessing.Process(target=submission.add_many, args=(counter, times))
        for _worker in range(workers)
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    return counter.value


@probe
def add_beside_us(submission: types.ModuleType, first: int, times: int) -> int:
    """What a counter holds after the student's `add_many` and we both added to it."""
    counter = multiprocessing.Value("i", first)
    process = multiprocessing.Process(target=submission.add_many, args=(counter, times))
    process.start()
    lock = counter.get_lock()
    for _time in range(times):
        with lock:
            counter.value += 1
    process.join()
    return counter.value


@probe
def add_in_turns(submission: types.ModuleType, first: int, turns: list) -> list:
    """What a counter holds after each of several calls of `add_many`, one after another."""
    counter = multiprocessing.Value("i", first)
    seen = []
    for times in turns:
        submission.add_many(counter, times)
        seen.append(counter.value)
    return seen


@probe
def count(submission: types.ModuleType, workers: int, times: int) -> object:
    """What `count_together` returns."""
    return submission.count_together(workers, times)


@probe
def count_with_our_adder(submission: types.ModuleType, calls: list, bonus: int) -> list:
    """What `count_together` returns, call by call, and how long it takes, with our `add_many`."""
    submission.add_many = Adder(bonus, SECONDS)
    results = []
    for workers, times in calls:
        started = time.monotonic()
        total = submission.count_together(workers, times)
        results.append([total, round(time.monotonic() - started, 1)])
    return results


class Adder:
    """Stands in for `add_many`: takes its time, and adds more than it is asked for."""

    def __init__(self, bonus: int, seconds: float) -> None:
        self.bonus, self.seconds = bonus, seconds
        self.__name__ = self.__qualname__ = "add_many"

    def __call__(self, counter: object, times: int) -> None:
        time.sleep(self.seconds)
        with counter.get_lock():
            counter.value += times + self.bonus


def some_numbers(rng: random.Random) -> list[int]:
    """Return some numbers, 0 and a negative one among them, but not as many as `main` has."""
    positive = rng.sample(range(1, 999), rng.choice([3, 4, 5, 10, 11, 12]))
    numbers = [0, rng.randint(-999, -1), *positive]
    rng.shuffle(numbers)
    return numbers


def seen_by(who: str, number: int, numbers: list[int]) -> str:
    """Return the line that the brief asks for."""
    return f"{who} {number} and {numbers}"


def said(lines: list[Line]) -> list[str]:
    """Return what was printed, white space evened out."""
    return [even(line.text) for line in lines]


def even(text: str) -> str:
    """Return `text` with white space as Python prints lists."""
    text = re.sub(r"\s*,\s*", ", ", tidy(text))
    return text.replace("[ ", "[").replace(" ]", "]")


def check_main(run: Run) -> None:
    """Compare what `main` and its child printed, and who did."""
    assert said(lines_of_children(run)) == [seen_by("worker sees", NUMBER, NUMBERS)], _(
        "The process that runs `worker` must print what it finds in shared memory, before it "
        "changes anything. Shown is what the child processes printed."
    )
    changed = [number * FACTOR for number in NUMBERS]
    assert said(lines_of_main(run)) == [seen_by("main sees", NEW_NUMBER, changed)], _(
        "When `worker` is done, `main` must find its changes in shared memory and print them. "
        "Shown is what the main process printed."
    )


@points(15, _("`main` runs `worker` in a process and prints what that process changed"))
@hint(
    _(
        'Build multiprocessing.Value("i", 5) and multiprocessing.Array("i", range(10)), pass both '
        "as arguments, join the process, and only then read num.value and num_list[:]."
    )
)
def test_main_prints_the_changes(student: Student, rng: random.Random) -> None:
    run = student.run_main(schedule=rng.randint(1, SEEDS))
    check_main(run)
    check_nothing_left(run)


@points(10, _("`main` shares 5 and 0 to 9, waits for the process, and prints what is there then"))
@hint(
    _(
        "Print what is in the Value and the Array after join(), not what you expect there. A "
        "plain int or list is copied into the child, and the parent's own never changes."
    )
)
def test_main_waits_for_whatever_is_written(student: Student, rng: random.Random) -> None:
    number, numbers = rng.randint(100, 999), rng.sample(range(1000), len(NUMBERS))
    run = student.call(run_main_with_another_worker, number, numbers, start_method="fork").run
    assert said(lines_of_children(run)) == [seen_by("given", NUMBER, NUMBERS)], _(
        "We put another `worker` in the place of yours. `main` must run it in a process, with a "
        "Value and an Array as arguments; shown is what they held."
    )
    assert said(lines_of_main(run)) == [seen_by("main sees", number, numbers)], _(
        "We put another `worker` in the place of yours, which takes {seconds:g} seconds and writes "
        "other numbers. `main` must wait for it and print what it wrote."
    ).format(seconds=SECONDS)


@points(5, _("`worker` prints what it finds in shared memory"))
@hint(
    _("The number is num.value, and num_list[:] is a list of the elements. Print before you write.")
)
def test_worker_prints_what_it_sees(student: Student, rng: random.Random) -> None:
    number, numbers = rng.randint(100, 999), some_numbers(rng)
    run = student.call(run_worker, number, numbers).run
    assert said(lines_of_children(run)) == [seen_by("worker sees", number, numbers)], _(
        "`worker`, run in a process with a Value and an Array of ours, did not print what they hold."
    )


@points(5, _("`worker` sets the number to 50"))
@hint(
    _(
        "num = 50 would give the name num to another object, in this one process. What is shared "
        "is the content of the Value: num.value = 50."
    )
)
def test_worker_sets_the_number(student: Student, rng: random.Random) -> None:
    result = student.call(run_worker, rng.randint(100, 999), some_numbers(rng))
    assert result.value["number"] == NEW_NUMBER, _(
        "After `worker` has run in another process, the Value must hold the new number."
    )


@points(10, _("`worker` multiplies each element of the array by 10 in place"))
@hint(
    _(
        "num_list = [...] makes a new list and gives it the name num_list, in this one process; "
        "the array is as it was. So it is when the variable of a loop over it is changed. Assign "
        "to its elements: num_list[i] = ..."
    )
)
def test_worker_changes_the_array_in_place(student: Student, rng: random.Random) -> None:
    numbers = some_numbers(rng)
    result = student.call(run_worker, rng.randint(100, 999), numbers)
    assert result.value["code"] == 0, _(
        "The process that ran `worker` did not end normally; shown is its exit code."
    )
    seen = result.value["numbers"]
    summary = _(
        "The array held {numbers}. After `worker` has run in another process, each element must "
        "be {factor} times what it was."
    ).format(numbers=numbers, factor=FACTOR)
    if seen == numbers:
        summary += " " + _("Nothing of the array has changed.")
    assert seen == [number * FACTOR for number in numbers], summary


@points(20, _("Several processes run `add_many` with one counter and lose no update"))
@hint(
    _(
        "counter.value += 1 is two steps, reading and writing, and each takes the lock on its own. "
        "Hold the counter's lock around both: with counter.get_lock():"
    )
)
@schedules(10)
def test_no_update_is_lost(student: Student, rng: random.Random) -> None:
    first = rng.randint(10, 99)
    result = student.call(add_side_by_side, first, WORKERS, TIMES)
    assert result.value == first + WORKERS * TIMES, _(
        "{workers} processes ran `add_many(counter, {times})` at the same time with a counter at "
        "{first}. Shown is what it holds afterwards. Where there is less, one process wrote over "
        "what another had just added."
    ).format(workers=WORKERS, times=TIMES, first=first)


@points(5, _("`add_many` uses the lock that belongs to the counter"))
@hint(
    _(
        "A lock keeps out only those who ask for the same lock. Each Value has its own, which "
        "travels with it into every process: counter.get_lock(). Who acquires it must release it, "
        "each time; with does both."
    )
)
@schedules(6)
def test_lock_is_the_counters_own(student: Student, rng: random.Random) -> None:
    first, times = rng.randint(10, 99), TIMES + 2
    result = student.call(add_beside_us, first, times)
    assert result.value == first + 2 * times, _(
        "A process ran `add_many(counter, {times})` while we added as much to the counter, which "
        "was at {first}, each time under counter.get_lock(). Shown is what it holds afterwards."
    ).format(times=times, first=first)


@points(5, _("`add_many` adds exactly as often as it is told to"))
@hint(_("Add to what the counter holds already, once for each of range(times)."))
def test_add_many_counts_exactly(student: Student, rng: random.Random) -> None:
    first, turns = rng.randint(10, 99), [rng.randint(3, 9), 0, rng.randint(10, 30)]
    seen = student.call(add_in_turns, first, turns).value
    expected = [first + sum(turns[: n + 1]) for n in range(len(turns))]
    assert seen == expected, _(
        "The counter was at {first}, then `add_many` was called with {turns} as `times`, one call "
        "after another; shown is what the counter held after each."
    ).format(first=first, turns=", ".join(map(str, turns)))


@points(15, _("`count_together` runs `add_many` in processes, all at once, and reads the counter"))
@hint(
    _(
        "Start all processes before you join the first one, and join all before you read the "
        "counter. The result is what the counter holds, not what it should hold."
    )
)
def test_count_together_waits_and_reads(student: Student, rng: random.Random) -> None:
    workers, times, bonus = rng.randint(3, 5), rng.randint(3, 9), rng.randint(100, 999)
    result = student.call(
        count_with_our_adder, [[workers, times], [2, 1]], bonus, start_method="fork"
    )
    children = [record for record in result.run.processes if record.order > result.run.call_order]
    assert len(children) == workers + 2, _(
        "`count_together` was called for {workers} workers and then for 2. It must start one "
        "process for each worker; shown is how many there were."
    ).format(workers=workers)
    totals = [total for total, _seconds in result.value]
    assert totals == [workers * (times + bonus), 2 * (1 + bonus)], _(
        "We put another `add_many` in the place of yours, which takes {seconds:g} seconds and adds "
        "{bonus} more than it is asked for. `count_together`, called twice, must return what the "
        "counter holds when all are done, each time with a new counter."
    ).format(seconds=SECONDS, bonus=bonus)
    assert max(seconds for _total, seconds in result.value) <= SECONDS, _(
        "We put another `add_many` in the place of yours, which takes {seconds:g} seconds. The "
        "processes did not run at the same time; shown are the seconds that `count_together` took."
    ).format(seconds=SECONDS)
    assert list(result.run.leftovers) == [], _(
        "These processes were still running when the program ended."
    )


@points(10, _("The program works under spawn: importing the file starts and prints nothing"))
@hint(
    _(
        'A spawned child imports your file anew. Call `main()` only under if __name__ == "__main__"'
        ", give Process a function it can import (no lambda, no function inside a function), and "
        "pass the shared objects as arguments: a global one is made anew in each child. "
        "What fails without spawn, too, mend first."
    )
)
def test_spawned_children_share_the_memory(student: Student, rng: random.Random) -> None:
    check_quiet_import(student)
    check_main(student.run_main(start_method="spawn", schedule=rng.randint(1, SEEDS)))
    times, order = rng.randint(3, 9), rng.randint(1, SEEDS)
    result = student.call(count, 1, times, start_method="spawn", schedule=order)
    assert result.value == times, _(
        "Under spawn, `count_together(1, {times})` did not return what its one process added."
    ).format(times=times)
