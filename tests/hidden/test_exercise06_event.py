"""Hidden tests of exercise 06: times are exact on the virtual clock, and a blocked process costs no look."""

import multiprocessing
import random
import time
import types
from collections.abc import Callable

from processes import check_nothing_left, check_quiet_import, children, said_by_main
from texts import tidy, words

from grader.language import translate as _
from grader.runs.trace import ProcessRecord, Run
from grader.testing import Student, hint, points, probe, schedules

TIMEOUT = 2
SET_AFTER = 3
LOOKS = 3
"""More looks at an event than this, while nothing happens, are polling."""
LOOKING = 0.01
"""Virtual seconds that each look at a watched event takes, so that polling comes to an end."""
NOTICED = ("event is set", "event is set: True")
"""What a waiter says of an event that is set."""
GIVING_UP = 20
"""Virtual seconds after which the probes end processes that still wait."""


class Watched:
    """An event that counts how often it is asked, and how often it is set or cleared."""

    def __init__(self) -> None:
        self.event = multiprocessing.Event()
        self.asked = multiprocessing.Value("i", 0)

    def _count(self) -> None:
        with self.asked.get_lock():
            self.asked.value += 1
        time.sleep(LOOKING)

    def is_set(self) -> bool:
        self._count()
        return self.event.is_set()

    def wait(self, timeout: float | None = None) -> bool:
        self._count()
        return self.event.wait(timeout)

    def set(self) -> None:
        self.event.set()

    def clear(self) -> None:
        self.event.clear()


def begin(function: object, waiters: list, event: object) -> list:
    """Start one process for each (name, arguments) of the waiters."""
    processes = [
        multiprocessing.Process(target=function, args=(event, *arguments), name=name)
        for name, arguments in waiters
    ]
    for process in processes:
        process.start()
    return processes


def finish(processes: list) -> list:
    """Wait for the processes, but not forever; return whether each ended by itself."""
    deadline = time.monotonic() + GIVING_UP
    for process in processes:
        process.join(max(0.0, deadline - time.monotonic()))
    ended = [not process.is_alive() for process in processes]
    for process in processes:
        process.kill()
        process.join()
    return ended


@probe
def let_wait(
    submission: types.ModuleType, function: str, waiters: list, when: float | None
) -> dict:
    """Run a function in processes with one event, which is set after `when` seconds, if at all."""
    event = multiprocessing.Event()
    if when == 0:
        event.set()
    processes = begin(getattr(submission, function), waiters, event)
    if when:
        time.sleep(when)
        event.set()
    return {"ended": finish(processes), "set": event.is_set()}


@probe
def count_looks(submission: types.ModuleType, name: str, when: float) -> int:
    """Run `wait_for_event` with an event that counts how often it is asked."""
    event = Watched()
    processes = begin(submission.wait_for_event, [[name, []]], event)
    time.sleep(when)
    event.set()
    finish(processes)
    return event.asked.value


@probe
def set_among_waiters(submission: types.ModuleType, waiters: list) -> dict:
    """Start waiters and set the event while they begin to wait."""
    event = multiprocessing.Event()
    processes = begin(submission.wait_for_event, waiters, event)
    event.set()
    return {"ended": finish(processes), "set": event.is_set()}


class Lingering:
    """Stands in for a function: does what it does, and then takes its time."""

    def __init__(self, function: Callable[..., None], seconds: float) -> None:
        self.function, self.seconds = function, seconds
        self.__name__ = self.__qualname__ = function.__name__

    def __call__(self, *arguments: object, **options: object) -> None:
        self.function(*arguments, **options)
        time.sleep(self.seconds)


@probe
def left_by_main(submission: types.ModuleType, seconds: list) -> int:
    """How many processes are left when `main` returns, whose functions linger so many seconds."""
    names = ["wait_for_event", "wait_for_event_timeout"]
    for name, time_more in zip(names, seconds, strict=True):
        setattr(submission, name, Lingering(getattr(submission, name), time_more))
    submission.main()
    return len(multiprocessing.active_children())


