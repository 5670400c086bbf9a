"""What a student reads of a test that fails under a schedule."""

from types import SimpleNamespace

import pytest

from grader.grade import Explanation, Outcome
from grader.runs.ending import Ending
from grader.runs.trace import Act, Place, ProcessRecord, Run
from grader.testing.attempt import Attempt
from grader.testing.failure import StudentFailure
from grader.testing.marks import Worth

LOST = Place("exercise09.py", 20, "add_many")
FILE = "test_exercise09_shared_memory.py"


def _act(action, place):
    return Act(action, "shared value 1", None, 3, "Process-1", 0.0, 4, place)


def _attempt(seed, *, places=(), failed=True):
    acts = _act("read", Place("exercise09.py", 19, "f")), _act("write", LOST), _act("write", None)
    run = Run(Ending.FINISHED, 0, acts=acts, schedule=seed)
    error = StudentFailure(Explanation("Less.", places=places)) if failed else None
    student = SimpleNamespace(runs=[run], file="exercise09.py")
    return Attempt(seed, seed, student, error=error)


@pytest.fixture
def worth():
    return Worth(10, "No update is lost", None, ())


def test_schedule_and_how_to_see_it_again_are_told_beside_the_summary(worth):
    attempts = [_attempt(7, failed=False), _attempt(8), _attempt(9)]
    outcome, why = attempts[1].explain(worth, attempts, FILE)
    assert (outcome, why.summary) == (Outcome.FAILED, "Less.")
    assert why.circumstances == (
        "So it was under schedule 8; 2 of 3 schedules failed. "
        "See it again: grade exercise09 --schedule 8"
    )
    assert why.sentences == f"Less. {why.circumstances}"


def test_lines_that_wrote_shared_memory_are_where_to_look(worth):
    attempt = _attempt(8)
    assert attempt.explain(worth, [attempt], FILE)[1].places == (LOST,)


def test_lines_that_the_failure_names_are_more_telling(worth):
    elsewhere = Place("exercise09.py", 3, "main")
    attempt = _attempt(8, places=(elsewhere,))
    assert attempt.explain(worth, [attempt], FILE)[1].places == (elsewhere,)


def test_without_schedules_nothing_is_told_of_them(worth):
    attempt = _attempt(0)
    why = attempt.explain(worth, [attempt], FILE)[1]
    assert (why.circumstances, why.places, why.sentences) == ("", (), "Less.")


def _summary(worth, *start_methods):
    processes = [ProcessRecord(n, "", 0, False, m, 0, 1, 0, n) for n, m in enumerate(start_methods)]
    attempt = _attempt(0)
    attempt.student.runs[0] = Run(Ending.FINISHED, 0, processes=tuple(processes))
    return attempt.explain(worth, [attempt], FILE)[1].summary


def test_start_method_that_the_program_chose_itself_is_told(worth):
    assert _summary(worth, None, "fork", "spawn").startswith(
        "Less. Your program started processes with spawn though it was run under fork"
    )
    assert _summary(worth, None, "fork", "fork") == "Less."
