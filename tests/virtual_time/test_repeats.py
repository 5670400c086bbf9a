"""A program's trace is the same every time, whatever else the machine has to do."""

import subprocess
import sys
from pathlib import Path

import pytest

from grader.runs.ending import Ending

from .conftest import WALL
from .traces import trace_of

SOLUTION = Path(__file__).parents[2] / "solutions" / "exercise05_exit_codes"
REPEATS = 100
BUSY = 2
"""Processes that keep the processors from the program."""


@pytest.fixture(scope="module")
def stage(staged):
    return staged(SOLUTION)


@pytest.fixture
def busy_machine():
    """Keep the processors busy for the length of a test."""
    others = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(BUSY)]
    yield
    for other in others:
        other.kill()
        other.wait()


def expect_one_trace(stage):
    runs = [stage.tell("exercise05.py").run for _ in range(REPEATS)]
    assert [run for run in runs if run.ending is not Ending.FINISHED] == []
    assert [trace_of(run) for run in runs] == [trace_of(runs[0])] * REPEATS
    assert max(run.real_duration for run in runs) < WALL


@pytest.mark.timeout(300)
def test_exit_codes_have_one_trace_a_hundred_times_of_a_hundred(stage):
    expect_one_trace(stage)


@pytest.mark.timeout(300)
@pytest.mark.usefixtures("busy_machine")
def test_exit_codes_have_one_trace_a_hundred_times_of_a_hundred_on_a_busy_machine(stage):
    expect_one_trace(stage)
