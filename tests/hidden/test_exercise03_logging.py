"""Hidden tests of exercise 03: each record on standard error is held against its process."""

import itertools
import logging
import multiprocessing
import random
import re
import time
import types

from processes import check_quiet_import, import_only
from texts import word

from grader.language import translate as _
from grader.runs.trace import ProcessRecord, Run
from grader.testing import Student, hint, points, probe

NUMBERS = range(5)
LEVELS = ["DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"]
BARE = "(no level) (no process name)"
BEGUN, ENDED = "child process calling self.run()", "process exiting with exitcode 0"
"""What multiprocessing itself logs, at INFO, in each child as it begins and ends."""
ENDING = "process shutting down"
"""What it logs when `run` has returned."""


class Chatty:
    """Takes the place of `worker`: logs one message at each level, with multiprocessing's logger."""

    def __init__(self, mark: str) -> None:
        self.__name__ = self.__qualname__ = "worker"
        self.mark = mark

    def __call__(self, count: object) -> None:
        logger = multiprocessing.get_logger()
        for level in ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"):
            logger.log(getattr(logging, level), "%s %s", self.mark, level.lower())
        print("count:", count)


class Sleepy:
    """Takes the place of `worker`: sleeps, and longest in the processes in the middle."""

    def __init__(self, seconds: list[int]) -> None:
        self.__name__ = self.__qualname__ = "worker"
        self.seconds = seconds

    def __call__(self, count: object) -> None:
        known = isinstance(count, int) and 0 <= count < len(self.seconds)
        time.sleep(self.seconds[count if known else 0])


@probe
def call_main(submission: types.ModuleType, mark: str, level: int) -> None:
    """Call `main` with a level, as the first that is done; what is printed before has no mark."""
    begin_anew(mark)
    submission.main(level)


@probe
def call_main_with_chatty(submission: types.ModuleType, mark: str, level: int) -> None:
    """Call `main` with a level and a `worker` that logs."""
    begin_anew(mark)
    submission.worker = Chatty(mark)
    submission.main(level)


@probe
def call_main_with_sleepy(submission: types.ModuleType, seconds: list) -> list:
    """Call `main` with a `worker` that sleeps; return who is still alive when it returns."""
    submission.worker = Sleepy(seconds)
    submission.main(logging.CRITICAL)
    return sorted(child.name for child in multiprocessing.active_children())


@probe
def log_and_run_worker(submission: types.ModuleType, mark: str, plan: list) -> None:
    """Do as the brief says, but with numbers and names of the test's choice."""
    begin_anew(mark)
    multiprocessing.log_to_stderr(logging.DEBUG)
    for name, count in plan:
        process = multiprocessing.Process(target=submission.worker, name=name, args=(count,))
        process.start()
        process.join()


def begin_anew(mark: str) -> None:
    """Undo what importing the file may have done to the logger, and mark the place."""
    # By its name: get_logger() is what has multiprocessing log at all, and the student's to call.
    logging.getLogger("multiprocessing").handlers.clear()
    print(mark, flush=True)


def children(run: Run, mark: str = "") -> list[ProcessRecord]:
    """Return the processes that were started with multiprocessing, after the mark if there is one."""
    begin = next((line.order for line in run.lines if mark and line.text == mark), 0)
    started = [record for record in run.processes if record.start_method is not None]
    return [record for record in started if record.order > begin]


def label(record: ProcessRecord, of: list[ProcessRecord]) -> str:
    """Return a process's name, and its pid where others of these have the same name."""
    alone = [other.name for other in of].count(record.name) == 1
    return record.name if alone else f"{record.name} (pid {record.pid})"


def counts(run: Run, mark: str = "") -> dict[str, list[str]]:
    """Return what each child wrote to standard output, white space evened out."""
    of = children(run, mark)
    return {
        label(record, of): [tidy(line.text) for line in run.lines if line.pid == record.pid]
        for record in of
    }


