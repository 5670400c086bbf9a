"""Grades to render, made by hand."""

from dataclasses import replace
from datetime import UTC, datetime

from grader.grade import Explanation, Grade, Outcome, Provenance, SourceFile, TestResult, Verdict
from grader.runs.ending import Ending
from grader.runs.trace import (
    Act,
    Line,
    Message,
    Place,
    ProcessRecord,
    Raised,
    Run,
    Span,
    Stuck,
)

CODE = '''\
"""Exercise 5: how processes end."""

import multiprocessing
import sys
import time


class Refused(Exception):
    """Work that nobody wants to do."""


def worker(number: int, queue) -> None:
    # Every second worker gives up.
    time.sleep(number)
    if number % 2:
        print(f"worker {number} gives up")
        sys.exit(3)
    queue.put({"number": number, "square": number**2})
    print(f"worker {number} is done")


def main() -> None:
    queue = multiprocessing.Queue()
    workers = [multiprocessing.Process(target=worker, args=(n, queue)) for n in range(3)]
    for process in workers:
        process.start()
    for process in workers:
        process.join()
        print(process.name, process.exitcode)
    while True:
        print(queue.get())  # waits for a message that never comes


if __name__ == "__main__":
    main()
'''

LINES = (
    Line("worker 0 is done", 3, "Process-1", 0.0, 6),
    Line("Process-1 0", 2, "MainProcess", 0.000021, 8),
    Line("worker 1 gives up", 4, "Process-2", 1.0, 9),
    Line("Process-2 3", 2, "MainProcess", 1.000013, 10),
    Line("worker 2 is done", 5, "Process-3", 2.0, 12),
    Line("Process-3 0", 2, "MainProcess", 2.000004, 13),
    Line("{'number': 0, 'square': 0}", 2, "MainProcess", 2.000004, 15),
    Line("{'number': 2, 'square': 4}", 2, "MainProcess", 2.000005, 17),
)

PROCESSES = (
    ProcessRecord(2, "MainProcess", None, False, None, 0.0, None, None, 1),
    ProcessRecord(3, "Process-1", 2, False, "fork", 0.0, 0.0, 0, 2),
    ProcessRecord(4, "Process-2", 2, False, "fork", 0.0, 1.0, 3, 3),
    ProcessRecord(5, "Process-3", 2, True, "fork", 0.000001, 2.0, -9, 4),
)

MESSAGES = (
    Message("put", "Queue-1", "{'number': 0, 'square': 0}", 3, "Process-1", 0.0, 5),
    Message("put", "Queue-1", "{'number': 2, 'square': 4}", 5, "Process-3", 2.0, 11),
    Message("get", "Queue-1", "{'number': 0, 'square': 0}", 2, "MainProcess", 2.000004, 14),
    Message("get", "Queue-1", "{'number': 2, 'square': 4}", 2, "MainProcess", 2.000005, 16),
)

SPANS = (
    Span(
        "time.sleep", "", 4, "Process-2", "", 0.0, 1.0, 3, 8, Place("exercise05.py", 14, "worker")
    ),
    Span("time.sleep", "", 5, "Process-3", "", 0.0, 2.0, 4, 10),
    Span("Process.join", "Process-2", 2, "MainProcess", "", 0.0, 1.0, 8, 9),
    Span("Process.join", "Process-3", 2, "MainProcess", "", 1.0, 2.0, 10, 12),
)

ACTS = (Act("kill", "Process-3", 5, 2, "MainProcess", 2.0, 12),)

DEADLOCKED = Run(
    Ending.DEADLOCKED,
    None,
    lines=LINES,
    processes=PROCESSES,
    messages=MESSAGES,
    spans=SPANS,
    acts=ACTS,
    stuck=(
        Stuck(
            "MainProcess",
            2,
            "Queue.get",
            (Place("exercise05.py", 35, "<module>"), Place("exercise05.py", 31, "main")),
        ),
    ),
    duration=2.000005,
    real_duration=0.149,
)

RAISED = Run(
    Ending.FINISHED,
    1,
    errors=(Line("Traceback (most recent call last):", 2, "MainProcess", 0.0, 3),),
    raised=Raised("Refused", "no more work", (Place("exercise05.py", 17, "worker"),)),
    leftovers=("Process-1", "Process-2"),
    real_duration=0.021,
    notes=("Output after the first 64 kB was cut.",),
)

CALLED = Run(
    Ending.FINISHED, 0, value=[10, 20, 30], answered=True, duration=0.5, real_duration=0.012
)

PASSED = TestResult(
    name="test_worker_returns_square",
    title="A worker puts the square of its number into the queue",
    outcome=Outcome.PASSED,
    points=30,
    max_points=30,
    explanation=None,
    hint="Never to be shown: the test passed.",
    duration=0.02,
    runs=(CALLED,),
)

FAILED = TestResult(
    name="test_exit_codes",
    title="The program prints every worker's exit code and ends",
    outcome=Outcome.FAILED,
    points=20,
    max_points=40,
    explanation=Explanation(
        "The program never ended: at the end it waits for a fourth message, "
        "and no process is left that could send one.",
        expected="Process-1 0\nProcess-2 3\nProcess-3 0\nThe program ends.",
        seen="Process-1 0\nProcess-2 3\nProcess-3 0\nThe program waits in Queue.get for ever.",
        places=(Place("exercise05.py", 35, "<module>"), Place("exercise05.py", 31, "main")),
    ),
    hint="Read as many messages as were put, or let the last worker put a sentinel such as None.",
    duration=0.2,
    runs=(DEADLOCKED, RAISED),
)

SMALL = TestResult(
    name="test_gives_up",
    title="A worker that gives up says why",
    outcome=Outcome.FAILED,
    points=0,
    max_points=17.5,
    explanation=Explanation(
        "The worker raised no Refused exception.",
        expected="Refused",
        seen="",
        places=(Place("exercise05.py", 17, "worker"), Place("elsewhere.py", 4, "f")),
    ),
    hint=None,
    duration=0.03,
    runs=(RAISED,),
)

BROKEN_TEST = TestResult(
    name="test_reference",
    title="The output equals the reference",
    outcome=Outcome.ERROR,
    points=0,
    max_points=12.5,
    explanation=Explanation("The reference solution could not be found."),
    hint=None,
    duration=0.0,
    runs=(),
)

PARTIAL = Grade(
    exercise="exercise05_exit_codes",
    title="Exit codes and the way processes end",
    student="Ada Lovelace",
    verdict=Verdict.PARTIAL,
    score=50,
    max_score=100,
    tests=(PASSED, FAILED, SMALL, BROKEN_TEST),
    seed=1843,
    provenance=Provenance(
        grader="0.1.0",
        python="3.13.1",
        platform="Linux-6.8.0-x86_64-with-glibc2.39",
        isolation="namespaces",
        clock="virtual",
    ),
    started=datetime(2026, 3, 2, 9, 15, 30, tzinfo=UTC),
    duration=0.412,
    sources=(SourceFile("exercise05.py", CODE),),
    notes=("Two notebook cells with shell commands (lines starting with !) were left out.",),
)

ACCEPTED = replace(PARTIAL, verdict=Verdict.ACCEPTED, score=100, tests=(PASSED,), notes=())

REJECTED = replace(
    PARTIAL,
    verdict=Verdict.REJECTED,
    score=0,
    tests=(),
    problem="exercise05.py could not be read as Python: line 12, unexpected indent.",
)

GRADER_ERROR = replace(
    PARTIAL,
    verdict=Verdict.GRADER_ERROR,
    score=None,
    tests=(),
    problem="The sandbox could not be started.",
    notes=(),
)
