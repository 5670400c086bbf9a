"""From an exercise and a submission to a grade, bad input included."""

# ruff: noqa: PTH208 - open descriptors are counted, no files listed

import dataclasses
import itertools
import os
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from grader.course import Exercise
from grader.errors import GraderError, UsageError
from grader.grade import Outcome, Verdict
from grader.grading import grade_submission
from grader.intake import read_submission
from grader.policy import Policy
from grader.sandbox.limits import Limits
from grader.settings import Settings
from grader.submission import Submission, SubmittedFile

NUMBERS = itertools.count()
HIDDEN = """
import multiprocessing
from grader.testing import Student, hint, points, probe

@probe
def double(submission, number):
    return submission.double(number)

@points(10, "Numbers are doubled")
@hint("Multiply by two.")
def test_double(student, rng):
    number = rng.randint(1, 10**9)
    assert student.call(double, number).value == number * 2, "`double` must double."

@points(5, "The program greets")
def test_greets(student):
    run = student.run_main()
    assert list(run.output) == ["hello"], "The program must greet."
"""
RIGHT = """\
import multiprocessing, random, time

def double(x):
    return 2 * x

def greet():
    time.sleep(3)
    print("hello")

if __name__ == "__main__":
    process = multiprocessing.Process(target=greet)
    process.start()
    process.join()
"""
SETTINGS = Settings(seed=7, isolation="limits")


@pytest.fixture
def exercise(tmp_path):
    """Makes exercises, with hidden tests of their own."""

    def make(hidden=HIDDEN, **limits):
        identifier = f"exercise01_made_{next(NUMBERS)}"
        tests = tmp_path / f"test_{identifier}.py"
        tests.write_text(hidden)
        return Exercise(
            identifier=identifier, number="01", title="Made", summary="Made up.", folder=tmp_path,
            file="exercise01.py", hidden_tests=tests, limits=Limits(**limits),
        )  # fmt: skip

    return make


def submitted(source, problem=None):
    content = source if isinstance(source, bytes) else source.encode()
    files = (SubmittedFile("exercise01.py", content),)
    return Submission("ada", "exercise01", "exercise01.py", files, problem=problem)


def grade(exercise, source, settings=SETTINGS, problem=None):
    return grade_submission(exercise, submitted(source, problem), settings)


def said(found):
    return " / ".join(test.message for test in found.tests)


def fields(value):
    """A grade without what another run may change: times and pids."""
    if dataclasses.is_dataclass(value):
        return {
            field.name: fields(getattr(value, field.name))
            for field in dataclasses.fields(value)
            if field.name not in ("started", "duration", "real_duration", "pid", "parent")
            or (field.name == "started" and isinstance(value.started, float))
        }
    if isinstance(value, tuple):
        return [fields(item) for item in value]
    return value


def test_right_program_is_accepted_with_all_points(exercise):
    found = grade(exercise(), RIGHT)
    assert said(found) == " / "
    assert (found.verdict, found.score, found.max_score) == (Verdict.ACCEPTED, 15, 15)
    assert (found.title, found.student, found.seed, found.problem) == ("Made", "ada", 7, None)
    assert found.sources[0].text == RIGHT


def test_half_right_program_is_partial(exercise):
    found = grade(exercise(), RIGHT.replace("hello", "bye"))
    assert (found.verdict, found.score) == (Verdict.PARTIAL, 10)
    assert [test.hint for test in found.tests] == [None, None]


def test_wrong_program_is_rejected_with_zero(exercise):
    found = grade(exercise(), "print('bye')\n")
    assert (found.verdict, found.score) == (Verdict.REJECTED, 0)
    assert found.tests[0].hint == "Multiply by two."


def test_broken_hidden_test_gives_no_score_and_never_a_zero(exercise):
    hidden = HIDDEN + "\n@points(5, 'Broken')\ndef test_broken(student):\n    1 / 0\n"
    found = grade(exercise(hidden), RIGHT)
    assert (found.verdict, found.score, found.max_score) == (Verdict.GRADER_ERROR, None, 20)
    assert [test.outcome for test in found.tests][-1] is Outcome.ERROR


def test_hidden_tests_that_cannot_be_collected_are_an_error_not_a_grade(exercise):
    with pytest.raises(GraderError):
        grade(exercise("import no_such_module\n"), RIGHT)


