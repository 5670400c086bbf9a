"""The pytest session of an exercise, with small hidden tests and real submissions."""

import itertools
import textwrap

import pytest

from grader.errors import CourseError, GraderError
from grader.testing import session
from grader.testing.session import Sitting, run_tests

NUMBERS = itertools.count()
HIDDEN = """
from grader.testing import Student, hint, points, probe

@probe
def double(submission, number):
    return submission.double(number)

@points(10, "Numbers are doubled")
@hint("Multiply by two.")
def test_double(student, rng):
    number = rng.randint(10, 1000)
    assert student.call(double, number).value == number * 2, "`double` must double."

@points(5, "The program greets")
def test_greets(student):
    assert student.run_main().output == ("hello",), "The program must greet."
"""
RIGHT = "def double(x):\n    return 2 * x\n\nif __name__ == '__main__':\n    print('hello')\n"
WRONG = "def double(x):\n    return 3 * x\n\nif __name__ == '__main__':\n    print('bye')\n"


@pytest.fixture
def hidden(tmp_path):
    def write(text, name=None):
        # One process imports a name once: each test has a file of another name.
        path = tmp_path / (name or f"test_hidden_{next(NUMBERS)}.py")
        path.write_text(textwrap.dedent(text))
        return path

    return write


def results(path, *benches, seed=1, virtual=True):
    found = []
    sittings = [Sitting(bench, seed=seed, virtual=virtual) for bench in benches]
    run_tests(path, sittings, found.append)
    return found


def outcomes(found):
    return [test.outcome.value for test in found.tests]


def test_tests_run_for_one_submission_after_another(hidden, bench):
    right, wrong, again = results(hidden(HIDDEN), bench(RIGHT), bench(WRONG), bench(RIGHT))
    assert outcomes(right) == outcomes(again) == ["passed", "passed"]
    assert outcomes(wrong) == ["failed", "failed"]


def test_result_says_what_the_test_says_of_itself(hidden, bench):
    (found,) = results(hidden(HIDDEN), bench(WRONG))
    double, greets = found.tests
    assert (double.name, double.title) == ("test_double", "Numbers are doubled")
    assert (double.points, double.max_points, double.hint) == (0, 10, "Multiply by two.")
    assert double.explanation.summary == "`double` must double."
    assert int(double.explanation.seen) * 2 == int(double.explanation.expected) * 3
    assert (greets.explanation.expected, greets.explanation.seen) == ("('hello',)", "('bye',)") or (
        greets.explanation.expected, greets.explanation.seen) == ("hello", "bye")  # fmt: skip


def test_passed_test_needs_no_explanation_and_no_hint(hidden, bench):
    (found,) = results(hidden(HIDDEN), bench(RIGHT))
    assert [(test.explanation, test.hint) for test in found.tests] == [(None, None)] * 2


def test_runs_of_a_test_are_kept(hidden, bench):
    (found,) = results(hidden(HIDDEN), bench(RIGHT))
    assert [len(test.runs) for test in found.tests] == [1, 1]
    assert found.tests[1].runs[0].output == ("hello",)


def test_same_seed_draws_the_same_inputs(hidden, bench):
    path = hidden(HIDDEN)
    one, two = (results(path, bench(WRONG), seed=7)[0].tests[0] for _ in range(2))
    other = results(path, bench(WRONG), seed=8)[0].tests[0]
    assert one.explanation.seen == two.explanation.seen != other.explanation.seen


def test_broken_hidden_test_is_the_graders_error(hidden, bench):
    text = HIDDEN + '\n@points(5, "Broken")\ndef test_broken(student):\n    1 / 0\n'
    (found,) = results(hidden(text), bench(RIGHT))
    assert outcomes(found) == ["passed", "passed", "error"]
    assert "ZeroDivisionError" in found.details[0]


def test_broken_fixture_is_the_graders_error(hidden, bench):
    text = """
    import pytest
    from grader.testing import points

    @pytest.fixture
    def thing():
        raise RuntimeError("broken")

    @points(5, "Broken")
    def test_it(student, thing):
        pass
    """
    (found,) = results(hidden(text), bench(RIGHT))
    assert outcomes(found) == ["error"]