def waiter_names(rng: random.Random, count: int) -> list[str]:
    """Return `count` different names that nobody can guess."""
    return [f"waiter_{word}" for word in words(rng, count)]


def seconds(rng: random.Random, least: int, most: int) -> float:
    """Return a time that is no round number."""
    return rng.randint(least * 100, most * 100) / 100 + 0.004


def told(second: float, text: str) -> str:
    """Write one line of a story."""
    return f"after {second:.2f} s: {text}"


def story(run: Run, record: ProcessRecord) -> list[str]:
    """Return what a process printed and when, counted from its start."""
    return [
        told(max(0.0, line.time - record.started), tidy(line.text))
        for line in run.lines
        if line.pid == record.pid
    ]


def stories(run: Run) -> dict[str, list[str]]:
    """Return what each child printed and when."""
    return {record.name: story(run, record) for record in children(run)}


def stories_of_main(run: Run) -> list[list[str]]:
    """Return the same for children whose names are the student's own affair."""
    return [story(run, record) for record in children(run)]


def cut_off(record: ProcessRecord) -> bool:
    """Tell whether a process did not end by itself."""
    return record.exit_code is None or record.exit_code < 0


def check_stories(run: Run, expected: dict[str, list[str]], summary: str) -> None:
    """Fail where waiters told other stories; `summary` says what they were to do."""
    seen = stories(run)
    assert seen == expected, f"{summary} {explain(run, seen, expected)}".strip()


def explain(run: Run, seen: dict[str, list[str]], expected: dict[str, list[str]]) -> str:
    """Return what is wrong with the stories of waiters, nothing where there is no more to say."""
    if set(seen) - set(expected):
        return _("There are more processes than the test started: neither function starts any.")
    noticing = {name for name, has in expected.items() if has[-1].endswith(NOTICED)}
    if any(one.name in noticing and cut_off(one) for one in children(run)):
        return _("One that waited never noticed that the event it was given was set.")
    if any(len(seen.get(name, [])) < len(has) for name, has in expected.items()):
        return _("Fewer lines came than should.")
    if columns(seen, 2) == columns(expected, 2):
        return _("The lines are right, but not the times.")
    if columns(seen, 0) == columns(expected, 0):
        return _("The times are right, but not the lines.")
    return ""


def columns(by_name: dict[str, list[str]], part: int) -> dict[str, list[str]]:
    """Return of each line of the stories the time (part 0) or the text (part 2)."""
    return {name: [one.partition(": ")[part] for one in has] for name, has in by_name.items()}


def waiting_until(second: float) -> list[str]:
    """Return the story of `wait_for_event` with an event that is set then."""
    return [told(0, "waiting"), told(second, "event is set")]


def answered_at(second: float, answer: object) -> list[str]:
    """Return the story of `wait_for_event_timeout`."""
    return [told(second, f"event is set: {answer}")]


@points(20, _("`main` runs both, sets the event after 3 seconds, and both end"))
@hint(
    _(
        "One multiprocessing.Event, handed to both processes in args=(event, ...). Start both, "
        "sleep 3 seconds, set it, join both."
    )
)
def test_main_runs_both(student: Student, rng: random.Random) -> None:
    run = student.run_main()
    assert said_by_main(run) == [], _(
        "The main process printed these lines; only the two processes that it starts print. (Is a "
        "function called, or run in a thread, rather than given to a process?)"
    )
    expected = [waiting_until(SET_AFTER), answered_at(TIMEOUT, False)]
    assert sorted(stories_of_main(run)) == sorted(expected), explain_main(run)
    codes = [record.exit_code for record in children(run)]
    assert codes == [0, 0], _(
        "Both processes must end by themselves, with exit code 0, before `main` does."
    )
    check_nothing_left(run)
    for lingering in ([seconds(rng, 4, 6), 0], [0, seconds(rng, 9, 12)]):
        left = student.call(left_by_main, lingering, start_method="fork").value
        assert left == 0, _(
            "When `main` returned, not all of its processes had ended; shown is how many were "
            "still running, when we made one of the two take longer. It must `join` both."
        )