def tidy(text: str) -> str:
    """Return a line with white space evened out."""
    return re.sub(r"\s*:\s*", ": ", " ".join(text.split()))


def logged(run: Run, record: ProcessRecord, texts: list[str]) -> list[str]:
    """Return the records with these messages that a process wrote to standard error."""
    return [
        in_words(line.text, text, record.name)
        for line in run.errors
        if line.pid == record.pid
        for text in texts
        if text in line.text
    ]


def while_it_ran(run: Run, record: ProcessRecord) -> list[str]:
    """Return what a process wrote to standard error between its beginning and its ending."""
    texts = [line.text for line in run.errors if line.pid == record.pid]
    rest = itertools.dropwhile(lambda text: BEGUN not in text, texts)
    return list(itertools.takewhile(lambda text: ENDING not in text, rest))[1:]


def in_words(line: str, text: str, name: str) -> str:
    """Return a record as `LEVEL name: message`, whatever form the handler has given it."""
    rest = line.replace(text, "", 1)
    level = next((level for level in LEVELS if re.search(rf"\b{level}\b", rest)), "(no level)")
    return f"{level} {name if name in rest else '(no process name)'}: {text}"


def explain_records(seen: list[list[str]], expected: list[list[str]]) -> str:
    """Return what is wrong with the records of the children."""
    if any(len(record) > len(right) for record, right in zip(seen, expected, strict=True)) and any(
        found.count(record) > 1 for found in seen for record in found
    ):
        return _(
            "Records came more than once: the logger has several handlers in that process. "
            "multiprocessing.log_to_stderr adds one each time it is called; call it once, in "
            "`main`, and not in `worker`, and add none of your own beside it."
        )
    if not any(seen):
        return _(
            "The children's records did not come to standard error. Has multiprocessing's own "
            "logger a handler that writes there (logging.basicConfig gives one to the root logger "
            "only, and a file is not standard error), and was its level set (without that, it "
            "drops what is below WARNING)? Is that done in `main`, and not when the file is "
            "imported? And was it asked for with multiprocessing.get_logger() or log_to_stderr()? "
            "Before that multiprocessing logs nothing, and "
            'logging.getLogger("multiprocessing") does not count.'
        )
    if all(record.startswith(BARE) for found in seen for record in found):
        return _(
            "The records came without level and process name. Where only WARNING and above is "
            "seen, multiprocessing's own logger has no handler: Python then writes the bare "
            "message, as a last resort. What importing the file did to the logger does not count: "
            "prepare it in `main`."
        )
    if any("(no " in record for found in seen for record in found):
        return _("Each record on standard error must show its level and the name of its process.")
    return _(
        "Standard error does not have, for each child, the records that multiprocessing's logger "
        "makes at this level, each once."
    )


def check_records(run: Run, texts: list[str], levels: list[str], of: list[ProcessRecord]) -> None:
    """Fail unless each child wrote these messages, each once and at its level."""
    assert len(of) > 0, _("`main` started no process, so that there are no records of one.")
    seen = [logged(run, record, texts) for record in of]
    expected = [
        [f"{level} {record.name}: {text}" for level, text in zip(levels, texts, strict=True)]
        for record in of
    ]
    summary = explain_records(seen, expected)
    wrong = [n for n, lines in enumerate(seen) if lines != expected[n]][:2]
    found = {label(of[n], of): seen[n] for n in wrong}
    assert found == {label(of[n], of): expected[n] for n in wrong}, summary


def check_counts(run: Run, mark: str = "") -> None:
    """Fail unless standard output has the five counts, each from a process of its own."""
    pids = {record.pid for record in children(run)}
    own = [line.text for line in run.lines if line.pid not in pids and line.text != mark]
    assert own == [], _(
        "The main process wrote this to standard output: the counts are to be printed by child "
        "processes, the log goes to standard error, and nothing else is printed. (Threads belong "
        "to the main process.)"
    )
    assert len(children(run, mark)) == len(NUMBERS), _(
        "`main` must start five processes; shown is how many it started."
    )
    seen = sorted(counts(run, mark).values())
    assert seen == [[f"count: {number}"] for number in NUMBERS], _(
        "Standard output must have 'count: 0' to 'count: 4' and nothing else, each printed by a "
        "process of its own; shown is what each process wrote there."
    )


