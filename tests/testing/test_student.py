"""The submission in the hands of a hidden test."""

import pytest

from grader.errors import CourseError
from grader.runs.ending import Ending
from grader.testing.failure import StudentFailure
from grader.testing.probes import probe
from grader.testing.student import Loaded, Student, Terms

SOURCE = """
import sys, time

def add(a, b):
    return a + b

def odd():
    class Own: pass
    return [Own(), 1]

def leave():
    sys.exit(3)

def nap():
    time.sleep(5)

if __name__ == "__main__":
    print("main")
    sys.exit(2)
"""


@probe
def call(submission, name, *arguments):
    return getattr(submission, name)(*arguments)


@probe
def look_for(submission):
    return submission.nothing


@probe
def no_program_can(submission):  # noqa: ARG001 - a probe has one
    return pytest.__name__


@pytest.fixture
def student(bench):
    def make(source=SOURCE, problem=None, **limits):
        place = bench(source, problem, **limits)
        return Student(place, Loaded(place), Terms(1, True, None))

    return make


def failure(action, *arguments, **options):
    with pytest.raises(StudentFailure) as caught:
        action(*arguments, **options)
    return caught.value.explanation


def test_probe_brings_back_what_the_submission_returns(student):
    assert student().call(call, "add", 2, 3).value == 5


def test_what_is_not_plain_equals_nothing(student):
    value = student().call(call, "odd").value
    assert value != [1, 1]
    assert value[1] == 1


def test_probe_that_cannot_be_loaded_is_the_courses_mistake(student):
    with pytest.raises(CourseError, match="no_program_can can't be loaded: No module named 'pyt"):
        student().call(no_program_can)


def test_program_that_ends_badly_fails_the_test(student):
    assert "exit code 2" in failure(student().run_main).summary


def test_unchecked_run_is_handed_over_as_it_is(student):
    run = student().run_main(check=False)
    assert (run.exit_code, run.output, run.ending) == (2, ("main",), Ending.FINISHED)


def test_missing_name_is_told(student):
    assert failure(student().call, look_for).summary == "main.py defines no `nothing`."


def test_unchecked_call_without_an_answer_has_no_value(student):
    found = student().call(call, "leave", check=False)
    assert (found.value, found.run.answered) == (None, False)


def test_exit_in_a_call_is_told(student):
    assert "exit()" in failure(student().call, call, "leave").summary


def test_every_run_is_kept(student):
    one = student()
    one.call(call, "add", 1, 1)
    one.run_main(check=False)
    assert [run.answered for run in one.runs] == [True, False]


def test_start_method_is_the_tests_choice(student):
    assert student().run_main(start_method="spawn", check=False).start_method == "spawn"


def test_real_clock_is_the_tests_choice(student):
    assert student().run_main(clock="real", check=False).clock == "real"
    assert student().call(call, "nap").run.duration == pytest.approx(5, abs=0.01)


def test_test_can_fail_in_its_own_words(student):
    found = failure(student().fail, "No.", expected=5, seen=[4])
    assert (found.summary, found.expected, found.seen) == ("No.", "5", "[4]")


def test_expected_none_and_seen_none_can_be_told(student):
    found = failure(student().fail, "No.", expected=1)
    assert (found.expected, found.seen) == ("1", None)


def test_submission_that_cannot_be_read_is_run_only_once(student):
    one = student("def f(:\n")
    first, second = failure(one.run_main), failure(one.call, call, "add", 1, 2)
    assert first == second
    assert "line 1" in first.summary
    assert one.runs == []


def test_program_that_waits_forever_when_imported_is_told_of_the_guard(student):
    one = student("import threading\nlock = threading.Lock()\nlock.acquire()\nlock.acquire()\n")
    text = failure(one.call, call, "add", 1, 2).summary
    assert text.startswith("Deadlock")
    assert "if __name__ ==" in text


def test_submission_with_a_problem_is_never_run(student):
    one = student(problem="It is a picture.")
    assert failure(one.run_main).summary == "It is a picture."
    assert one.runs == []


def test_program_that_only_fails_at_import_may_still_be_run(student):
    one = student("if __name__ != '__main__':\n    raise ValueError('not a module')\n")
    assert one.run_main().ending is Ending.FINISHED
    assert "not a module" in failure(one.call, call, "add", 1, 2).summary


def test_name_of_the_file_is_told(student):
    assert student().file == "main.py"
