"""A class that handed in, made by lot but always the same."""

import random
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, timezone

from grader.exports.grade_json import to_json
from grader.grade import Explanation, Grade, Outcome, Provenance, TestResult, Verdict

STARTED = datetime(2026, 11, 22, 12, 30, tzinfo=timezone(timedelta(hours=1)))
TITLES = (
    *("Processes", "A process subclass", "Logging", "Daemon processes", "Exit codes", "Events"),
    *("Queues", "Pipes", "Shared memory", "Managers", "Pools", "Coroutines"),
    *("Cooperating coroutines", "Generator objects", "Delegating with yield from"),
)


@dataclass(frozen=True, slots=True)
class Entry:
    """What the gradebook keeps of one grading."""

    student: str
    exercise: str
    verdict: str
    score: float | None
    max_score: float
    grade: bytes
    adjusted: float | None = None
    reason: str = ""
    batch: str = "2026-11-22T11:30:00Z-1a2b"
    attempt: int = 1
    submitted: datetime | None = datetime(2026, 11, 20, 8, tzinfo=UTC)
    digest: str = "ab" * 32
    origin: str = "submissions/ada"
    started: datetime = STARTED
    duration: float = 0.5


def passed(name="test_good_job", title="A job that returns ends with 0", points=60.0):
    return TestResult(name, title, Outcome.PASSED, points, points, None, None, 0.25, ())


def failed(
    name="test_killed_job",
    title="A job that is terminated ends with `-15`",
    points=40.0,
    summary="Process 4711 was asked for its exit code after 0.5 s, too early.",
):
    why = Explanation(summary, expected="-15", seen="None")
    return TestResult(
        name, title, Outcome.FAILED, 0, points, why, "Join it before you read exitcode.", 0.5, ()
    )


def grade(*tests, student="ada", exercise="exercise05_exit_codes", title="Exit codes", **changes):
    tests = tests or (passed(), failed())
    score = sum(test.points for test in tests)
    most = sum(test.max_points for test in tests)
    verdict = Verdict.ACCEPTED if score == most else Verdict.PARTIAL if score else Verdict.REJECTED
    made = Grade(
        exercise=exercise,
        title=title,
        student=student,
        verdict=verdict,
        score=score,
        max_score=most,
        tests=tests,
        seed=7,
        provenance=Provenance("0.1.0", "3.13.1", "Linux-6.12-x86_64", "namespaces", "virtual"),
        started=STARTED,
        duration=0.5,
        sources=(),
    )
    return replace(made, **changes)


def entry(made=None, **changes):
    """The entry of a grade."""
    made = made or grade()
    found = Entry(
        made.student, made.exercise, made.verdict.value, made.score, made.max_score, to_json(made)
    )
    return replace(found, duration=made.duration, **changes)


def crowd(students=40, exercises=2, seed=1):
    """The entries of a class in which some are strong and some weak, and some hand in nothing."""
    chance = random.Random(seed)  # noqa: S311  it guards nothing
    for number in range(students):
        strength = chance.random()
        student = f"{chance.choice(GIVEN)} {chance.choice(FAMILY)} {number}"
        for place in range(exercises):
            if chance.random() < 0.93:
                yield one_of_many(chance, student, strength, place)


def one_of_many(chance, student, strength, place):
    tests = [
        passed(f"test_{test}", f"Test {test} of {TITLES[place]}", 20)
        if chance.random() < strength + (0.1 * test - 0.2)
        else failed(f"test_{test}", f"Test {test} of {TITLES[place]}", 20, chance.choice(SAYINGS))
        for test in range(5)
    ]
    name = f"exercise{place + 1:02}_{TITLES[place].lower().replace(' ', '_')}"
    took = chance.uniform(0.2, 3)
    made = grade(*tests, student=student, exercise=name, title=TITLES[place], duration=took)
    found = entry(made)
    if made.score and chance.random() < 0.05:
        late = "2 days late: 20 of 100 points are taken off."
        return replace(found, adjusted=max(made.score - 20, 0.0), reason=late)
    return found


GIVEN = ("Ada", "Grace", "Alan", "Edsger", "Barbara", "José", "하나", "Zoë", "Linus", "Margaret")
FAMILY = ("Lovelace", "Hopper", "Turing", "Dijkstra", "Liskov", "Núñez", "김", "van Rossum")
SAYINGS = (
    "Process 4711 was asked for its exit code too early.",
    "Process 815 was asked for its exit code too early.",
    "Deadlock: every process was waiting in `Queue.get()`, line 12.",
    "The program printed 3 lines, not 5.",
    "`Worker.run()` raised TypeError: an integer is required.",
)