def test_unavailable_isolation_is_refused_before_anything_runs(exercise, monkeypatch):
    def refuse(wanted):
        raise UsageError(f"isolation {wanted}: not here")

    monkeypatch.setattr("grader.grading.isolation.choose", refuse)
    with pytest.raises(UsageError, match="strict"):
        grade(exercise(), RIGHT, Settings(seed=1, isolation="strict"))


def test_same_seed_gives_the_same_grade(exercise):
    """All but real times, and the numbers that the kernel gives to processes."""
    made = exercise()
    wrong = RIGHT.replace("2 * x", "x")
    one, two = (grade(made, wrong) for _ in range(2))
    assert fields(one) == fields(two)


def test_another_seed_asks_for_other_numbers(exercise):
    made, wrong = exercise(), RIGHT.replace("2 * x", "x")
    one, other = (grade(made, wrong, Settings(seed, "limits")) for seed in (1, 2))
    assert one.tests[0].explanation != other.tests[0].explanation


def test_provenance_says_what_was_in_force(exercise, level):
    found = grade(exercise(), RIGHT, Settings(seed=1, isolation=level))
    assert (found.provenance.isolation, found.provenance.clock) == (level, "virtual")
    assert found.verdict is Verdict.ACCEPTED


def test_real_clock_is_told(exercise):
    quick = RIGHT.replace("sleep(3)", "sleep(0)")
    found = grade(exercise(), quick, Settings(seed=1, isolation="limits", clock="real"))
    assert found.provenance.clock == "real"
    assert {run.clock for test in found.tests for run in test.runs} == {"real"}


def test_problem_of_intake_is_every_tests_explanation(exercise):
    found = grade(exercise(), "", problem="main.txt is no Python file.")
    assert found.problem == "main.txt is no Python file."
    assert {test.message for test in found.tests} == {"main.txt is no Python file."}
    assert (found.verdict, found.score) == (Verdict.REJECTED, 0)


BAD = {
    "syntax error": ("x = 1\ny = = 2\n", ["exercise01.py, line 2", "SyntaxError"]),
    "bad indentation": ("def f():\nreturn 1\n", ["line 2", "IndentationError"]),
    "failing import": ("import numpie\n", ["numpie", "line 1"]),
    "exception at import": ("x = 1\nx / 0\n", ["ZeroDivisionError", "line 2"]),
    "sys.exit at import": ("import sys\nsys.exit(0)\n", ["exit()"]),
    "exit code at import": ("import sys\nsys.exit(4)\n", ["exit()"]),
    "os._exit at import": ("import os\nos._exit(0)\n", ["os._exit()"]),
    "killed at import": ("import os\nos.kill(os.getpid(), 9)\n", ["SIGKILL"]),
    "endless loop at import": ("while True:\n    pass\n", ["line"]),
    "waiting at import": (
        "import multiprocessing\nmultiprocessing.Queue().get()\n", ["Deadlock", "line 2"],
    ),
    "input at import": ("name = input()\n", ["EOFError"]),
    "missing function": ("if __name__ == '__main__':\n    print('hello')\n", ["`double`"]),
    "function of another kind": ("double = 5\n", ["not callable"]),
    "function with other arguments": ("def double():\n    return 1\n", ["argument"]),
    "async function": ("async def double(x):\n    return 2 * x\n", ["must double"]),
    "generator function": ("def double(x):\n    yield 2 * x\n", ["must double"]),
    "stub": ("def double(x):\n    raise NotImplementedError\n", ["`double` is not written yet"]),
    "answer of another kind": ("def double(x):\n    return str(2 * x)\n", ["must double"]),
    "answer that is equal to all": (
        "class Sly(int):\n    def __eq__(self, other):\n        return True\ndef double(x):\n    return Sly()\n",
        ["must double"],
    ),
    "endless answer": (
        "def double(x):\n    a = []\n    a.append(a)\n    return a\n", ["must double"],
    ),
    "endless recursion": ("def double(x):\n    return double(x)\n", ["RecursionError"]),
    "exception whose text fails": (
        "class E(Exception):\n    def __str__(self):\n        raise ValueError\ndef double(x):\n    raise E\n",
        ["E", "line 5"],
    ),
    "another coding": (b"# -*- coding: latin-1 -*-\nname = '\xe4'\n", ["`double`"]),
    "unknown coding": (b"# -*- coding: klingon -*-\n", ["Python can't read"]),
    "no UTF-8": (b"name = '\xff'\n", ["Python can't read"]),
    "NUL byte": (b"x = 1\n\0\n", ["null bytes"]),
    "nothing": ("", ["`double`"]),
    "closes every descriptor": (
        "import os\nos.closerange(0, 1000)\ndef double(x):\n    return 2 * x\n", ["program"],
    ),
    "replaces builtins": (
        "import builtins\nbuiltins.__import__ = None\ndel builtins.print\n", ["double"],
    ),
}  # fmt: skip


