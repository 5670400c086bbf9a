"""Real programs do the same under the virtual clock as under the real one."""

from pathlib import Path

import pytest

from grader.runs.ending import Ending

PROGRAMS = Path(__file__).parent / "clocks"
STARTS = ("fork", "spawn")


def told(run):
    """Tell what both clocks have in common: lines, who wrote them, and how everybody ended."""
    lines = [[(line.process, line.text) for line in lines] for lines in (run.lines, run.errors)]
    processes = sorted(
        (process.name, process.daemon, process.exit_code) for process in run.processes
    )
    return run.ending, run.exit_code, run.leftovers, *lines, processes


@pytest.fixture(scope="module")
def stage(staged):
    return staged(PROGRAMS)


@pytest.mark.parametrize("start", STARTS)
@pytest.mark.parametrize("program", sorted(file.name for file in PROGRAMS.glob("*.py")))
def test_program_does_the_same_under_both_clocks(stage, program, start):
    virtual, real = (stage.tell(program, start, virtual=virtual).run for virtual in (True, False))
    assert (virtual.clock, real.clock) == ("virtual", "real")
    assert told(virtual) == told(real)
    assert virtual.ending is Ending.FINISHED
    assert virtual.lines
