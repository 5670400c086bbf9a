"""Hidden tests of exercise 07: every item is followed through the queues, from process to process."""

import multiprocessing
import random
import string
import time
import types
from collections import Counter

from answers import kind_of
from processes import check_nothing_left, check_quiet_import, children, lines
from texts import tidy, word, words

from grader.language import translate as _
from grader.runs.trace import Line, Message, Run
from grader.testing import Student, hint, points, probe, schedules

GREETING = "Hello world"
DELAY = 1
"""Seconds that `get_data` sleeps."""
LARGE = 100_000
"""Characters: more than a pipe holds."""
LATE = 20
"""Virtual seconds that it takes to send a slow item."""
TELLTALE = 4
"""Characters that tell one large item from another."""
LINGERING = 2
"""Virtual seconds by which processes are made to end later, so that it shows who waits for them."""
SPECIAL = ["", "STOP", "END", "DONE", "QUIT", "EXIT", "None", "sentinel", "0"]


@probe
def put_greeting(submission: types.ModuleType, name: str) -> list:
    """Run `set_data` in a process called `name`; return what is in the queue then."""
    queue = multiprocessing.Queue()
    process = multiprocessing.Process(target=submission.set_data, args=(queue,), name=name)
    process.start()
    process.join()
    queue.put(None)
    return list(iter(queue.get, None))


@probe
def get_item(submission: types.ModuleType, name: str, item: object, when: float) -> None:
    """Run `get_data` in a process called `name`; put the item after `when` seconds."""
    queue = multiprocessing.Queue()
    process = multiprocessing.Process(target=submission.get_data, args=(queue,), name=name)
    process.start()
    time.sleep(when)
    queue.put(item)
    process.join()


@probe
def gather(submission: types.ModuleType, producers: int, consumers: int, items: list) -> dict:
    """What `collect` returns, and which processes it left behind."""
    result = submission.collect(producers, consumers, items)
    return {"result": result, "left": [child.name for child in multiprocessing.active_children()]}


def linger() -> None:
    """Let each process that is forked from now on take its time when its work is done."""
    run = multiprocessing.Process.run

    def run_and_linger(process: multiprocessing.Process) -> None:
        run(process)
        time.sleep(LINGERING)

    multiprocessing.Process.run = run_and_linger


@probe
def left_by_main(submission: types.ModuleType) -> list:
    """Which processes `main` leaves behind."""
    linger()
    submission.main()
    return sorted(child.name for child in multiprocessing.active_children())


@probe
def left_by_collect(submission: types.ModuleType, items: list) -> int:
    """How many processes `collect` leaves behind."""
    linger()
    submission.collect(2, 3, items)
    return len(multiprocessing.active_children())


@probe
def gather_large(submission: types.ModuleType, producers: int, consumers: int, items: list) -> dict:
    """The same with items of many characters, of which only the beginnings come back."""
    result = submission.collect(producers, consumers, [text * LARGE for text in items])
    sound = isinstance(result, list) and all(isinstance(text, str) for text in result)
    return {"result": [[text[:TELLTALE], len(text)] for text in result] if sound else result}


class Slow(str):
    """An item that takes its time to be sent; whoever receives it has an ordinary text."""

    __slots__ = ()

    def __reduce__(self) -> tuple:
        time.sleep(LATE)
        return str, (str(self),)


@probe
def gather_slow(submission: types.ModuleType, items: list) -> object:
    """What `collect` returns of items that take their time to be sent."""
    return submission.collect(1, 2, [Slow(text) for text in items])


def told(line: Line, second: float) -> str:
    """Tell who printed a line, when and what."""
    return story(line.process, second, tidy(line.text))


def story(process: str, second: float, text: str) -> str:
    """Write one line of a story."""
    return f"{process}, after {second:.1f} s: {text}"


def start_of(run: Run) -> float:
    """Return when the first process was started."""
    return min((record.started for record in children(run)), default=0.0)


def stories(run: Run) -> list[str]:
    """Return who printed what and when, counted from the start of the first process."""
    start = start_of(run)
    return [told(line, max(0.0, line.time - start)) for line in lines(run)]


def set_line(name: str) -> str:
    """Return the line that `set_data` prints in a process of this name."""
    return f"[{name}] set queue data : {GREETING}"


def get_line(name: str, item: object) -> str:
    """Return the line that `get_data` prints in a process of this name."""
    return f"[{name}] get queue data : {item}"


def by_children(run: Run, action: str) -> list[Message]:
    """Return what the processes that were started did with queues."""
    pids = {record.pid for record in children(run)}
    return [one for one in run.messages if one.action == action and one.pid in pids]


def collect_all(
    student: Student,
    counts: tuple[int, int],
    items: list,
    *,
    large: bool = False,
    spawned: bool = False,
) -> dict:
    """Have the items collected by so many producers and consumers; return the probe's answer."""
    result = student.call(
        gather_large if large else gather,
        *counts,
        items,
        start_method="spawn" if spawned else None,
    )
    check_work(result.run, *counts, items)
    return result.value