def test_broken_teardown_is_the_graders_error(hidden, bench):
    text = """
    import pytest
    from grader.testing import points

    @pytest.fixture
    def thing():
        yield
        raise RuntimeError("broken")

    @points(5, "Broken")
    def test_it(student, thing):
        pass
    """
    (found,) = results(hidden(text), bench(RIGHT))
    assert outcomes(found) == ["error"]


def test_skipped_test_is_no_crash_and_no_pass(hidden, bench):
    text = """
    import pytest
    from grader.testing import points

    @points(5, "Skipped")
    def test_it(student):
        pytest.skip("not today")
    """
    (found,) = results(hidden(text), bench(RIGHT))
    assert outcomes(found) != ["passed"]


@pytest.mark.parametrize(
    "text",
    [
        "def broken(:\n", "import no_such_module\n", "raise RuntimeError('no')\n",
        "from grader.testing import nothing_like_this\n",
    ],
    ids=["syntax", "import", "exception", "name"],
)  # fmt: skip
def test_file_that_cannot_be_collected_is_the_courses_mistake(hidden, bench, text):
    with pytest.raises(GraderError, match="can't be run"):
        results(hidden(text), bench(RIGHT))


def test_file_without_tests_is_the_courses_mistake(hidden, bench):
    with pytest.raises(GraderError):
        results(hidden("x = 1\n"), bench(RIGHT))


def test_test_without_points_is_the_courses_mistake(hidden, bench):
    with pytest.raises(CourseError, match="test_it has no points"):
        results(hidden("def test_it(student):\n    pass\n"), bench(RIGHT))


def test_unmarked_probe_is_the_courses_mistake(hidden, bench):
    text = HIDDEN.replace("@probe\n", "")
    with pytest.raises(CourseError, match="double is no probe"):
        results(hidden(text), bench(RIGHT))


def test_hidden_test_that_hangs_is_ended(hidden, bench, monkeypatch):
    monkeypatch.setattr(session, "BACKSTOP", 1)
    text = """
    import threading
    from grader.testing import points

    @points(5, "Hangs")
    def test_it(student):
        threading.Event().wait()
    """
    (found,) = results(hidden(text), bench(RIGHT))
    assert outcomes(found) == ["error"]


def test_hidden_test_without_the_student_has_no_runs(hidden, bench):
    text = 'from grader.testing import points\n\n@points(1, "x")\ndef test_it():\n    pass\n'
    (found,) = results(hidden(text), bench(RIGHT))
    assert found.tests[0].runs == ()


def test_problem_of_the_submission_fails_every_test_with_its_sentence(hidden, bench):
    (found,) = results(hidden(HIDDEN), bench(RIGHT, problem="It is no program."))
    assert outcomes(found) == ["failed", "failed"]
    assert {test.explanation.summary for test in found.tests} == {"It is no program."}
    assert found.problem.summary == "It is no program."


def test_problem_of_one_submission_is_not_the_next_ones(hidden, bench):
    bad, good = results(hidden(HIDDEN), bench("def :\n"), bench(RIGHT))
    assert outcomes(bad) == ["failed", "failed"]
    assert outcomes(good) == ["passed", "passed"]
    assert good.problem is None


def test_two_files_of_one_name_are_told_apart(hidden, bench):
    """One process may serve two courses, or a course whose author goes on writing."""
    results(hidden(HIDDEN, "test_same_name.py"), bench(RIGHT))
    text = 'from grader.testing import points\n\n@points(1, "x")\ndef test_new():\n    pass\n'
    (found,) = results(hidden(text, "test_same_name.py"), bench(RIGHT))
    assert [test.name for test in found.tests] == ["test_new"]


def test_nothing_is_printed(hidden, bench, capfd):
    results(hidden("print('collecting')\n" + HIDDEN), bench(RIGHT))
    assert capfd.readouterr() == ("", "")
