"""From a failed test to what a student reads, never the test's own source."""

import pytest

from grader.errors import CourseError
from grader.grade import Explanation, Outcome
from grader.testing import explaining
from grader.testing.explaining import Comparison, explain, shown
from grader.testing.failure import StudentFailure

TITLE = "Children are joined"


def explained(error, comparison=None):
    return explain(error, comparison, TITLE)


def test_failure_of_the_students_is_passed_on():
    given = Explanation("no", places=())
    assert explained(StudentFailure(given)) == (Outcome.FAILED, given)


@pytest.mark.parametrize(
    ("operator", "expected"),
    [
        ("==", "5"), ("is", "5"), ("!=", "anything but 5"), ("is not", "anything but 5"),
        ("in", "one of 5"), ("not in", "none of 5"), ("<", "less than 5"), ("<=", "at most 5"),
        (">", "more than 5"), (">=", "at least 5"),
    ],
)  # fmt: skip
def test_operator_is_put_into_words(operator, expected):
    _, found = explained(AssertionError("It must be so"), Comparison(operator, 4, 5))
    assert (found.summary, found.expected, found.seen) == ("It must be so", expected, "4")


def test_what_ended_children_is_told_after_the_sentence():
    error, deaths = AssertionError("It must be so."), " The process 'a' was ended."
    _, found = explain(error, Comparison("==", 4, 5), TITLE, deaths)
    assert found.summary == "It must be so. The process 'a' was ended."


def test_failure_that_tells_of_its_run_itself_is_left_as_it_is():
    given = Explanation("Deadlock.")
    assert explain(StudentFailure(given), None, TITLE, " The process 'a' was ended.")[1] is given


def test_value_with_braces_is_shown_as_it_is():
    _, found = explained(AssertionError("x"), Comparison("!=", 1, {"{text}": "{0}"}))
    assert found.expected == "anything but {'{text}': '{0}'}"


def test_assertion_without_a_sentence_goes_by_its_title():
    _, found = explained(AssertionError())
    assert found == Explanation(f"This does not hold: {TITLE}")


@pytest.mark.parametrize(
    "said",
    [
        "assert secret_answer(42) == result.value",
        "\nassert [1, 2] == [1, 3]\n  \n  At index 1 diff: 2 != 3\n  Use -v to get more diff",
    ],
)
def test_source_of_the_test_is_never_shown(said):
    _, found = explained(AssertionError(said))
    assert found.summary == f"This does not hold: {TITLE}"


def test_sentence_is_kept_and_what_pytest_adds_is_not():
    error = AssertionError(
        "Each child is joined\nassert result.value == secret\n +  where secret = 5"
    )
    assert explained(error)[1].summary == "Each child is joined"


@pytest.mark.parametrize(
    "error", [TypeError("x"), KeyError("x"), IndexError("x"), AttributeError("x"), ValueError("x")]
)
def test_answer_of_another_form_is_the_students(error):
    outcome, found = explained(error)
    assert outcome is Outcome.FAILED
    assert "another form" in found.summary
    assert TITLE not in found.summary  # it is the test's heading, and explains nothing
    assert found.seen is None


@pytest.mark.parametrize(
    "error",
    [ZeroDivisionError("x"), OSError("x"), RuntimeError("x"), NameError("x"), MemoryError()],
)
def test_broken_test_is_the_graders(error):
    outcome, found = explained(error)
    assert outcome is Outcome.ERROR
    assert "isn't yours" in found.summary


def test_course_error_is_the_graders():
    assert explained(CourseError("x"))[0] is Outcome.ERROR


def test_lines_are_shown_one_below_another():
    assert shown(["one", "two"]) == "one\ntwo"
    assert shown(("one",)) == "one"
    assert shown(["one"], []) == "one"


def test_texts_beside_another_value_keep_their_brackets():
    _, found = explained(AssertionError("x"), Comparison("==", ["one"], ["one", None]))
    assert (found.expected, found.seen) == ("['one', None]", "['one']")
    _, found = explained(AssertionError("x"), Comparison("in", "one", ["two", "three"]))
    assert found.expected == "one of ['two', 'three']"


@pytest.mark.parametrize("value", [[], [1, "a"], "text", {"b": 1, "a": 2}, None])
def test_other_values_are_shown_as_python_writes_them(value):
    assert shown(value) == repr(value)


def test_long_value_is_cut():
    assert len(shown("x" * 10_000)) == explaining.LENGTH + 1