def boxes():
    return set(Path(tempfile.gettempdir()).glob("grader-*"))


def children():
    pid = os.getpid()
    return Path(f"/proc/{pid}/task/{pid}/children").read_text()


@pytest.mark.parametrize("case", BAD)
def test_bad_input_gets_a_sentence_and_leaves_nothing_behind(exercise, case, monkeypatch, tmp_path):
    source, parts = BAD[case]
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    before, descriptors = children(), len(os.listdir("/proc/self/fd"))
    found = grade(exercise(cpu=0.5, wall=8), source)
    message = found.tests[0].message
    assert all(part in message for part in parts), message
    assert found.tests[0].outcome is Outcome.FAILED
    assert found.verdict in (Verdict.REJECTED, Verdict.PARTIAL)
    assert not any(word in said(found) for word in ("Traceback", "/inside/", "assert ", "probe.py"))
    assert list(temporary.iterdir()) == []
    assert children() == before
    assert len(os.listdir("/proc/self/fd")) == descriptors


@pytest.mark.parametrize("case", ["syntax error", "endless loop at import", "exit code at import"])
def test_what_keeps_every_run_from_succeeding_is_told_once(exercise, case):
    found = grade(exercise(cpu=0.5), BAD[case][0])
    if case != "exit code at import":
        assert found.problem == found.tests[0].explanation.summary
        assert len({test.message for test in found.tests}) == 1
        assert found.tests[1].runs == ()
    assert found.score == 0


def test_file_that_is_no_text_is_told_by_intake(exercise, tmp_path):
    made = exercise()
    path = tmp_path / "mine.py"
    path.write_bytes(b"name = '\xff'\n")
    found = grade_submission(made, read_submission(path, made, "ada"), SETTINGS)
    assert "not UTF-8" in found.problem
    assert found.score == 0


PARTED = (
    HIDDEN
    + """
from grader.testing import visibility

@points(40, "Seen after the due date")
@visibility("after_due_date")
def test_due(student):
    assert student.call(double, 4).value == 8

@points(30, "Seen once published")
@visibility("after_published")
def test_published(student):
    assert student.call(double, 5).value == 10

@points(15, "Never seen")
@visibility("hidden")
def test_hidden(student):
    assert student.call(double, 6).value == 12
"""
)
STUDENT = dataclasses.replace(SETTINGS, audience="student")
PAST = Policy(due=datetime(2001, 1, 1, tzinfo=UTC))
FUTURE = Policy(due=datetime(9001, 1, 1, tzinfo=UTC))


@pytest.mark.parametrize(
    ("policy", "published", "most"),
    [(FUTURE, False, 15), (Policy(), False, 15), (PAST, False, 55), (FUTURE, True, 45), (PAST, True, 85)],
)  # fmt: skip
def test_student_is_graded_by_what_may_be_seen_and_told_of_the_rest(
    exercise, policy, published, most
):
    made = dataclasses.replace(exercise(PARTED), policy=policy, published=published)
    found = grade(made, RIGHT, STUDENT)
    assert (found.score, found.max_score, found.graded_later) == (most, most, 100 - most)
    assert found.verdict is Verdict.ACCEPTED


def test_instructor_has_all_tests_run(exercise):
    found = grade(dataclasses.replace(exercise(PARTED), policy=FUTURE), RIGHT)
    assert (found.score, found.max_score, found.graded_later) == (100, 100, 0)


def test_exercise_that_is_graded_later_as_a_whole_is_no_failure_of_the_grader(exercise):
    made = exercise("GRADED_LATER = 100\n")
    found = grade(made, RIGHT, STUDENT)
    assert (found.score, found.max_score, found.graded_later) == (0, 0, 100)
    assert found.verdict is Verdict.ACCEPTED
