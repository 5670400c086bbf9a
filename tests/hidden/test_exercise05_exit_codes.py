"""Hidden tests of exercise 05: what is returned is compared with what the kernel recorded."""

import multiprocessing
import os
import random
import re
import signal
import sys
import time
import types

from processes import check_nothing_left, check_quiet_import, said_by_children
from texts import tidy, words

from grader.language import translate as _
from grader.runs.trace import ProcessRecord, Run
from grader.testing import Student, hint, points, probe

FOREVER = 3600.0
"""Longer than any patience; not endless, so that a program that waits for it still ends."""
CLEANING_UP = 0.2
GRACE = 1.0
"""What the brief allows `supervise` for each job that is still alive when the patience is over."""
TOLERANCE = 0.05
"""Each reading of the virtual clock takes a microsecond."""

REPORT = re.compile(r"Process name\s*:\s*(\S+?)\s*,\s*exit code\s*:\s*(-?\d+|None)")
EXPECTED_OF_MAIN = {"good_job": 0, "fail_job": 1, "kill_job": -15}


class Job:
    """A job for `supervise`: takes no arguments, has a name, does its steps one after another."""

    def __init__(self, name: str, steps: list[list[object]]) -> None:
        self.__name__ = self.__qualname__ = name
        self.steps = steps

    def __call__(self) -> None:
        for verb, argument in self.steps:
            getattr(self, verb)(argument)

    def sleep(self, seconds: float) -> None:
        time.sleep(seconds)

    def exit(self, code: int) -> None:
        sys.exit(code)

    def leave_at_once(self, code: int) -> None:
        os._exit(code)

    def fail(self, text: str) -> None:
        raise RuntimeError(text)

    def ignore_sigterm(self, seconds: float) -> None:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        time.sleep(seconds)

    def answer_sigterm(self, code: int) -> None:
        def leave(number: int, frame: object) -> None:  # noqa: ARG001
            sys.exit(code)

        signal.signal(signal.SIGTERM, leave)
        try:
            time.sleep(FOREVER)
        finally:
            time.sleep(CLEANING_UP)


@probe
def supervise_jobs(submission: types.ModuleType, plan: list, patience: float) -> object:
    """What `supervise` returns for the jobs of the plan: (name, steps) each."""
    return submission.supervise([Job(name, steps) for name, steps in plan], patience)


@probe
def run_job(submission: types.ModuleType, job: str, name: str) -> int | None:
    """Run one job of the student's in a process called `name`."""
    process = multiprocessing.Process(target=getattr(submission, job), name=name)
    process.start()
    process.join()
    return process.exitcode


def job_names(rng: random.Random, count: int) -> list[str]:
    """Return `count` different names that nobody can guess."""
    return [f"job_{word}" for word in words(rng, count)]


def exit_codes(rng: random.Random, count: int) -> list[int]:
    """Return `count` different exit codes, none of which an exception or a signal gives."""
    return rng.sample(range(2, 120), count)


def children(run: Run) -> dict[str, ProcessRecord]:
    """Return the processes that the program started, by name."""
    return {record.name: record for record in run.processes if record.parent is not None}


def records_of(run: Run, names: list[str]) -> list[ProcessRecord]:
    """Return the process of each job: by its name, or by order where they are named otherwise."""
    found = children(run)
    if all(name in found for name in names):
        return [found[name] for name in names]
    latest = sorted(found.values(), key=lambda record: record.order)[-len(names) :]
    assert len(latest) == len(names), _(
        "Your program did not start a process for each job; shown is how many it started."
    )
    return latest


def elapsed(run: Run, names: list[str]) -> float:
    """Return the seconds from the start of the first job to the end of the program."""
    return round(run.duration - min(record.started for record in records_of(run, names)), 2)


def first_end(run: Run, names: list[str]) -> float:
    """Return the seconds from the start of the first job to the first end of a job."""
    records = records_of(run, names)
    ends = [FOREVER if record.ended is None else record.ended for record in records]
    return round(min(ends) - min(record.started for record in records), 2)


def explain_codes(seen: object, expected: dict[str, int]) -> str:
    """Return what is wrong with the exit codes that `supervise` returned."""
    if not isinstance(seen, dict):
        return _("`supervise` must return a dict with the exit code of each job by its name.")
    for name, code in expected.items():
        if name not in seen:
            return _(
                "The dict that `supervise` returned does not have the job '{name}': its keys are "
                "the names of the jobs (job.__name__)."
            ).format(name=name)
        if fault := explain_code(name, code, seen[name]):
            return fault
    return _("`supervise` returned an exit code that is not the one the process ended with.")


