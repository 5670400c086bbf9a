"""Hidden tests of exercise 02: what a worker prints is held against the process that printed it."""

import multiprocessing
import random
import time
import types

from introductions import (
    NAMES,
    NUMBERS,
    SOON,
    by_main,
    check_ids,
    check_introductions,
    check_names,
    check_together,
    check_two_lines,
    id_line,
    id_lines,
    printed_by_main,
    ran_in_children,
    silence,
    stand_ins,
    started,
    who_line,
    who_lines,
)
from processes import check_nothing_left, check_quiet_import
from texts import word

from grader.language import translate as _
from grader.runs.trace import Run
from grader.testing import Student, hint, points, probe
from grader.testing.failure import StudentFailure
from grader.testing.student import Call, StartMethod


class StandIn(multiprocessing.Process):
    """Takes the place of `Worker` in `main`: sleeps its time, prints a mark and its arguments."""

    mark = ""
    seconds = (0,)

    def __init__(self, name: str, args: tuple) -> None:
        super().__init__(name=name)
        self.arguments = tuple(args) if isinstance(args, list) else args

    def run(self) -> None:
        time.sleep(self.seconds[sum(map(ord, str(self.arguments))) % len(self.seconds)])
        print(self.mark, repr(self.arguments), flush=True)


@probe
def run_workers(submission: types.ModuleType, plan: list) -> None:
    """Build, start and join a Worker for each (name, arguments) of the plan."""
    for name, arguments in plan:
        worker = submission.Worker(name, tuple(arguments))
        worker.start()
        worker.join()


@probe
def run_grandchild(submission: types.ModuleType, outer: str, inner: str, count: int) -> None:
    """Run a Worker in a process that another child process has started."""
    process = multiprocessing.Process(
        target=run_workers, name=outer, args=(submission, [[inner, [count]]])
    )
    process.start()
    process.join()


@probe
def build(submission: types.ModuleType, plan: list, mark: str) -> list:
    """Build workers and start none; tell what each of them is then."""
    print(mark, flush=True)
    found = []
    for name, arguments in plan:
        worker = submission.Worker(name, tuple(arguments))
        is_process = isinstance(worker, multiprocessing.Process)
        started = is_process and worker.pid is not None
        found.append({"a Process": is_process, "name": worker.name, "started": started})
    print(mark, flush=True)
    return found


@probe
def start_and_watch(submission: types.ModuleType, name: str, mark: str, seconds: int) -> list:
    """Start a Worker whose `run` sleeps and prints; tell what holds before and after `join`."""

    class Slow(submission.Worker):
        def run(self) -> None:
            time.sleep(seconds)
            print(mark, flush=True)

    worker = Slow(name, (seconds,))
    begun = time.monotonic()
    worker.start()
    taken, alive = round(time.monotonic() - begun, 1), worker.is_alive()
    worker.join()
    return [taken, alive, getattr(worker, "exitcode", None)]


@probe
def run_main_with_stand_in(submission: types.ModuleType, mark: str, seconds: list) -> list:
    """Run `main` with another `Worker`; return who is still alive when it returns."""
    StandIn.mark, StandIn.seconds = mark, seconds
    submission.Worker = StandIn
    submission.main()
    return sorted(child.name for child in multiprocessing.active_children())


def check_ran_in_children(run: Run) -> None:
    """Fail where the work was done in the main process."""
    assert printed_by_main(run) == [], _(
        "These lines were printed by the main process. They must be printed by `run`, in the new "
        "process: so do the work there, not in `__init__` or `start`, and call `start()`, which "
        "has `run` called in the new process. (Threads belong to the main process, too.)"
    )


def check_main(run: Run) -> None:
    """Fail where the five processes did not print what the brief says."""
    check_ran_in_children(run)
    check_names(run)
    check_introductions(run)


def check_no_stand_in_in_main(run: Run, mark: str) -> None:
    """Fail where a stand-in for `Worker` did its work in the main process."""
    assert len(by_main(run, mark)) == 0, _(
        "The main process itself did the work of a `Worker` (a stand-in of ours); shown is how "
        "many times. `start()` has `run` called in the new process, `run()` does the work here."
    )


def run_main(student: Student, start_method: StartMethod | None = None) -> Run:
    """Run the program; where it failed because the work was done in the parent, say that."""
    try:
        return student.run_main(start_method=start_method)
    except StudentFailure:
        for run in student.runs:
            check_ran_in_children(run)
        raise