def stderr_of(run: Run, mark: str) -> list[str]:
    """Return what came to standard error after the mark, whoever wrote it."""
    begin = next((line.order for line in run.lines if line.text == mark), 0)
    return [line.text for line in run.errors if line.order > begin]


@points(20, _("Five processes print their counts, and standard output has nothing else"))
@hint(
    _(
        "Start five processes with target=worker and args=(i,); each prints its count. The log "
        "belongs on standard error, so that who reads the results is not given the log, too."
    )
)
def test_standard_output_has_the_counts_alone(student: Student) -> None:
    check_counts(student.run_main())


@points(20, _("The records of every child are on standard error, once each"))
@hint(
    _(
        "One call does it, before the processes are started: multiprocessing.log_to_stderr(level). "
        "Children get the logger with its handler from their parent."
    )
)
def test_records_of_every_child_are_seen(student: Student) -> None:
    run = student.run_main()
    of = children(run)
    check_records(run, [BEGUN, ENDED], ["INFO", "INFO"], of)
    debug = {
        label(record, of): any(
            line.pid == record.pid and re.search(r"\bDEBUG\b", line.text) for line in run.errors
        )
        for record in of
    }
    assert debug == dict.fromkeys(debug, True), _(
        "`main()` without an argument logs at logging.DEBUG; shown is of which child there was a "
        "DEBUG record."
    )


@points(15, _("What a worker logs itself with multiprocessing's logger is seen, once"))
@hint(
    _(
        "Have multiprocessing's own logger (multiprocessing.get_logger()) write to standard error, "
        "and set its level to what `main` was given."
    )
)
def test_messages_of_a_worker_are_seen_once(student: Student, rng: random.Random) -> None:
    mark, level = word(rng), rng.randint(11, 20)
    run = student.call(call_main_with_chatty, mark, level, start_method="fork").run
    assert chat(run, mark, "debug") == [], _(
        "We put a `worker` in the place of yours that logs one message at each level, and called "
        "`main({level})`. These DEBUG (10) messages must not be seen then."
    ).format(level=level)
    pids = {record.pid for record in children(run)}
    by_main = [line.text for line in run.errors if mark in line.text and line.pid not in pids]
    assert by_main == [], _(
        "The main process itself ran `worker` (a stand-in of ours, which logs): these records are "
        "its own. Hand it over with target=worker, without calling it."
    )
    texts = [f"{mark} {name.lower()}" for name in LEVELS[1:]]
    check_records(run, texts, LEVELS[1:], children(run, mark))


def chat(run: Run, mark: str, level: str) -> list[str]:
    """Return the messages of one level that stand-ins for `worker` have logged."""
    return [line.text for line in run.errors if f"{mark} {level}" in line.text]


@points(15, _("`main` logs at the level that it is given"))
@hint(
    _(
        "Hand the level on: multiprocessing.log_to_stderr(level). Without it, the logger keeps "
        "the level it has, WARNING, and shows none of multiprocessing's own records."
    )
)
def test_level_is_what_main_was_given(student: Student, rng: random.Random) -> None:
    mark, level = word(rng), rng.randint(11, 20)
    run = student.call(call_main, mark, level, start_method="fork").run
    check_records(run, [BEGUN, ENDED], ["INFO", "INFO"], children(run, mark))
    too_low = [text for text in stderr_of(run, mark) if re.search(r"\bDEBUG\b", text)]
    assert too_low == [], _(
        "With `main({level})`, records below {level} must not be seen, and DEBUG is 10."
    ).format(level=level)


