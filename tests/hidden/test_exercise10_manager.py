"""Hidden tests of exercise 10: managed objects are read by the tests themselves, as the parent."""

import multiprocessing
import multiprocessing.managers
import random
import re
import time
import types
from collections.abc import Callable

from processes import (
    check_nothing_left,
    check_quiet_import,
    lines_of_children,
    lines_of_main,
)
from texts import tidy, words

from grader.language import translate as _
from grader.runs.trace import Line, Run
from grader.testing import Student, hint, points, probe, schedules

NUMBER, NUMBERS, TEXT = 5, list(range(10)), "python"
"""What `main` puts into the manager."""
NEW_NUMBER, FACTOR, NEW_TEXT = 50, 10, "python3"
WRITERS, ITEMS = 3, 2
"""Few, and yet an item is lost under nearly every schedule that allows it."""
SECONDS = 2.0
"""Virtual seconds that our own worker takes."""
SEEDS = 1_000_000


@probe
def run_worker(submission: types.ModuleType, number: int, numbers: list, text: str) -> dict:
    """Run the student's `worker` in a process; return what the manager holds afterwards."""
    with multiprocessing.Manager() as manager:
        v, a = manager.Value("i", number), manager.Array("i", numbers)
        items, d = manager.list(numbers[::-1]), manager.dict({"key": text})
        process = multiprocessing.Process(target=submission.worker, args=(v, a, items, d))
        process.start()
        process.join()
        contents = {"v": v.value, "a": list(a[:]), "l": items[:], "d": dict(d)}
        return {**contents, "code": process.exitcode}


@probe
def run_main_with_another_worker(
    submission: types.ModuleType, number: int, numbers: list, text: str
) -> None:
    """Run the student's `main` with a worker that takes its time and writes what we choose."""
    submission.worker = Writer(number, numbers, text, SECONDS)
    submission.main()


class Writer:
    """Stands in for `worker`."""

    def __init__(self, number: int, numbers: list, text: str, seconds: float) -> None:
        self.number, self.numbers, self.text, self.seconds = number, numbers, text, seconds
        self.__name__ = self.__qualname__ = "worker"

    def __call__(self, *shared: object) -> None:
        kinds = [isinstance(each, multiprocessing.managers.BaseProxy) for each in shared]
        print(f"managed {kinds}", flush=True)
        v, a, items, d = shared
        print(f"given {v.value}, {list(a[:])}, {items[:]}, {dict(d)}", flush=True)
        time.sleep(self.seconds)
        v.value = self.number
        for index, number in enumerate(self.numbers):
            a[index] = number
        items[:] = self.numbers[::-1]
        d["key"] = self.text


@probe
def record_in_a_process(submission: types.ModuleType, before: dict, entries: list) -> dict:
    """Have one process record the entries; return what the managed dict holds afterwards."""
    with multiprocessing.Manager() as manager:
        d = manager.dict(before)
        run_writers(submission, d, [entries])
        return dict(d)


@probe
def record_under_own_keys(submission: types.ModuleType, plans: list) -> dict:
    """Have several processes record at the same time; return what the managed dict holds."""
    with multiprocessing.Manager() as manager:
        d = manager.dict({key: [] for plan in plans for key, _item in plan})
        run_writers(submission, d, plans)
        return dict(d)


@probe
def record_in_one_list(submission: types.ModuleType, key: str, plans: list) -> dict:
    """Have several processes record in one managed list; return what everyone finds in it."""
    with multiprocessing.Manager() as manager:
        shared = manager.list()
        d = manager.dict({key: shared})
        run_writers(submission, d, plans)
        return {"list": sorted(shared[:]), "dict": sorted(d[key][:])}


def run_writers(submission: types.ModuleType, d: object, plans: list) -> None:
    writers = [
        multiprocessing.Process(target=record_all, args=(submission.record, d, plan))
        for plan in plans
    ]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()


def record_all(record: Callable[..., None], d: object, entries: list) -> None:
    for key, item in entries:
        record(d, key, item)


@probe
def record_here(submission: types.ModuleType, key: str, items: list) -> list:
    """Record under a new key, in this process; return the list."""
    with multiprocessing.Manager() as manager:
        d = manager.dict()
        for item in items:
            submission.record(d, key, item)
        return d[key]


def some_numbers(rng: random.Random) -> list[int]:
    """Return some numbers, 0 and a negative one among them, but not as many as `main` has."""
    numbers = [0, rng.randint(-999, -1), *rng.sample(range(1, 999), rng.randint(2, 5))]
    rng.shuffle(numbers)
    return numbers


def seen_by(who: str, number: int, numbers: list[int], items: list[int], text: str) -> str:
    """Return the line that the brief asks for."""
    return f"{who} {number}, {numbers}, {items}, {{'key': '{text}'}}"