def check_collected(seen: object, items: list) -> None:
    """Compare what `collect` returned."""
    assert kind_of(seen) == "list", _(
        "`collect` must return a list; shown is the kind of thing that it returned."
    )
    expected = sorted(items)
    assert seen == expected, explain_collected(seen, expected)


def explain_collected(seen: list, expected: list) -> str:
    """Return what is wrong with the list that `collect` returned."""
    has, wanted = Counter(map(repr, seen)), Counter(map(repr, expected))
    if has == wanted:
        return _("`collect` returned the right items, but they are not sorted.")
    missing, extra = wanted - has, has - wanted
    if missing and not extra:
        return _("`collect` lost items: {count} of {all} did not come back.").format(
            count=missing.total(), all=len(expected)
        )
    if extra and not missing and set(extra) <= set(wanted):
        return _("`collect` returned items more often than they were given to it.")
    return _("`collect` must return the items themselves, each as often as it was given.")


def check_work(run: Run, producers: int, consumers: int, items: list) -> None:
    """See to it that the items went from process to process, and nobody failed."""
    count = len(children(run))
    assert count >= producers + consumers, _(
        "`collect` must start one process for each producer and each consumer (a thread is none); "
        "shown is how many it started. Producers: {producers}, consumers: {consumers}."
    ).format(producers=producers, consumers=consumers)
    failed = [f"{one.name}: {one.exit_code}" for one in children(run) if (one.exit_code or 0) > 0]
    assert failed == [], _(
        "A process that `collect` started did not end well; shown is its exit code."
    )
    put, got = len(by_children(run, "put")), len(by_children(run, "get"))
    assert put >= len(items), _(
        "The producers must put every item into a queue, one by one; shown is how often a process "
        "that `collect` started has put something."
    )
    assert got >= len(items), _(
        "The consumers must get every item from a queue; shown is how often a process that "
        "`collect` started got something."
    )


@points(15, _("`main`: one process puts the greeting, another prints it a second later"))
@hint(
    _(
        "One multiprocessing.Queue, handed to both processes in args=(q,). Start both, then join "
        "both. The name of a process is given when it is built: Process(..., name='set_data')."
    )
)
def test_main_passes_the_greeting(student: Student) -> None:
    run = student.run_main()
    expected = [
        story("set_data", 0, set_line("set_data")),
        story("get_data", DELAY, get_line("get_data", GREETING)),
    ]
    count = len(children(run))
    assert count == len(expected), _(
        "`main` must start two processes (a thread is none); shown is how many it started."
    )
    assert stories(run) == expected, _(
        "`main` did not have two processes, named after their functions, print these lines at "
        "these times (counted from the first start)."
    )
    passed = [f"{one.process} {one.action} {one.summary}" for one in run.messages]
    assert passed == [f"set_data put {GREETING!r}", f"get_data get {GREETING!r}"], _(
        "The greeting did not go from one process to the other through a queue; shown is what went "
        "through queues."
    )
    check_nothing_left(run)
    left = student.call(left_by_main, start_method="fork").value
    assert left == [], _(
        "When `main` returned, these processes were still running: it must wait for both with "
        "`join`. (We made every process end {seconds} seconds later than it would.)"
    ).format(seconds=LINGERING)


@points(10, _("Both functions name their process, and pass on whatever is in the queue"))
@hint(
    _(
        "multiprocessing.current_process().name is the name of the process that asks. q.get() "
        "blocks until there is something; print what it returned."
    )
)
def test_functions_alone(student: Student, rng: random.Random) -> None:
    name = word(rng)
    result = student.call(put_greeting, name)
    assert result.value == [GREETING], _(
        "`set_data` must put '{text}' into the queue, once; shown is what it put."
    ).format(text=GREETING)
    assert stories(result.run) == [story(name, 0, set_line(name))], _(
        "`set_data`, run in a process of another name, did not print its line."
    )
    for when in (0.2, rng.randint(3, 30)):
        item = word(rng)
        run = student.call(get_item, name, item, when).run
        assert stories(run) == [story(name, max(when, DELAY), get_line(name, item))], _(
            "An item was put into the queue {when:g} seconds after the start. `get_data` must "
            "sleep {delay} second, get the item as soon as it is there, and print its line."
        ).format(when=when, delay=DELAY)


@points(15, _("`collect` returns every item once, for any numbers of producers and consumers"))
@hint(
    _(
        "Join the producers, then put one end mark for each consumer (not one for each producer, "
        "and not one for all), get the results, and join the consumers."
    )
)
def test_any_numbers_of_processes(student: Student, rng: random.Random) -> None:
    few, many = rng.randint(1, 2), rng.randint(3, 4)
    for producers, consumers in ((few, many), (many, few), (1, 1)):
        numbers = rng.choices(range(1, 1000), k=rng.randint(8, 12))
        items = sorted([*numbers, *numbers[:2]], reverse=True)
        value = collect_all(student, (producers, consumers), items)
        check_collected(value["result"], items)


