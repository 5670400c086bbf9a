"""Hidden tests of exercise 01: each line is held against the process that really printed it."""

import multiprocessing
import random
import re
import string
import time
import types

from grader.language import translate as _
from grader.runs.trace import Line, ProcessRecord, Run
from grader.testing import Student, hint, points, probe
from grader.testing.failure import StudentFailure
from grader.testing.student import Call, StartMethod

NUMBERS = range(5)
SOON = 0.5
"""What starting and joining may take on the virtual clock, where only sleeps count."""

WHO = re.compile(r"name\s*:\s*(.*?)\s*,\s*argument\s*:\s*(.*)")
IDS = re.compile(r"parent pid\s*:\s*(\S+)\s+pid\s*:\s*(\S+)")


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


@probe
def import_only(submission: types.ModuleType) -> str:
    """Nothing but what importing does."""
    return submission.__name__


def word(rng: random.Random) -> str:
    """Return a text that nobody can guess."""
    return "".join(rng.choices(string.ascii_lowercase, k=7))


def children(run: Run) -> dict[int, ProcessRecord]:
    """Return the processes that were started with multiprocessing, by pid."""
    return {record.pid: record for record in run.processes if record.start_method is not None}


def lines_of(run: Run, pattern: re.Pattern, pid: int) -> list[tuple[str, ...]]:
    """Return the fields of the lines of one form that a process printed."""
    found = [
        pattern.fullmatch(" ".join(line.text.split())) for line in run.lines if line.pid == pid
    ]
    return [match.groups() for match in found if match]


def written(run: Run, name: str) -> list[str]:
    """Return what the last process of this name printed, white space evened out."""
    pids = [pid for pid, record in children(run).items() if record.name == name]
    return [" ".join(line.text.split()) for line in run.lines if line.pid == max(pids, default=0)]


def who_line(name: str, count: object) -> str:
    """Return the first line that the brief asks `worker` for."""
    return f"name: {name}, argument : {count}"


def said(run: Run, names: list[str]) -> dict[str, list[str]]:
    """Return the first lines that each of the processes printed."""
    return {
        name: [
            who_line(*match.groups()) for match in map(WHO.fullmatch, written(run, name)) if match
        ]
        for name in names
    }


def account(run: Run, record: ProcessRecord) -> list[str]:
    """Return how a process ended, and the forms of the lines that it printed."""
    forms = [f"exit code {record.exit_code}"]
    for text in (line.text.strip() for line in run.lines if line.pid == record.pid):
        if WHO.fullmatch(text):
            forms.append("name: ...")
        elif text:
            forms.append("parent pid:..." if IDS.fullmatch(text) else text)
    return sorted(forms)


def printed_by_main(run: Run) -> list[str]:
    """Return the lines of `worker` that no child process printed."""
    own = [line.text for line in run.lines if line.pid not in children(run)]
    return [text for text in own if WHO.fullmatch(text.strip()) or IDS.fullmatch(text.strip())]


def check_ran_in_children(run: Run) -> None:
    """Fail where `worker` ran in the main process."""
    assert printed_by_main(run) == [], _(
        "The main process itself ran `worker`: these lines were printed by it, not by one of the "
        "processes that it should start. (Threads belong to the main process, too; and "
        "target=worker(0) calls `worker` at once, where target=worker hands it over; and `run` does "
        "the work here, where `start` makes a new process.)"
    )


def stand_ins(run: Run, mark: str) -> list[Line]:
    """Return what stand-ins for `worker` printed at their end."""
    return [line for line in run.lines if line.text.startswith(mark)]


def check_no_stand_in_in_main(run: Run, mark: str) -> None:
    """Fail where a stand-in for `worker` ran in the main process."""
    by_main = [line.text for line in stand_ins(run, mark) if line.pid not in children(run)]
    assert len(by_main) == 0, _(
        "The main process itself ran `worker` (a stand-in of ours); shown is how many times. It "
        "must run in five processes that `main` starts: hand it over with target=worker, without "
        "calling it, and call `start`, not `run`."
    )