def call_main(student: Student, mark: str, seconds: list[int]) -> Call:
    """Call `main` with a stand-in for `Worker`, and check where the stand-ins did their work."""
    arguments = run_main_with_stand_in, mark, seconds
    try:
        result = student.call(*arguments, start_method="fork")
    except StudentFailure:
        for run in student.runs:
            check_no_stand_in_in_main(run, mark)
        raise
    check_no_stand_in_in_main(result.run, mark)
    assert ran_in_children(result.run, mark) == len(NUMBERS), _(
        "We put a `Worker` of our own in the place of yours and called `main()`; shown is in how "
        "many child processes it came to its end."
    )
    return result


@points(20, _("`main` starts five workers, and each prints its own name and number"))
@hint(
    _(
        "In a loop over range(5), build Worker(f'process {i}', (i,)) and call its `start`, which "
        "has `run` called in the new process. `self.name` is the name of the process."
    )
)
def test_main_starts_five_workers(student: Student) -> None:
    check_main(run_main(student))


@points(15, _("A worker prints the name it was given, and its first argument"))
@hint(
    _(
        "Hand the name on with super().__init__(name=name), before anything else. Keep the "
        "arguments in an attribute of your own, so that `run` finds them: self.args[0] is the first."
    )
)
def test_worker_prints_name_and_first_argument(student: Student, rng: random.Random) -> None:
    names = [word(rng), f"{word(rng)} {word(rng)}", word(rng)]
    arguments = [[rng.randint(10, 9999)], [word(rng), rng.randint(10, 99)], [0, 1, word(rng)]]
    plan = [list(pair) for pair in zip(names, arguments, strict=True)]
    run = student.call(run_workers, plan).run
    check_ran_in_children(run)
    pids = list(started(run))[-len(plan) :]
    seen = [text for pid in pids for text in who_lines(run, pid)]
    assert seen == [who_line(name, given[0]) for name, given in plan], _(
        "Workers with names and arguments of the test's choice were started one after the other: "
        "{calls}. Shown is what they printed in the form 'name: <name>, argument : <first "
        "argument>'."
    ).format(
        calls=", ".join(f"Worker({name!r}, {tuple(given)!r})" for name, given in plan)
    ) + silence(run)


@points(10, _("A worker prints its own process id and that of its parent"))
@hint(
    _(
        "Ask in `run`, which the new process calls; `__init__` runs in the parent. os.getpid() is "
        "the process that asks, os.getppid() the one that started it. Print there, too: what `run` "
        "keeps in self stays in the new process."
    )
)
def test_worker_prints_both_pids(student: Student, rng: random.Random) -> None:
    outer = word(rng)
    arguments = outer, word(rng), rng.randint(10, 99)
    run = student.call(run_grandchild, *arguments, start_method="fork").run
    outer_pids = [pid for pid, record in started(run).items() if record.name == outer]
    inner_pids = [pid for pid, record in started(run).items() if record.parent in outer_pids]
    assert len(inner_pids) == 1, _(
        "A Worker was started in a child process; shown is how many processes that made."
    )
    (parent,), (own,) = outer_pids, inner_pids
    seen = id_lines(run, own) + id_lines(run, parent)
    assert seen != [id_line(own, parent)], _(
        "`run` printed its own process id as that of its parent, and the parent's as its own."
    )
    assert seen == [id_line(parent, own)], _(
        "A worker, started in a process that another child process had started, must print the id "
        "of its parent and its own id, as the operating system knows them."
    )


@points(10, _("Building a worker makes a Process with its name, and starts and prints nothing"))
@hint(
    _(
        "`__init__` only prepares: call super().__init__(name=name) first and keep the arguments. "
        "A name that is set before super().__init__() is overwritten by it."
    )
)
def test_building_a_worker_does_no_work(student: Student, rng: random.Random) -> None:
    mark, names = word(rng), [word(rng) for _index in range(2)]
    plan = [[name, [rng.randint(10, 99), word(rng)]] for name in names]
    result = student.call(build, plan, mark)
    expected = [{"a Process": True, "name": name, "started": False} for name in names]
    assert result.value == expected, _(
        "Workers were built and not started; shown is what each was then: whether it is a "
        "multiprocessing.Process, its name, and whether it was started."
    )
    output = list(result.run.output)
    begin, end = (output.index(mark), len(output) - output[::-1].index(mark) - 1)
    assert output[begin + 1 : end] == [], _(
        "Building a Worker printed something, though it was not started. What stands in `__init__` "
        "is done in the parent, before there is a new process."
    )