def explain_code(name: str, code: int, seen: object) -> str:
    """Return what is wrong with one exit code, nothing where there is no more to say."""
    if seen is None:
        return _(
            "`supervise` returned None as the exit code of '{name}': a process's exitcode is "
            "None until the process has ended and was waited for (joined)."
        ).format(name=name)
    if isinstance(seen, bool):
        return _(
            "`supervise` returned {seen} for '{name}': it must return the exit code itself, "
            "a number, not whether the job succeeded."
        ).format(name=name, seen=seen)
    if code < 0 and seen == 0:
        return _(
            "`supervise` returned 0 for '{name}', which was ended by a signal: its exit code "
            "is then minus the number of the signal, as the process's exitcode has it."
        ).format(name=name)
    return killed_at_once(name) if [code, seen] == [-15, -9] else ""


def killed_at_once(name: str) -> str:
    """Return the word on a job that was not asked to end before it was killed."""
    return _(
        "'{name}' was killed (-9) at once: ask with terminate() first, and give it a second to end."
    ).format(name=name)


def check_codes(seen: object, expected: dict[str, int]) -> None:
    """Compare exit codes strictly: True is not 1, though Python says that they are equal."""
    summary = explain_codes(seen, expected)
    if isinstance(seen, dict):
        seen = {name: str(code) if isinstance(code, bool) else code for name, code in seen.items()}
    assert seen == expected, summary


def recorded_codes(run: Run, names: list[str]) -> dict[str, int | None]:
    """Return the exit code of each job's process, as the operating system reported it."""
    records = zip(names, records_of(run, names), strict=True)
    return {name: record.exit_code for name, record in records}


def check_recorded(run: Run, expected: dict[str, int]) -> None:
    """Compare the exit codes that the operating system reported."""
    assert recorded_codes(run, list(expected)) == expected, _(
        "The processes of the jobs did not end with the exit codes that they should have."
    )


def reports(run: Run) -> list[str]:
    """Return the lines that report an exit code, white space as in the brief."""
    found = []
    for line in run.lines:
        text = tidy(line.text)
        if "exit code" not in text.lower():
            continue
        match = REPORT.fullmatch(text)
        found.append(report(*match.groups()) if match else text)
    return found


def report(name: str, code: object) -> str:
    """Return the line that the brief asks `main` for."""
    return f"Process name: {name}, exit code : {code}"


def explain_reports(run: Run, seen: list[str]) -> str:
    """Return what is wrong with the lines that `main` printed."""
    if any(text.endswith(" None") for text in seen):
        return _(
            "`main` printed None as an exit code: a process's exitcode is None until the process "
            "has ended and was waited for (joined)."
        )
    if report("kill_job", 0) in seen and (kill_job := children(run).get("kill_job")):
        if kill_job.exit_code:
            return _(
                "`kill_job` was ended by a signal, but `main` printed 0: its exit code is then "
                "minus the number of the signal, as the process's exitcode has it."
            )
        return _(
            "`kill_job` ended by itself after 10 seconds, with exit code 0: it should have been "
            "terminated when the patience was over."
        )
    if report("kill_job", -9) in seen:
        return killed_at_once("kill_job")
    matches = [REPORT.fullmatch(text) for text in seen]
    if sorted(match[1] for match in matches if match) == sorted(EXPECTED_OF_MAIN):
        return _(
            "`main` printed another exit code than the job should end with: `good_job` returns, "
            "`fail_job` exits with status 1, `kill_job` is terminated."
        )
    return _(
        "`main` did not print the exit codes of the three jobs, each once and in the form "
        "'Process name: <name>, exit code : <code>'."
    )


@points(15, _("`main` supervises the three jobs and reports 0, 1 and -15"))
@hint(
    _(
        "`good_job` and `fail_job` need 5 seconds and `kill_job` needs 10: choose a patience in "
        "between, and print one line for each item of the dict that `supervise` returns."
    )
)
def test_main_reports_how_the_jobs_ended(student: Student) -> None:
    run = student.run_main()
    by_children = [text for text in said_by_children(run) if "exit code" in text.lower()]
    assert by_children == [], _(
        "A child process printed an exit code. `main` prints them all, after `supervise` returned."
    )
    expected = [report(name, code) for name, code in EXPECTED_OF_MAIN.items()]
    assert sorted(reports(run)) == sorted(expected), explain_reports(run, reports(run))
    check_recorded(run, EXPECTED_OF_MAIN)
    good, fail = records_of(run, ["good_job", "fail_job"])
    assert min(lifetime(good), lifetime(fail)) >= 5 - TOLERANCE, _(
        "`good_job` and `fail_job` must each sleep 5 seconds before they end."
    )
    check_nothing_left(run)