def check_stand_ins(run: Run, mark: str) -> None:
    """Fail where a stand-in for `worker` was not run to its end in five child processes."""
    check_no_stand_in_in_main(run, mark)
    ran_in = {line.pid for line in stand_ins(run, mark)} & children(run).keys()
    assert len(ran_in) == len(NUMBERS), _(
        "We put a `worker` of our own in the place of yours and called `main()`; shown is in how "
        "many child processes it came to its end."
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
    check_stand_ins(result.run, mark)
    return result


def check_names(run: Run) -> None:
    """Fail where `main` did not start the five processes of the brief."""
    names = sorted(record.name for record in children(run).values())
    assert names == [f"process {number}" for number in NUMBERS], _(
        "`main` must start five processes, named 'process 0' to 'process 4'; shown are the names "
        "of those that it started."
    )


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
    names = [f"process {number}" for number in NUMBERS]
    expected = {name: [who_line(name, number)] for number, name in enumerate(names)}
    assert said(run, names) == expected, _(
        "Each of the five processes must print its own name and its own number, once; shown is "
        "what each one printed in the form 'name: <name>, argument : <count>'."
    )


@points(15, _("`worker` prints the name of the process that runs it, and its argument"))
@hint(
    _(
        "`worker` is not told its process's name: multiprocessing.current_process().name is the "
        "name of the process that asks, whichever that is."
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
    for pid, record in children(run).items():
        if record.name == name:
            swapped = lines_of(run, IDS, pid) == [(str(pid), str(record.parent))]
            seen = [f"parent pid:{parent} pid:{own}" for parent, own in lines_of(run, IDS, pid)]
            expected = [f"parent pid:{record.parent} pid:{pid}"]
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
        f"{children(run)[line.pid].name}: worker({line.text[len(mark) :].strip()})"
        for line in stand_ins(run, mark)
    )
    assert seen == [f"process {number}: worker({number})" for number in NUMBERS], _(
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
    ends = [line.time for line in stand_ins(run, mark)]
    assert round(max(ends) - min(ends), 2) <= SOON, _(
        "We put a `worker` that sleeps {seconds} seconds in the place of yours. The five must run "
        "at the same time and so end together; shown is how many seconds passed between the end "
        "of the first and the end of the last."
    ).format(seconds=seconds)


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
    seen = {record.name: account(run, record) for record in children(run).values()}
    expected = ["exit code 0", "name: ...", "parent pid:..."]
    assert seen == dict.fromkeys(seen, expected), _(
        "Each process must print one line 'name: ...', one line 'parent pid:...' and no other, and "
        "end with exit code 0."
    )
    assert list(run.leftovers) == [], _("These processes were still running when `main` ended.")


@points(10, _("The program works under spawn: importing the file starts and prints nothing"))
@hint(
    _(
        'A spawned child imports your file anew. Call `main()` only under if __name__ == "__main__"'
        ", and give Process a function it can import: no lambda, no function inside a function."
    )
)
def test_spawned_children_import_the_file_quietly(student: Student) -> None:
    imported = student.call(import_only).run
    assert list(imported.output) == [], _("Importing your file printed something.")
    assert [record.name for record in children(imported).values()] == [], _(
        "Importing your file started processes."
    )
    run = run_main(student, "spawn")
    check_ran_in_children(run)
    check_names(run)
    names = [f"process {number}" for number in NUMBERS]
    expected = {name: [who_line(name, number)] for number, name in enumerate(names)}
    assert said(run, names) == expected, _(
        "Under spawn, where each child imports your file anew, the five processes did not print "
        "their names and numbers; shown is what each one printed."
    )
    seen, right = {}, {}
    for pid, record in children(run).items():
        seen[record.name] = lines_of(run, IDS, pid)
        right[record.name] = [(str(record.parent), str(pid))]
    assert seen == right, _(
        "Under spawn, the process ids that were printed (parent, own) are not those of the "
        "processes. What the file's top level finds out is found out anew in each child."
    )