@points(
    15, _("Nothing is lost and nobody waits forever, in whatever order processes get their turns")
)
@hint(
    _(
        "q.empty() and q.qsize() only tell what was a moment ago, and not what will come: decide "
        "by an end mark that comes after all items, one for each consumer."
    )
)
@schedules(10)
def test_any_order_of_turns(student: Student, rng: random.Random) -> None:
    producers, consumers = rng.choice([(1, 2), (2, 1)])
    items = sorted(words(rng, 3), reverse=True)
    value = collect_all(student, (producers, consumers), items)
    check_collected(value["result"], items)


@points(15, _("Neither large items nor slow ones are lost or make `collect` wait forever"))
@hint(
    _(
        "A pipe holds about 64 KiB. A process that has put more does not end before somebody has "
        "got it: let the consumers run at the same time, and get all results before you join them. "
        "And that nothing has come for some time (get with a timeout) is no end mark."
    )
)
def test_large_items(student: Student, rng: random.Random) -> None:
    letters = sorted(rng.sample(string.ascii_lowercase, 6), reverse=True)
    value = collect_all(student, (2, 3), letters, large=True)
    check_collected(value["result"], [[letter * TELLTALE, LARGE] for letter in letters])
    late = sorted(words(rng, 3), reverse=True)
    check_collected(student.call(gather_slow, late, start_method="fork").value, late)


@points(10, _("Producers put, consumers get, all take part, and none is left behind"))
@hint(
    _(
        "Share the items out with items[n::producers]: each producer gets its own part and puts it "
        "into the queue from which the consumers get. Join all of them before you return."
    )
)
def test_items_go_from_producer_to_consumer(student: Student, rng: random.Random) -> None:
    producers, consumers = rng.randint(2, 3), 4
    items = sorted(words(rng, producers * 3), reverse=True)
    value = collect_all(student, (producers, consumers), items)
    check_collected(value["result"], items)
    run = student.runs[-1]
    moved = sum(went_through(run, item) for item in items)
    assert moved == len(items), _(
        "Each item must be put by one process (a producer) and got by another (a consumer), neither "
        "of them the main process. Shown is of how many items that was seen."
    )
    makers = {first_put(run, item) for item in items}
    assert len(makers) == producers, _(
        "The items must be shared out among all the producers; shown is how many have put any."
    )
    assert value["left"] == [], _(
        "Processes that `collect` started were still running when it returned."
    )
    left = student.call(left_by_collect, items, start_method="fork").value
    assert left == 0, _(
        "Processes that `collect` started were still running when it returned; shown is how many. "
        "(We made every process end {seconds} seconds later than it would.)"
    ).format(seconds=LINGERING)


def first_put(run: Run, item: str) -> int | None:
    """Return the pid of the process that put an item first."""
    pids = [one.pid for one in run.messages if one.action == "put" and repr(item) in one.summary]
    return pids[0] if pids else None


def went_through(run: Run, item: str) -> bool:
    """Tell whether an item was put by one child first, and then got by another."""
    pids = {record.pid for record in children(run)}
    maker = first_put(run, item)
    takers = {one.pid for one in by_children(run, "get") if repr(item) in one.summary}
    return maker in pids and bool(takers - {maker})


@points(5, _("0, the empty text and 'STOP' are items like any other"))
@hint(
    _(
        "Do not ask whether an item is true: compare it with the end mark, `is None`. None is the "
        "only thing that is never an item."
    )
)
def test_special_items(student: Student, rng: random.Random) -> None:
    numbers = [*rng.sample(range(1, 100), 3), 0, -1]
    for items in (sorted(numbers, reverse=True), sorted(SPECIAL, reverse=True)):
        value = collect_all(student, (1, 2), items)
        check_collected(value["result"], items)


@points(5, _("One item or none at all, with many processes"))
@hint(
    _(
        "A producer without items puts nothing and ends; a consumer that gets no item gets its end "
        "mark. Neither needs a case of its own."
    )
)
def test_fewer_items_than_processes(student: Student, rng: random.Random) -> None:
    for items in ([word(rng)], []):
        value = collect_all(student, (2, 3), items)
        check_collected(value["result"], items)


@points(10, _("The program works under spawn: importing the file starts and prints nothing"))
@hint(
    _(
        'A spawned child imports your file anew. Call `main()` only under if __name__ == "__main__"'
        ", give Process a function it can import (no lambda, no function inside a function), and "
        "hand it the queues in args."
    )
)
def test_spawned_children_import_the_file_quietly(student: Student, rng: random.Random) -> None:
    check_quiet_import(student)
    run = student.run_main(start_method="spawn")
    codes = sorted(str(record.exit_code) for record in children(run))
    assert codes == ["0", "0"], _(
        "Under spawn, `main` must start two processes that end with exit code 0; shown are the "
        "exit codes."
    )
    items = sorted(words(rng, 3), reverse=True)
    value = collect_all(student, (1, 1), items, spawned=True)
    check_collected(value["result"], items)