def lifetime(record: ProcessRecord) -> float:
    """Return the seconds from start to end of a process, 0 where it never ended."""
    return 0.0 if record.ended is None else round(record.ended - record.started, 2)


@points(15, _("`supervise` returns the exit code of each job, whatever it is"))
@hint(
    _(
        "Read `exitcode` last: first wait, then terminate what is still alive, then join every "
        "process once more, then read."
    )
)
def test_exit_codes_are_returned(student: Student, rng: random.Random) -> None:
    names, codes = job_names(rng, 4), exit_codes(rng, 2)
    plan = [
        [names[0], [["sleep", 0.4], ["exit", codes[0]]]],
        [names[1], [["sleep", 0.2]]],
        [names[2], [["exit", codes[1]]]],
        [names[3], [["sleep", FOREVER]]],
    ]
    result = student.call(supervise_jobs, plan, rng.randint(2, 5))
    expected = {names[0]: codes[0], names[1]: 0, names[2]: codes[1], names[3]: -15}
    check_codes(result.value, expected)
    check_recorded(result.run, expected)


@points(5, _("Each process is named after its job"))
@hint(_("A name is given when the process is built: Process(target=job, name=job.__name__)."))
def test_processes_are_named_after_their_jobs(student: Student, rng: random.Random) -> None:
    names = job_names(rng, 3)
    result = student.call(supervise_jobs, [[name, [["sleep", 0.5]]] for name in names], 2)
    processes = {record.name for record in records_of(result.run, names)}
    assert sorted(processes) == sorted(names), _(
        "`supervise` must give each process the name of the job that it runs (job.__name__)."
    )


@points(10, _("A job that raises an exception ends with 1, one that calls os._exit with its code"))
@hint(
    _(
        "Let the exception end the process: multiprocessing prints it and makes 1 the exit code. "
        "Who catches it in the job's process turns a failure into a success."
    )
)
def test_jobs_that_raise_or_leave_at_once(student: Student, rng: random.Random) -> None:
    names, codes = job_names(rng, 2), exit_codes(rng, 1)
    plan = [
        [names[0], [["sleep", 0.3], ["fail", "this job is meant to fail"]]],
        [names[1], [["sleep", 0.6], ["leave_at_once", codes[0]]]],
    ]
    result = student.call(supervise_jobs, plan, 5)
    expected = {names[0]: 1, names[1]: codes[0]}
    check_codes(result.value, expected)
    check_recorded(result.run, expected)


@points(15, _("The patience is for all jobs together, however many they are"))
@hint(
    _(
        "Work out one deadline before the first join: time.monotonic() + patience. Each join gets "
        "only what is left until then."
    )
)
def test_patience_is_for_all_jobs_together(student: Student, rng: random.Random) -> None:
    names, patience = job_names(rng, 4), rng.randint(3, 6)
    plan = [[name, [["sleep", FOREVER]]] for name in names]
    result = student.call(supervise_jobs, plan, patience)
    assert elapsed(result.run, names) <= patience + GRACE * len(names), _(
        "`supervise` took too many seconds: with {count} jobs that never end and a patience of "
        "{patience}, all must be over after {patience} seconds, and at most {grace:g} more for "
        "each job that had to be terminated."
    ).format(count=len(names), patience=patience, grace=GRACE)
    assert first_end(result.run, names) <= patience + GRACE, _(
        "`supervise` gave its jobs more time than their patience of {patience} seconds before it "
        "terminated the first; shown is after how many seconds that one ended."
    ).format(patience=patience)


@points(10, _("A job that ignores SIGTERM is killed, and its exit code is -9"))
@hint(
    _(
        "`terminate` only asks, and a process may ignore SIGTERM. Join with a timeout; what is "
        "still alive then needs `kill`, which nobody can ignore, and one more join."
    )
)
def test_job_that_ignores_sigterm_is_killed(student: Student, rng: random.Random) -> None:
    names, codes, patience = job_names(rng, 2), exit_codes(rng, 1), rng.randint(1, 3)
    plan = [
        [names[0], [["sleep", 0.5], ["exit", codes[0]]]],
        [names[1], [["ignore_sigterm", FOREVER]]],
    ]
    result = student.call(supervise_jobs, plan, patience)
    assert list(result.run.leftovers) == [], _(
        "These processes were still running when the program ended."
    )
    assert elapsed(result.run, names) <= patience + 2 * GRACE, _(
        "The program waited too many seconds for a job that ignores SIGTERM: with a patience of "
        "{patience} it must be over about {grace:g} second later."
    ).format(patience=patience, grace=GRACE)
    expected = {names[0]: codes[0], names[1]: -9}
    check_codes(result.value, expected)
    check_recorded(result.run, expected)