def said(lines: list[Line]) -> list[str]:
    """Return what was printed, white space evened out."""
    return [even(line.text) for line in lines]


def even(text: str) -> str:
    """Return `text` with white space as Python prints lists."""
    text = re.sub(r"\s*([,:])\s*", r"\1 ", tidy(text))
    return re.sub(r"(?<=[\[{]) | (?=[\]}])", "", text)


def check_main(run: Run) -> None:
    """Compare what `main` and its child printed, and who did."""
    before = seen_by("worker sees", NUMBER, NUMBERS, NUMBERS, TEXT)
    assert said(lines_of_children(run)) == [before], _(
        "The process that runs `worker` must print what the managed objects hold, before it "
        "changes anything. Shown is what the child processes printed."
    )
    changed = [number * FACTOR for number in NUMBERS]
    after = seen_by("main sees", NEW_NUMBER, changed, changed, NEW_TEXT)
    assert said(lines_of_main(run)) == [after], _(
        "When `worker` is done, `main` must find its changes in the managed objects and print "
        "them. Shown is what the main process printed."
    )


@points(15, _("`main` runs `worker` in a process and prints what that process changed"))
@hint(
    _(
        "Build all four through one Manager(), pass them as arguments, join the process, and read "
        "them before the manager is shut down: inside the with block."
    )
)
def test_main_prints_the_changes(student: Student, rng: random.Random) -> None:
    run = student.run_main(schedule=rng.randint(1, SEEDS))
    check_main(run)
    check_nothing_left(run)


@points(10, _("`main` shares four managed objects, waits, and prints what they hold then"))
@hint(
    _(
        "manager.Value, manager.Array, manager.list and manager.dict make objects that live in the "
        "manager's process. A plain dict is copied into the child, and yours never changes. Print "
        "what the objects hold after join(), not what you expect there."
    )
)
def test_main_waits_for_whatever_is_written(student: Student, rng: random.Random) -> None:
    number, numbers = rng.randint(100, 999), rng.sample(range(1000), len(NUMBERS))
    text = words(rng, 1)[0]
    run = student.call(run_main_with_another_worker, number, numbers, text, start_method="fork").run
    kinds, *given = said(lines_of_children(run)) or [""]
    assert kinds == "managed [True, True, True, True]", _(
        "We put another `worker` in the place of yours. `main` must run it in a process and pass "
        "it four objects of a manager; shown is whether v, a, l and d are."
    )
    assert given == [seen_by("given", NUMBER, NUMBERS, NUMBERS, TEXT)], _(
        "We put another `worker` in the place of yours; shown is what the objects held that `main` "
        "gave it."
    )
    after = seen_by("main sees", number, numbers, numbers[::-1], text)
    assert said(lines_of_main(run)) == [after], _(
        "We put another `worker` in the place of yours, which takes {seconds:g} seconds and writes "
        "other things. `main` must wait for it and print what it wrote."
    ).format(seconds=SECONDS)


@points(5, _("`worker` prints what it finds in the managed objects"))
@hint(
    _(
        "Print v.value, and plain copies of the others: list(a), list(l), dict(d). Print before "
        "you change anything."
    )
)
def test_worker_prints_what_it_sees(student: Student, rng: random.Random) -> None:
    number, numbers, text = rng.randint(100, 999), some_numbers(rng), words(rng, 1)[0]
    run = student.call(run_worker, number, numbers, text).run
    expected = seen_by("worker sees", number, numbers, numbers[::-1], text)
    assert said(lines_of_children(run)) == [expected], _(
        "`worker`, run in a process with managed objects of ours, did not print what they hold."
    )


@points(5, _("`worker` sets the value and the entry of the dict"))
@hint(_("Assign to what is inside: v.value = 50 and d['key'] = 'python3'."))
def test_worker_sets_value_and_entry(student: Student, rng: random.Random) -> None:
    result = student.call(run_worker, rng.randint(100, 999), some_numbers(rng), words(rng, 1)[0])
    seen = [result.value["v"], result.value["d"]]
    assert seen == [NEW_NUMBER, {"key": NEW_TEXT}], _(
        "After `worker` has run in another process, the Value and the dict must hold the new number "
        "and the new text."
    )


@points(5, _("`worker` multiplies each element of the array by 10 in place"))
@hint(_("a = [...] only gives the name a to a new list. Assign to the elements: a[i] = ..."))
def test_worker_changes_the_array_in_place(student: Student, rng: random.Random) -> None:
    numbers = some_numbers(rng)
    result = student.call(run_worker, rng.randint(100, 999), numbers, words(rng, 1)[0])
    assert result.value["code"] == 0, _(
        "The process that ran `worker` did not end normally; shown is its exit code."
    )
    assert result.value["a"] == [number * FACTOR for number in numbers], _(
        "The managed array held {numbers}. After `worker` has run in another process, each element "
        "must be {factor} times what it was."
    ).format(numbers=numbers, factor=FACTOR)


