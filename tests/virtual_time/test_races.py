"""Races that ordinary runs don't show: schedules find and replay them, and spare their repaired twins.

In an ordinary run each process is done while its parent prepares the next one: such work takes real
time, on a busy machine more of it, and no virtual time. So a schedule lets them meet all the same.

`SCHEDULES=200` in the environment tries the twins under that many.
"""

import os
from pathlib import Path

import pytest

from grader.runs.ending import Ending

from .traces import trace_of

RACES = Path(__file__).parent / "races"
ORDINARY = 10
"""Runs without a schedule, none of which shows the race."""
ENOUGH = 20
"""Schedules within which the race is found."""
REPLAYS = 3
SPARED = int(os.environ.get("SCHEDULES", ENOUGH))
"""Schedules under which a repaired twin is tried."""
LETTERS = {name: (f"Dear {name},", f"goodbye, {name}.") for name in ("Ada", "Bob")}
RIGHT = {
    "shared_value.py": [("9",)],
    "shared_array.py": [("5 4",)],
    "managed_dict.py": [("8",)],
    "empty_then_get.py": [("all went home",)],
    "printed_in_parts.py": [
        LETTERS["Ada"] + LETTERS["Bob"],
        LETTERS["Bob"] + LETTERS["Ada"],
    ],
    "lock_taken_twice.py": [("40",)],
}
"""What each program may print, whoever goes first."""


def is_right(program, run):
    return (run.ending, run.exit_code) == (Ending.FINISHED, 0) and run.output in RIGHT[program]


@pytest.fixture(scope="module")
def race(staged):
    return staged(RACES)


@pytest.fixture(scope="module")
def repaired(staged):
    return staged(RACES / "repaired")


def test_every_race_has_its_expectation_and_its_twin():
    for folder in (RACES, RACES / "repaired"):
        assert {file.name for file in folder.glob("*.py")} == set(RIGHT)


@pytest.mark.parametrize("program", RIGHT)
def test_ordinary_runs_do_not_show_the_race(race, program):
    outputs = [race.tell(program).run.output for _ in range(ORDINARY)]
    assert [output for output in outputs if output not in RIGHT[program]] == []


@pytest.mark.parametrize("program", RIGHT)
def test_race_is_found_within_twenty_schedules_and_replayed_event_for_event(race, program):
    runs = (race.tell(program, schedule=seed).run for seed in range(1, ENOUGH + 1))
    found = next((run for run in runs if not is_right(program, run)), None)
    assert found is not None
    replays = [race.tell(program, schedule=found.schedule).run for _ in range(REPLAYS)]
    assert [trace_of(run) for run in replays] == [trace_of(found)] * REPLAYS


def test_schedule_shows_who_read_and_wrote_what(race):
    """So that a lost update can be seen: somebody writes over what they have not read."""
    shown = [race.tell("shared_value.py", schedule=seed).run for seed in range(1, ENOUGH + 1)]
    lost = next(run for run in shown if not is_right("shared_value.py", run))
    (name,) = {act.target for act in lost.acts}
    read, holds = {}, None
    overwritten = 0
    for act in sorted(lost.acts, key=lambda act: act.time):
        if act.action == "read":
            assert holds in (None, act.value)
            read[act.pid] = holds = act.value
        else:
            overwritten += holds != read[act.pid]
            holds = act.value
    assert (name, overwritten > 0) == ("shared value 1", True)


def test_ordinary_run_shows_no_use_of_shared_memory(race):
    assert race.tell("shared_value.py").run.acts == ()


@pytest.mark.parametrize("program", RIGHT)
def test_repaired_twin_is_right_under_every_schedule(repaired, program):
    for seed in range(1, SPARED + 1):
        run = repaired.tell(program, schedule=seed).run
        assert is_right(program, run), f"schedule {seed}: {run}"
