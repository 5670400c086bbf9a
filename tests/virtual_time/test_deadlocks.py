"""Programs that can never go on: each is found out at once, and told line by line.

Where a program gets stuck stands in the program itself, in comments such as
`# stuck: reader in Queue.get` and `# stuck: MainProcess in Process.join for reader`.
`somehow` stands for a wait whose name is left to the grader.
"""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from grader.runs.ending import Ending
from grader.testing.words import failure_of

from .conftest import WALL

PROGRAMS = Path(__file__).parent / "deadlocks"
STARTS = ("fork", "spawn")
BY_FORK_ALONE = frozenset({"pipe_inherited.py", "pool_inside_itself.py"})
"""Programs that get stuck over what a fork copies; by spawn they end, or can't be written."""
WITHOUT_CHILDREN = frozenset(
    {"endless_event_loop.py", "event_of_a_thread.py", "locks_of_threads.py"}
)
CASES = [
    (file.name, start)
    for file in sorted(PROGRAMS.glob("*.py"))
    for start in STARTS
    if start == "fork" or file.name not in BY_FORK_ALONE | WITHOUT_CHILDREN
]

MARK = re.compile(r"# stuck(?P<nowhere>, at no line of its own)?: (?P<marks>.+)")
STANDS = re.compile(
    r"(?P<process>\S+) "
    r"(?:(?P<somehow>somehow)|in (?P<call>\S+)(?: for (?P<target>\S+))?|for (?P<reason>.+))"
)
SOMEHOW = "somehow"


@dataclass(frozen=True, order=True)
class Stand:
    """Where a thread is stuck: as a program says, or as its run told."""

    process: str
    waiting: str
    target: str
    line: int
    text: str


def marked(program, start):
    """Read what a program says of itself."""
    found = []
    for number, line in enumerate((PROGRAMS / program).read_text().splitlines(), start=1):
        if mark := MARK.search(line):
            place = (0, "") if mark["nowhere"] else (number, line.strip())
            for stands in map(STANDS.fullmatch, mark["marks"].split("; ")):
                process = stands["process"].replace("*", start.capitalize())
                waiting = stands["call"] or stands["reason"] or SOMEHOW
                found.append(Stand(process, waiting, stands["target"] or "", *place))
    assert found
    return sorted(found)


def told(run, expected):
    """Tell the same of a run, as far as it is expected."""
    left = {(stand.process, stand.line) for stand in expected if stand.waiting == SOMEHOW}
    found = []
    for one in run.stuck:
        line = one.places[-1].line if one.places else 0
        named = (SOMEHOW, "") if (one.process, line) in left else (one.waiting, one.target)
        found.append(Stand(one.process, *named, line, one.text))
    return sorted(found)


@pytest.fixture(scope="module")
def stage(staged):
    return staged(PROGRAMS)


@pytest.mark.parametrize(("program", "start"), CASES)
def test_deadlock_is_named_with_process_call_and_line_long_before_the_wall_limit(
    stage, program, start
):
    run = stage.tell(program, start).run
    assert (run.ending, run.exit_code) == (Ending.DEADLOCKED, None)
    expected = marked(program, start)
    assert told(run, expected) == expected
    assert {one.places[-1].file for one in run.stuck if one.places} == {program}
    assert run.real_duration < WALL / 4


@pytest.mark.parametrize(("program", "start"), CASES)
def test_sentence_for_the_student_tells_where_each_process_stands(stage, program, start):
    sentence = failure_of(stage.tell(program, start), program, WALL).summary
    assert sentence.startswith("Deadlock: ")
    assert "at work" not in sentence
    for stand in marked(program, start):
        assert re.search(clause_of(stand, program), sentence), sentence


def clause_of(stand, program):
    """Return a pattern of the part of the sentence that tells of one thread."""
    place = re.escape(f" ({program}, line {stand.line})" if stand.line else "")
    if stand.waiting == SOMEHOW:
        return rf"{stand.process}(/[^ ]+( \(\w+\))?)? waits[^;(]*{place}"
    waits = f"for {stand.waiting}" if " " in stand.waiting else f"in {stand.waiting}()"
    target = "itself" if stand.target == stand.process else stand.target
    return rf"{stand.process}(/[^ ]+( \(\w+\))?)? waits {re.escape(waits)}[^;]*{target}{place}"