@points(5, _("`worker` multiplies each element of the list by 10 in place"))
@hint(
    _(
        "l = [...] only gives the name l to a new list, and l *= 10 repeats the list ten times. "
        "Assign to the elements: l[i] = ..."
    )
)
def test_worker_changes_the_list_in_place(student: Student, rng: random.Random) -> None:
    numbers = some_numbers(rng)
    result = student.call(run_worker, rng.randint(100, 999), numbers, words(rng, 1)[0])
    assert result.value["code"] == 0, _(
        "The process that ran `worker` did not end normally; shown is its exit code."
    )
    assert result.value["l"] == [number * FACTOR for number in numbers[::-1]], _(
        "The managed list held {numbers}. After `worker` has run in another process, each element "
        "must be {factor} times what it was."
    ).format(numbers=numbers[::-1], factor=FACTOR)


@points(15, _("`record` appends to a list inside a managed dict, and the parent sees it"))
@hint(
    _(
        "d[key] gives you a copy of the list; appending to the copy tells the manager nothing. "
        "Assign the longer list back: d[key] = items."
    )
)
def test_parent_sees_what_was_recorded(student: Student, rng: random.Random) -> None:
    key, other, *items = words(rng, 6)
    before = {key: items[:1], other: items[:2]}
    entries = [[key, item] for item in items[1:]]
    result = student.call(record_in_a_process, before, entries)
    assert result.value == {**before, key: items}, _(
        "The managed dict held {before}. A process called `record(d, {key!r}, item)` with each of "
        "{items}, but this is what the parent finds."
    ).format(before=before, key=key, items=", ".join(items[1:]))


@points(5, _("`record` begins a list where the dict has no such key yet"))
@hint(
    _(
        "d.get(key, []) and d.setdefault(key, []) give an empty list where there is none. What you "
        "get is a copy of the list: assign it back when the item is in it."
    )
)
def test_record_begins_a_list(student: Student, rng: random.Random) -> None:
    key, *items = words(rng, 3)
    seen = student.call(record_here, key, items).value
    assert seen == items, _(
        "The managed dict was empty, and two items were recorded under one key."
    )


@points(10, _("Writers with a key each lose nothing of each other's"))
@hint(
    _(
        "Write back only what you changed: d[key] = items. Who copies the whole dict and writes "
        "all of it back undoes what others recorded in between."
    )
)
@schedules(5)
def test_writers_keep_out_of_each_others_way(student: Student, rng: random.Random) -> None:
    keys = words(rng, WRITERS)
    plans = [[[key, rng.randint(100, 999)] for _item in range(ITEMS)] for key in keys]
    result = student.call(record_under_own_keys, plans)
    expected = {key: [item for _key, item in plan] for key, plan in zip(keys, plans, strict=True)}
    assert result.value == expected, _(
        "{count} processes recorded at the same time, each under a key of its own. Shown is what "
        "the dict holds afterwards."
    ).format(count=WRITERS)


@points(15, _("Several writers append to one managed list inside the dict and lose nothing"))
@hint(
    _(
        "Where d[key] is a managed list, what you get is a proxy of it, not a copy: call its "
        "append(). A new list that you put in its place takes away what others append meanwhile."
    )
)
@schedules(4)
def test_writers_share_one_managed_list(student: Student, rng: random.Random) -> None:
    key = words(rng, 1)[0]
    numbers = rng.sample(range(100, 1000), WRITERS * ITEMS)
    plans = [[[key, number] for number in numbers[n::WRITERS]] for n in range(WRITERS)]
    result = student.call(record_in_one_list, key, plans)
    expected = {"list": sorted(numbers), "dict": sorted(numbers)}
    assert result.value == expected, _(
        "d[key] was a managed list, and {count} processes recorded in it at the same time. Shown, "
        "sorted, is what the list itself holds afterwards and what d[key] holds."
    ).format(count=WRITERS)


@points(10, _("The program works under spawn: importing the file starts and prints nothing"))
@hint(
    _(
        'A spawned child imports your file anew. Call `main()` only under if __name__ == "__main__"'
        ", make the Manager in `main`, not at the top of the file, and give Process a function it "
        "can import: no lambda, no function inside a function. What fails without spawn, too, mend "
        "first."
    )
)
def test_spawned_children_import_the_file_quietly(student: Student, rng: random.Random) -> None:
    check_quiet_import(student)
    check_main(student.run_main(start_method="spawn", schedule=rng.randint(1, SEEDS)))