def explain_main(run: Run) -> str:
    """Return what is wrong with what the two processes of `main` printed."""
    count = len(children(run))
    if count != 2:
        return _("`main` must start two processes; it started {count}.").format(count=count)
    if any(cut_off(one) and len(story(run, one)) == 1 for one in children(run)):
        return _(
            "The process of `wait_for_event` never noticed that the event was set: it looked at "
            "something that is not shared between processes."
        )
    lines = [text for lines in stories_of_main(run) for text in lines]
    if not any(text.startswith(told(SET_AFTER, "")) for text in lines):
        return _(
            "The process of `wait_for_event` did not go on 3 seconds after the start, when `main` "
            "is to set the event."
        )
    return _("The two processes did not print what they should, when they should.")


@points(20, _("`wait_for_event` blocks until the event is set, and goes on at once"))
@hint(_("print, event.wait(), print: `wait` without a time limit returns when the event is set."))
def test_waits_until_the_event_is_set(student: Student, rng: random.Random) -> None:
    names, when = waiter_names(rng, 2), seconds(rng, 4, 12)
    result = student.call(let_wait, "wait_for_event", [[name, []] for name in names], when)
    expected = {name: waiting_until(when) for name in names}
    summary = _(
        "An event was set {when:.2f} seconds after the start of two processes that run "
        "`wait_for_event`: they must go on at that moment."
    ).format(when=when)
    check_stories(result.run, expected, summary)


@points(10, _("`wait_for_event` sleeps until the event is set, and does not look again and again"))
@hint(
    _(
        "event.wait() without a timeout, once and in no loop, is all: the operating system puts "
        "the process to sleep and wakes it when the event is set."
    )
)
def test_blocks_without_polling(student: Student, rng: random.Random) -> None:
    name, when = waiter_names(rng, 1)[0], seconds(rng, 8, 12)
    result = student.call(count_looks, name, when)
    texts = columns(stories(result.run), 2).get(name, [])
    assert texts == ["waiting", "event is set"], _(
        "`wait_for_event` did not print its two lines, with an event that counts how often it is "
        "asked."
    )
    assert result.value >= 1, _(
        "`wait_for_event` never asked the event; shown is how often. (event.is_set without brackets "
        "asks nothing: it is the method itself, and counts as true.)"
    )
    assert result.value <= LOOKS, _(
        "`wait_for_event` looked at the event again and again while it was not set; shown is how "
        "often in {when:.0f} seconds."
    ).format(when=when)


@points(10, _("`wait_for_event_timeout` prints False when the time is up"))
@hint(
    _(
        "event.wait(timeout) returns whether the event is set: False when the time was up. Print "
        "what it returns."
    )
)
def test_timeout_passes(student: Student, rng: random.Random) -> None:
    names = waiter_names(rng, 2)
    waiters = [[name, [seconds(rng, 1, 15)]] for name in names]
    result = student.call(let_wait, "wait_for_event_timeout", waiters, None)
    expected = {name: answered_at(timeout, False) for name, [timeout] in waiters}
    summary = _(
        "With an event that is never set, `wait_for_event_timeout` must print False once its own "
        "timeout is over."
    )
    check_stories(result.run, expected, summary)