@points(10, _("At WARNING and above, standard error is silent unless something is wrong"))
@hint(
    _(
        "multiprocessing's own records are DEBUG and INFO. Set the level on the logger, not in "
        "the text, and print nothing to standard error yourself."
    )
)
def test_standard_error_is_silent_at_warning(student: Student, rng: random.Random) -> None:
    mark = word(rng)
    run = student.call(call_main, mark, logging.WARNING, start_method="fork").run
    assert stderr_of(run, mark) == [], _(
        "With `main(logging.WARNING)` nothing went wrong, so that nothing may be on standard error."
    )
    check_counts(run, mark)
    below, level = rng.choice([("WARNING", "ERROR"), ("ERROR", "CRITICAL")])
    threshold = getattr(logging, level)
    run = student.call(call_main_with_chatty, mark, threshold, start_method="fork").run
    assert chat(run, mark, below.lower()) == [], _(
        "We put a `worker` in the place of yours that logs one message at each level. With "
        "`main(logging.{level})`, these must not be seen."
    ).format(level=level)
    check_records(run, [f"{mark} {level.lower()}"], [level], children(run, mark))


@points(5, _("`worker` prints its count and leaves the logger alone"))
@hint(
    _(
        "`worker` is one line: print its count. The logger was prepared in `main`, once, before "
        "the processes were started."
    )
)
def test_worker_prints_its_count(student: Student, rng: random.Random) -> None:
    mark, numbers = word(rng), rng.sample(range(100, 1000), 2)
    plan = [[word(rng), number] for number in numbers]
    run = student.call(log_and_run_worker, mark, plan, start_method="fork").run
    assert counts(run, mark) == {name: [f"count: {number}"] for name, number in plan}, _(
        "`worker` was run in processes with numbers of the test's choice; shown is what each of "
        "them wrote to standard output."
    )
    check_records(run, [BEGUN, ENDED], ["INFO", "INFO"], children(run, mark))
    own = [text for record in children(run, mark) for text in while_it_ran(run, record)]
    assert own == [], _(
        "`worker` must print its count and do nothing else. While it ran, this came to standard error."
    )


@points(5, _("`main` returns when all five processes have ended"))
@hint(_("Keep the processes in a list, and join every one of them when all have been started."))
def test_main_waits_for_all_five(student: Student, rng: random.Random) -> None:
    seconds = rng.sample(range(1, 6), 5)
    seconds[rng.randint(1, 3)] = rng.randint(7, 9)
    result = student.call(call_main_with_sleepy, seconds, start_method="fork")
    assert len(children(result.run)) >= len(NUMBERS), _(
        "`main` must start five processes; shown is how many it started."
    )
    assert result.value == [], _(
        "We put a `worker` that sleeps up to {seconds} seconds in the place of yours. When `main` "
        "returned, these processes were still running: it must wait for each with `join`."
    ).format(seconds=max(seconds))


@points(10, _("The program works under spawn: importing the file does nothing, children log"))
@hint(
    _(
        'A spawned child imports your file anew: call `main()` only under if __name__ == "__main__"'
        ". It gets no handler of yours, but makes its own if you used "
        "multiprocessing.log_to_stderr."
    )
)
def test_spawned_children_log_and_import_quietly(student: Student) -> None:
    check_quiet_import(student)
    logged_at_import = [line.text for line in student.call(import_only).run.errors]
    assert logged_at_import == [], _("Importing your file logged something.")
    run = student.run_main(start_method="spawn")
    check_counts(run)
    of = children(run)
    seen = [logged(run, record, [BEGUN, ENDED]) for record in of]
    assert any(seen), _(
        "Under spawn, the children's records did not come to standard error. A spawned child has "
        "no handler of its parent's; it logs only if its parent called "
        "multiprocessing.log_to_stderr, and at the level that this was given."
    )
    check_records(run, [BEGUN, ENDED], ["INFO", "INFO"], of)