@points(10, _("`start` begins a new process that calls `run`, and returns at once"))
@hint(
    _(
        "Leave `start` as multiprocessing.Process has it: it makes the process, and the new "
        "process calls `run`. Only `run` is yours to write."
    )
)
def test_start_returns_at_once(student: Student, rng: random.Random) -> None:
    name, mark, seconds = word(rng), word(rng), rng.randint(3, 9)
    result = student.call(start_and_watch, name, mark, seconds, start_method="fork")
    written = [line for line in result.run.lines if line.text == mark]
    by_children = [line for line in written if line.pid in started(result.run)]
    assert [len(by_children), len(written)] == [1, 1], _(
        "We gave your class a `run` of our own and called `start`; it must call `run` once, in the "
        "new process. Shown is how many times a new process called it, and how many times anybody."
    )
    taken, alive, code = result.value
    assert taken <= SOON, _(
        "`start` took so many seconds, with a `run` that takes {seconds}: it must not wait for it."
    ).format(seconds=seconds)
    assert {"alive after start": alive, "exit code": code} == {
        "alive after start": True,
        "exit code": 0,
    }, _("We gave your class a `run` of our own that takes {seconds} seconds.").format(
        seconds=seconds
    )
    check_ran_in_children(result.run)


@points(10, _("`main` builds five workers with name and arguments, and starts each once"))
@hint(
    _(
        "A Worker takes two arguments: its name, and a tuple of its arguments. A tuple of one "
        "needs a comma: Worker(f'process {i}', (i,))."
    )
)
def test_main_builds_and_starts_workers(student: Student, rng: random.Random) -> None:
    mark = word(rng)
    run = call_main(student, mark, [0]).run
    seen = sorted(
        f"Worker({started(run)[line.pid].name!r}, {line.text[len(mark) :].strip()})"
        for line in stand_ins(run, mark)
    )
    assert seen == [f"Worker({name!r}, ({number},))" for number, name in enumerate(NAMES)], _(
        "We put a `Worker` of our own in the place of yours and called `main()`; shown is with "
        "what `main` built those that it started."
    )


@points(5, _("The five workers run at the same time"))
@hint(
    _(
        "`join` waits for the end of a process. Start all five in one loop, and join them in a "
        "second one; joined in the loop that starts them, each waits for the one before."
    )
)
def test_workers_run_at_the_same_time(student: Student, rng: random.Random) -> None:
    mark, seconds = word(rng), rng.randint(2, 9)
    run = call_main(student, mark, [seconds]).run
    text = _(
        "We put a `Worker` that sleeps {seconds} seconds in the place of yours. The five must run "
        "at the same time and so end together; shown is how many seconds passed between the end "
        "of the first and the end of the last."
    )
    check_together(run, mark, text.format(seconds=seconds))


@points(5, _("`main` returns when all five workers have ended"))
@hint(_("Keep the workers in a list, and join every one of them when all have been started."))
def test_main_waits_for_all_five(student: Student, rng: random.Random) -> None:
    mark, seconds = word(rng), rng.sample(range(1, 6), 5)
    seconds[rng.randrange(2)] = rng.randint(7, 9)  # of a worker that is neither first nor last
    assert call_main(student, mark, seconds).value == [], _(
        "We put a `Worker` that sleeps up to {seconds} seconds in the place of yours. When `main` "
        "returned, these processes were still running: it must wait for each with `join`."
    ).format(seconds=max(seconds))


@points(5, _("Each process prints its two lines, nothing else, and ends well"))
@hint(
    _(
        "A process ends with exit code 0 when `run` returns. Anything else, and a traceback on "
        "standard error says why."
    )
)
def test_each_process_prints_two_lines_and_ends_well(student: Student) -> None:
    run = run_main(student)
    check_ran_in_children(run)
    check_names(run)
    check_two_lines(run)
    check_nothing_left(run)


@points(10, _("The program works under spawn: importing the file starts and prints nothing"))
@hint(
    _(
        'A spawned child imports your file anew: call `main()` only under if __name__ == "__main__"'
        ". And the worker is sent to it as bytes (pickled): keep no lambda, lock or open file in it."
    )
)
def test_spawned_workers_import_the_file_quietly(student: Student) -> None:
    check_quiet_import(student)
    run = run_main(student, "spawn")
    check_main(run)
    check_ids(run)