@points(10, _("`wait_for_event_timeout` prints True as soon as the event is set"))
@hint(
    _(
        "Do not sleep for the whole timeout and look then: event.wait(timeout) returns at the "
        "moment in which the event is set."
    )
)
def test_event_is_set_in_time(student: Student, rng: random.Random) -> None:
    names, when = waiter_names(rng, 3), seconds(rng, 2, 6)
    slow = [[name, [when + seconds(rng, 1, 9)]] for name in names[1:]]
    quick = [[names[0], [when - seconds(rng, 1, 1)]]]
    result = student.call(let_wait, "wait_for_event_timeout", quick + slow, when)
    expected = {name: answered_at(timeout, False) for name, [timeout] in quick}
    expected |= {name: answered_at(when, True) for name, [_timeout] in slow}
    summary = _(
        "The event was set {when:.2f} seconds after the start: who still waited then must print "
        "True at that moment, and whose time was up before must have printed False."
    ).format(when=when)
    check_stories(result.run, expected, summary)


def explain_sleepers(still_set: object) -> str:
    """Return why processes were not woken, by whether the event is still set."""
    happened = _(
        "Three processes ran `wait_for_event` with one event, which was set while they began to "
        "wait, and not all of them ended; shown are those that did."
    )
    if still_set is True:
        return _("{happened} They do not wait for the event that they are given.").format(
            happened=happened
        )
    return _("{happened} One of them cleared the event before another had seen it.").format(
        happened=happened
    )


@points(10, _("In whatever order they wait: all are woken, and the event stays set"))
@hint(
    _(
        "An event is shared: neither function may clear it. Who looks a moment later would wait "
        "forever."
    )
)
@schedules(10)
def test_all_are_woken(student: Student, rng: random.Random) -> None:
    names = waiter_names(rng, 3)
    result = student.call(set_among_waiters, [[name, []] for name in names])
    report = result.value
    ended = [name for name, done in zip(names, report["ended"], strict=True) if done]
    assert ended == names, explain_sleepers(report["set"])
    lines = columns(stories(result.run), 2)
    expected = {name: ["waiting", "event is set"] for name in names}
    summary = _(
        "Three processes ran `wait_for_event` with one event, which was set while they began to "
        "wait, and did not print what they should."
    )
    assert lines == expected, summary
    assert report["set"] is True, _(
        "The event was cleared by those who wait for it; shown is whether it is still set."
    )


@points(10, _("An event that was set before is noticed at once, and stays set"))
@hint(
    _(
        "event.wait() returns at once, with True, if the event is set already. Do not clear it "
        "before, and do not sleep."
    )
)
def test_event_was_set_before(student: Student, rng: random.Random) -> None:
    name, limit = waiter_names(rng, 1)[0], rng.randint(5, 20)
    first = student.call(let_wait, "wait_for_event", [[name, []]], 0)
    summary = _(
        "With an event that was set before, `wait_for_event` must print both its lines at once."
    )
    check_stories(first.run, {name: waiting_until(0)}, summary)
    second = student.call(let_wait, "wait_for_event_timeout", [[name, [limit]]], 0)
    summary = _(
        "With an event that was set before, `wait_for_event_timeout` must print True at once."
    )
    check_stories(second.run, {name: answered_at(0, True)}, summary)
    assert [first.value["set"], second.value["set"]] == [True, True], _(
        "The event must be left as it is; shown is whether it is still set, after each function."
    )


@points(10, _("The program works under spawn: importing the file starts and prints nothing"))
@hint(
    _(
        'A spawned child imports your file anew. Call `main()` only under if __name__ == "__main__"'
        ", give Process a function it can import (no lambda), and hand it the event in args."
    )
)
def test_spawned_children_import_the_file_quietly(student: Student) -> None:
    check_quiet_import(student)
    run = student.run_main(start_method="spawn")
    printed = [line.text.strip() for line in run.lines if line.text.strip() == "waiting"]
    assert [printed, said_by_main(run)] == [["waiting"], []], _(
        "Under spawn, one child must print 'waiting', and the main process nothing; shown is what "
        "there was of both."
    )
    codes = [record.exit_code for record in children(run)]
    assert codes == [0, 0], _(
        "Under spawn, both processes must end by themselves, with exit code 0."
    )
