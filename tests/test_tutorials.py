"""What tutorials and forums teach, handed in: the grade must name the real fault, or find none.

Each program of `tests/tutorials` says in its header what is wrong with it, which hidden tests it
loses, and how the message or the hint of one of them names the fault.
"""

import ast
import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from grader.course import find_course
from grader.grade import Grade, Outcome, TestResult
from grader.grading import grade_all
from grader.intake import read_submission
from grader.settings import Settings

ROOT = Path(__file__).parent.parent
TUTORIALS = ROOT / "tests" / "tutorials"
COURSE = find_course(ROOT)
EXERCISES = [exercise.identifier for exercise in COURSE.exercises]
PROGRAMS = sorted(TUTORIALS.glob("*/*.py"))
HEADER = re.compile(r"# fault: (?P<fault>.+)\n# loses: ?(?P<loses>.*)\n# says: ?(?P<says>.*)\n")
INSIDES = re.compile(r"\bpid=")
"""What every record of a run has in it, but no value that is meant for a student."""
TYPICAL = 3
"""Programs of each exercise at least that lose something."""


@dataclass(frozen=True, slots=True)
class Header:
    """What a program says of itself."""

    loses: list[str]
    says: str


def header(program: Path) -> Header:
    found = HEADER.match(program.read_text())
    assert found, f"{program}: must begin with the lines '# fault: …', '# loses: …', '# says: …'"
    assert bool(found["loses"]) == bool(found["says"]), f"{program}: what is lost must be told why"
    return Header(sorted(re.findall(r"\w+", found["loses"])), found["says"])


def code_of(program: Path) -> str:
    """A program without its comments and docstrings, however it is laid out."""
    tree = ast.parse(program.read_text())
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and ast.get_docstring(
            node
        ):
            node.body = node.body[1:]
    return ast.unparse(tree)


def programs_of(exercise: str) -> list[Path]:
    return [program for program in PROGRAMS if program.parent.name == exercise]


def graded(name: str) -> list[tuple[Header, Grade]]:
    """Grade all programs of an exercise in one session."""
    exercise, programs = COURSE.exercise(name), programs_of(name)
    grades: list[Grade] = []
    submissions = (read_submission(program, exercise, program.stem) for program in programs)
    grade_all(exercise, submissions, Settings(seed=7), grades.append)
    return list(zip(map(header, programs), grades, strict=True))


def lost(grade: Grade) -> list[TestResult]:
    assert grade.details == ()
    return [test for test in grade.tests if test.outcome is not Outcome.PASSED]


@pytest.mark.parametrize("name", EXERCISES)
def test_exercise_has_its_typical_programs(name):
    faulty = [program for program in programs_of(name) if header(program).loses]
    assert len(faulty) >= TYPICAL


def test_no_program_is_one_of_the_courses_own_mistakes():
    own = {code_of(path) for path in ROOT.glob("solutions/*/wrong/*.py")}
    assert [path for path in PROGRAMS if code_of(path) in own] == []


@pytest.mark.parametrize("name", EXERCISES)
def test_grade_names_the_real_fault(name):
    """One test an exercise, for its hidden tests are collected but once."""
    for said, grade in graded(name):
        found = lost(grade)
        texts = [f"{test.message}\n{test.hint}" for test in found]
        assert sorted(test.name for test in found) == said.loses, (grade.student, texts)
        assert not any(INSIDES.search(text) for text in texts), (grade.student, texts)
        if said.loses:
            assert any(re.search(said.says, text) for text in texts), (grade.student, texts)
        else:
            assert grade.score == 100, grade.student