@points(5, _("A job that ends just in time is left alone"))
@hint(
    _(
        "All jobs run at once: start every process before you wait for the first one, and "
        "terminate only what is still alive when the patience is over."
    )
)
def test_job_that_ends_in_time_is_left_alone(student: Student, rng: random.Random) -> None:
    names, codes, patience = job_names(rng, 4), exit_codes(rng, 3), rng.randint(2, 6)
    endless, *quick = names
    plan = [[endless, [["sleep", FOREVER]]]]
    plan += [
        [name, [["sleep", patience - 0.1], ["exit", code]]]
        for name, code in zip(quick, codes, strict=True)
    ]
    result = student.call(supervise_jobs, plan, patience)
    expected = dict(zip(quick, codes, strict=True))
    recorded = recorded_codes(result.run, names)
    del recorded[endless]
    assert recorded == expected, _(
        "Jobs that need {seconds:g} seconds must end by themselves when the patience is "
        "{patience}, also beside a job that never ends; -15 means that they were terminated."
    ).format(seconds=patience - 0.1, patience=patience)


@points(5, _("`supervise` returns as soon as all jobs have ended"))
@hint(
    _(
        "The patience is the longest wait, not the usual one: `join` with a timeout returns as "
        "soon as the process has ended. No jobs at all means nothing to wait for."
    )
)
def test_supervise_returns_when_the_jobs_have_ended(student: Student, rng: random.Random) -> None:
    names, patience = job_names(rng, 3), rng.randint(30, 60)
    last = rng.randint(3, 5)
    plan = [[name, [["sleep", last]]] for name in names]
    result = student.call(supervise_jobs, plan, patience)
    assert elapsed(result.run, names) <= last + GRACE, _(
        "Every job takes {last} seconds and all run at once, but `supervise` (with a patience of "
        "{patience}) took longer; shown are the seconds it took."
    ).format(last=last, patience=patience)
    nothing = student.call(supervise_jobs, [], patience)
    assert nothing.value == {}, _("`supervise` must return an empty dict for an empty list.")
    assert round(nothing.run.duration - last_event(nothing.run), 2) <= GRACE, _(
        "`supervise` waited, in seconds, though it was given no job at all."
    )


def last_event(run: Run) -> float:
    """Return when the last process of a run ended: what came after is waiting for nobody."""
    return max((record.ended or 0.0 for record in children(run).values()), default=0.0)


@points(5, _("A job may answer SIGTERM, clean up and choose its own exit code"))
@hint(
    _(
        "Ask with `terminate` first and give the job up to a second to end; the exit code is what "
        "the process says afterwards, not what you expect it to be."
    )
)
def test_job_may_answer_sigterm(student: Student, rng: random.Random) -> None:
    names, codes = job_names(rng, 1), exit_codes(rng, 1)
    plan = [[names[0], [["answer_sigterm", codes[0]]]]]
    result = student.call(supervise_jobs, plan, rng.randint(1, 3))
    check_recorded(result.run, {names[0]: codes[0]})
    check_codes(result.value, {names[0]: codes[0]})


@points(10, _("The program works under spawn: importing the file starts and prints nothing"))
@hint(
    _(
        'A spawned child imports your file anew. Call `main()` only under if __name__ == "__main__"'
        ", and give Process a function it can import: no lambda, no function inside a function."
    )
)
def test_spawned_children_import_the_file_quietly(student: Student) -> None:
    check_quiet_import(student)
    run = student.run_main(start_method="spawn")
    assert said_by_children(run) == [], _(
        "A child process printed something under spawn, where each child imports your file anew."
    )
    assert records_of(run, list(EXPECTED_OF_MAIN))[0].exit_code == 0, _(
        "Under spawn, the process of `good_job` did not end with exit code 0."
    )


@points(5, _("The three jobs sleep and end as they promise"))
@hint(
    _(
        "The exit code of a process is what it hands to sys.exit, 0 where it simply returns. What "
        "a target returns is thrown away."
    )
)
def test_three_jobs_sleep_and_end(student: Student, rng: random.Random) -> None:
    jobs = ["good_job", "fail_job", "kill_job"]
    seen = {}
    for job, name in zip(jobs, job_names(rng, 3), strict=True):
        record = children(student.call(run_job, job, name).run).get(name)
        if record is not None:
            seen[job] = {"exit code": record.exit_code, "seconds": round(lifetime(record), 1)}
    expected = {
        "good_job": {"exit code": 0, "seconds": 5.0},
        "fail_job": {"exit code": 1, "seconds": 5.0},
        "kill_job": {"exit code": 0, "seconds": 10.0},
    }
    assert seen == expected, _(
        "Run alone in a process, a job did not sleep as long as it should, or ended with another "
        "exit code."
    )
