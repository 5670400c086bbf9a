"""Programs that look stuck and are not: none is called deadlocked, all come to their end."""

from pathlib import Path

import pytest

from grader.runs.ending import Ending

PROGRAMS = Path(__file__).parent / "lookalikes"
READINGS = 0.001
"""Seconds; each reading of the virtual clock takes a microsecond of it."""
EXPECTED = {
    "alarm.py": (3, ["the alarm rang"]),
    "asyncio_in_a_child.py": (3, ["['one', 'two']"]),
    "computing_child.py": (0, ["computed", "joined"]),
    "get_expires.py": (2, ["nothing came"]),
    "large_result_in_time.py": (2, ["1000000"]),
    "late_producer.py": (3, ["0", "1", "2"]),
    "manager_at_work.py": (2, ["42"]),
    "notified_later.py": (3, ["complete"]),
    "program_out_of_time.py": (2, ["hello", "out of time", "0"]),
    "real_program.py": (0, ["0"]),
    "real_program_in_a_child.py": (0, ["slept"]),
    "sleeper_holds_lock.py": (3, ["all had it"]),
    "sleeping_child.py": (3600, ["an hour later"]),
    "sleeping_daemon.py": (0, ["worked"]),
    "sleeping_grandchild.py": (5, ["grandchild", "child", "main"]),
    "slow_pool.py": (3, ["[0, 1, 4, 9, 16, 25]"]),
    "slow_reader.py": (8, ["100000"] * 8),
    "timer_thread.py": (2.5, ["True"]),
}
"""Virtual seconds that each program takes, and what it prints."""
POLLING = {"slow_pool.py": 0.2, "program_out_of_time.py": 0.1}
"""Seconds between two looks of the library, where it looks again and again."""


@pytest.fixture(scope="module")
def stage(staged):
    return staged(PROGRAMS)


def test_every_lookalike_has_its_expectation():
    assert {file.name for file in PROGRAMS.glob("*.py")} == set(EXPECTED)


@pytest.mark.parametrize("program", EXPECTED)
def test_what_only_looks_like_a_deadlock_goes_on_to_its_end(stage, program):
    seconds, lines = EXPECTED[program]
    run = stage.tell(program).run
    assert (run.ending, run.exit_code, run.stuck) == (Ending.FINISHED, 0, ())
    assert (list(run.output), run.errors) == (lines, ())
    assert run.duration == pytest.approx(seconds, abs=POLLING.get(program, READINGS))


@pytest.mark.parametrize("program", ["real_program.py", "real_program_in_a_child.py"])
def test_other_program_takes_its_real_time(stage, program):
    assert stage.tell(program).run.real_duration >= 0.2
