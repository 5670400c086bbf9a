"""Hidden tests of exercise 01: each line is held against the process that really printed it."""

import multiprocessing
import random
import time
import types

from introductions import (
    NAMES,
    NUMBERS,
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


class StandIn:
    """Takes the place of `worker`: sleeps its time, prints a mark and what it was called with."""

    def __init__(self, mark: str, seconds: list[int]) -> None:
        self.__name__ = self.__qualname__ = "worker"
        self.mark = mark
        self.seconds = seconds

    def __call__(self, count: object) -> None:
        known = isinstance(count, int) and 0 <= count < len(self.seconds)
        time.sleep(self.seconds[count if known else 0])
        print(self.mark, repr(count), flush=True)


@probe
def run_workers(submission: types.ModuleType, plan: list) -> None:
    """Run the student's `worker` in a process for each (name, argument) of the plan."""
    for name, count in plan:
        process = multiprocessing.Process(target=submission.worker, name=name, args=(count,))
        process.start()
        process.join()


@probe
def run_grandchild(submission: types.ModuleType, outer: str, inner: str, count: int) -> None:
    """Run the student's `worker` in a process that another child process has started."""
    process = multiprocessing.Process(
        target=run_workers, name=outer, args=(submission, [[inner, count]])
    )
    process.start()
    process.join()


@probe
def run_main_with_stand_in(submission: types.ModuleType, mark: str, seconds: list) -> list:
    """Run `main` with another `worker`; return who is still alive when it returns."""
    submission.worker = StandIn(mark, seconds)
    submission.main()
    return sorted(child.name for child in multiprocessing.active_children())


def said(run: Run, names: list[str]) -> dict[str, list[str]]:
    """Return the first lines that the processes of these names printed, the last of each name."""
    pids = {record.name: pid for pid, record in sorted(started(run).items())}
    return {name: who_lines(run, pids.get(name, 0)) for name in names}


def check_ran_in_children(run: Run) -> None:
    """Fail where `worker` ran in the main process."""
    assert printed_by_main(run) == [], _(
        "The main process itself ran `worker`: these lines were printed by it, not by one of the "
        "processes that it should start. (Threads belong to the main process, too; and "
        "target=worker(0) calls `worker` at once, where target=worker hands it over; and `run` does "
        "the work here, where `start` makes a new process.)"
    )


def check_no_stand_in_in_main(run: Run, mark: str) -> None:
    """Fail where a stand-in for `worker` ran in the main process."""
    assert len(by_main(run, mark)) == 0, _(
        "The main process itself ran `worker` (a stand-in of ours); shown is how many times. It "
        "must run in five processes that `main` starts: hand it over with target=worker, without "
        "calling it, and call `start`, not `run`."
    )


def run_main(student: Student, start_method: StartMethod | None = None) -> Run:
    """Run the program; where it failed because `worker` ran in the parent, say that."""
    try:
        return student.run_main(start_method=start_method)
    except StudentFailure:
        for run in student.runs:
            check_ran_in_children(run)
        raise


def call_main(student: Student, mark: str, seconds: list[int]) -> Call:
    """Call `main` with a stand-in for `worker`; check that it ran in five processes."""
    arguments = run_main_with_stand_in, mark, seconds
    try:
        result = student.call(*arguments, start_method="fork")
    except StudentFailure:
        for run in student.runs:
            check_no_stand_in_in_main(run, mark)
        raise
    check_no_stand_in_in_main(result.run, mark)
    assert ran_in_children(result.run, mark) == len(NUMBERS), _(
        "We put a `worker` of our own in the place of yours and called `main()`; shown is in how "
        "many child processes it came to its end."
    )
    return result


@points(20, _("`main` starts five processes, and each prints its own name and number"))
@hint(
    _(
        "In a loop over range(5), build Process(target=worker, name=f'process {i}', args=(i,)) and "
        "call its `start`. Mind the comma: (i,) is a tuple, (i) is just i."
    )
)
def test_main_starts_five_named_processes(student: Student) -> None:
    run = run_main(student)
    check_ran_in_children(run)
    check_names(run)
    check_introductions(run)


@points(15, _("`worker` prints the name of the process that runs it, and its argument"))
@hint(
    _(
        "`worker` is not told its process's name: multiprocessing.current_process().name is the "
        "name of the process that asks, whichever that is. (__name__ is the name of the file, as "
        "it was imported.)"
    )
)
def test_worker_prints_name_and_argument(student: Student, rng: random.Random) -> None:
    names, counts = [word(rng), f"{word(rng)} {word(rng)}"], rng.sample(range(10, 10_000), 2)
    run = student.call(run_workers, [list(pair) for pair in zip(names, counts, strict=True)]).run
    expected = {name: [who_line(name, count)] for name, count in zip(names, counts, strict=True)}
    assert said(run, names) == expected, _(
        "`worker` was run in processes with names of the test's choice; shown is what each one "
        "printed in the form 'name: <name>, argument : <count>'."
    )


@points(15, _("`worker` prints its own process id and that of its parent"))
@hint(
    _(
        "Ask in `worker`, at the moment you print: os.getpid() is the process that asks, "
        "os.getppid() the one that started it. Mind which of the two comes first."
    )
)
def test_worker_prints_both_pids(student: Student, rng: random.Random) -> None:
    outer, name = word(rng), word(rng)
    run = student.call(run_grandchild, outer, name, rng.randint(10, 99), start_method="fork").run
    seen, expected, swapped = [], [], False
    for pid, record in started(run).items():
        if record.name == name:
            seen, expected = id_lines(run, pid), [id_line(record.parent, pid)]
            swapped = seen == [id_line(pid, record.parent)]
    assert swapped is False, _(
        "`worker` printed its own process id as that of its parent, and the parent's as its own."
    )
    assert seen == expected, _(
        "`worker`, run in a process that another child process had started, must print the id of "
        "its parent and its own id, as the operating system knows them."
    )


@points(15, _("`main` has `worker` run in five processes, each with its own number"))
@hint(
    _(
        "Hand over the function and the number separately: target=worker without parentheses, and "
        "args=(i,). The process calls worker(i) itself once it has started."
    )
)
def test_each_process_runs_worker_with_its_number(student: Student, rng: random.Random) -> None:
    mark = word(rng)
    run = call_main(student, mark, [0] * 5).run
    seen = sorted(
        f"{started(run)[line.pid].name}: worker({line.text[len(mark) :].strip()})"
        for line in stand_ins(run, mark)
    )
    assert seen == [f"{name}: worker({number})" for number, name in enumerate(NAMES)], _(
        "We put a `worker` of our own in the place of yours and called `main()`; shown is which "
        "process called it with which argument."
    )


@points(10, _("The five processes run at the same time"))
@hint(
    _(
        "`join` waits for the end of a process. Start all five in one loop, and join them in a "
        "second one; joined in the loop that starts them, each waits for the one before."
    )
)
def test_processes_run_at_the_same_time(student: Student, rng: random.Random) -> None:
    mark, seconds = word(rng), rng.randint(2, 9)
    run = call_main(student, mark, [seconds] * 5).run
    text = _(
        "We put a `worker` that sleeps {seconds} seconds in the place of yours. The five must run "
        "at the same time and so end together; shown is how many seconds passed between the end "
        "of the first and the end of the last."
    )
    check_together(run, mark, text.format(seconds=seconds))


@points(5, _("`main` returns when all five processes have ended"))
@hint(_("Keep the processes in a list, and join every one of them when all have been started."))
def test_main_waits_for_all_five(student: Student, rng: random.Random) -> None:
    mark, seconds = word(rng), rng.sample(range(1, 6), 5)
    seconds[rng.randint(1, 3)] = rng.randint(7, 9)
    assert call_main(student, mark, seconds).value == [], _(
        "We put a `worker` that sleeps up to {seconds} seconds in the place of yours. When `main` "
        "returned, these processes were still running: it must wait for each with `join`."
    ).format(seconds=max(seconds))


@points(10, _("Each process prints its two lines, nothing else, and ends well"))
@hint(
    _(
        "A process ends with exit code 0 when its target returns. Anything else, and a traceback "
        "on standard error says why."
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
        'A spawned child imports your file anew. Call `main()` only under if __name__ == "__main__"'
        ", and give Process a function it can import: no lambda, no function inside a function."
    )
)
def test_spawned_children_import_the_file_quietly(student: Student) -> None:
    check_quiet_import(student)
    run = run_main(student, "spawn")
    check_ran_in_children(run)
    check_names(run)
    check_introductions(run)
    check_ids(run)
