"""The pytest session of an exercise, with small hidden tests and real submissions."""

import itertools
import sys
import textwrap

import pytest

from grader.errors import CourseError, GraderError
from grader.grade import Visibility
from grader.testing import session
from grader.testing.session import Sitting, list_tests, run_tests

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


def test_lost_points_are_told_with_the_exception_that_ended_a_child(hidden, bench):
    program = """
    import multiprocessing

    def work():
        raise KeyError("lost")

    if __name__ == "__main__":
        process = multiprocessing.Process(target=work, name="worker 1")
        process.start()
        process.join()
    """
    (found,) = results(hidden(HIDDEN), bench(textwrap.dedent(program)))
    assert found.tests[1].explanation.summary == (
        "The program must greet. The process 'worker 1' was ended by an exception "
        "(main.py, line 5): KeyError: 'lost'."
    )


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


SHARED = """
from grader.testing import probe

@probe
def double(submission, number):
    return submission.double(number)

def check_doubled(seen, number):
    assert seen == number * FACTOR, "`double` must double."

FACTOR = 2
"""
SHARING = """
from grader.testing import points
from shared_checks import check_doubled, double

@points(10, "Numbers are doubled")
def test_double(student):
    check_doubled(student.call(double, 21).value, 21)
"""


def test_test_files_import_what_they_share_from_beside_them(hidden, bench):
    hidden(SHARED, "shared_checks.py")
    (found,) = results(hidden(SHARING), bench(RIGHT))
    assert outcomes(found) == ["passed"]


def test_comparison_in_a_shared_file_shows_both_values(hidden, bench):
    hidden(SHARED, "shared_checks.py")
    (found,) = results(hidden(SHARING), bench(WRONG))
    explanation = found.tests[0].explanation
    assert (explanation.summary, explanation.expected, explanation.seen) == (
        "`double` must double.", "42", "63")  # fmt: skip


def test_folder_with_a_space_and_a_quote_can_hold_shared_files(bench, tmp_path):
    folder = tmp_path / "it's a folder"
    folder.mkdir()
    (folder / "shared_checks.py").write_text(SHARED)
    (folder / "test_odd.py").write_text(SHARING)
    (found,) = results(folder / "test_odd.py", bench(RIGHT))
    assert outcomes(found) == ["passed"]


def test_next_edition_of_a_shared_file_is_read_anew(hidden, bench):
    path = hidden(SHARING)
    hidden(SHARED, "shared_checks.py")
    results(path, bench(RIGHT))
    hidden(SHARED.replace("FACTOR = 2", "FACTOR = 1 + 2"), "shared_checks.py")
    (found,) = results(path, bench(WRONG))
    assert outcomes(found) == ["passed"]


def test_shared_files_of_two_courses_are_told_apart(hidden, bench, tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    (other / "shared_checks.py").write_text(SHARED.replace("FACTOR = 2", "FACTOR = 3"))
    (other / "test_there.py").write_text(SHARING)
    hidden(SHARED, "shared_checks.py")
    (here,) = results(hidden(SHARING), bench(WRONG))
    (there,) = results(other / "test_there.py", bench(WRONG))
    assert [outcomes(here), outcomes(there)] == [["failed"], ["passed"]]


def test_nothing_of_the_tests_folder_stays_importable(hidden, bench, tmp_path):
    hidden(SHARED, "shared_checks.py")
    results(hidden(SHARING), bench(RIGHT))
    assert str(tmp_path) not in sys.path
    assert "shared_checks" not in sys.modules


def test_nothing_is_printed(hidden, bench, capfd):
    results(hidden("print('collecting')\n" + HIDDEN), bench(RIGHT))
    assert capfd.readouterr() == ("", "")


PARTED = """
from grader.testing import points, visibility

@points(10, "All may see this")
def test_all(student):
    assert student.run_main().output == ("hello",), "The program must greet."

@points(20, "Seen after the due date")
@visibility("after_due_date")
def test_due(student):
    raise RuntimeError("never to be run before")

@points(5, "Never seen")
@visibility("hidden")
def test_hidden(student):
    raise RuntimeError("never to be run before")
"""


def seen_by(visible, path, bench):
    found = []
    sitting = Sitting(bench, 1, virtual=True, visible=frozenset(visible))
    run_tests(path, [sitting], found.append)
    return found[0]


def test_tests_that_may_not_be_seen_yet_are_not_run_but_counted(hidden, bench):
    found = seen_by({Visibility.VISIBLE}, hidden(PARTED), bench(RIGHT))
    assert [test.name for test in found.tests] == ["test_all"]
    assert found.graded_later == 25


def test_all_tests_are_run_where_nothing_else_is_asked_for(hidden, bench):
    (found,) = results(hidden(PARTED), bench(RIGHT))
    assert [test.visibility.value for test in found.tests] == [
        "visible",
        "after_due_date",
        "hidden",
    ]
    assert found.graded_later == 0


def test_file_of_which_nothing_may_be_seen_gives_no_results_and_its_points(hidden, bench):
    found = seen_by(set(), hidden(PARTED), bench(RIGHT))
    assert (found.tests, found.graded_later) == ((), 35)


def test_points_of_tests_that_the_file_lacks_are_graded_later(hidden, bench):
    text = "GRADED_LATER = 25\n" + PARTED
    assert seen_by({Visibility.VISIBLE}, hidden(text), bench(RIGHT)).graded_later == 50


def test_file_that_lacks_all_its_tests_can_be_run(hidden, bench):
    (found,) = results(hidden("GRADED_LATER = 100\n"), bench(RIGHT))
    assert (found.tests, found.graded_later) == ((), 100)


def test_tests_are_listed_without_being_run(hidden):
    case = """
@pytest.mark.parametrize("number", [1, 2])
@points(1, "One of several")
def test_case(number):
    raise RuntimeError("never to be run")
"""
    listed = list_tests(hidden("import pytest\n" + PARTED + case))
    assert [(one.function, one.worth.points) for one in listed] == [
        ("test_all", 10), ("test_due", 20), ("test_hidden", 5), ("test_case", 1), ("test_case", 1),
    ]  # fmt: skip


def test_listing_a_file_that_cannot_be_collected_is_the_courses_mistake(hidden):
    with pytest.raises(GraderError, match="can't be run"):
        list_tests(hidden("def broken(:\n"))
