"""Sentences about single programs that were tried."""

import pytest

from grader.grade import Outcome
from grader.verification.findings import Reporter
from grader.verification.trial import Loss, Tried

REFERENCE = "solutions/exercise01_doubling/exercise01.py"


@pytest.fixture
def reporter(material):
    return Reporter(material())


def lost(outcome=Outcome.FAILED, message="It must print 8."):
    return Tried("name", 60, 100, (Loss("test_shows", outcome, message, None),), None, 1)


def test_loss_of_the_reference_tells_under_which_circumstance(reporter):
    assert list(reporter.reference(lost(), "under schedule 7")) == [
        f"{REFERENCE}: test_shows is lost under schedule 7: It must print 8."
    ]


def test_reference_may_lose_no_fraction_of_a_point(reporter):
    (sentence,) = reporter.reference(Tried("name", 99.5, 100, (), None, 1), "under fork")
    assert sentence == f"{REFERENCE}: scores 99.5 of 100 under fork"


def test_stub_that_cannot_be_graded_is_told_with_the_reason(reporter):
    found = list(reporter.stub(Tried("name", 0, 100, (), "Line 3 is no Python.", 1)))
    assert found == [
        "exercises/exercise01_doubling/exercise01.py: can't be graded: Line 3 is no Python."
    ]


def test_test_that_breaks_on_a_wrong_answer_is_the_tests_fault(reporter):
    found = list(reporter.wrong(lost(Outcome.ERROR), ""))
    place = "tests/hidden/test_exercise01_doubling.py"
    assert f"{place}: test_shows itself breaks on name: It must print 8." in found


@pytest.mark.parametrize("message", ["", "assert 8 == 9", "Traceback (most recent call last):"])
def test_message_that_is_none_for_students_is_found(reporter, message):
    found = list(reporter.wrong(lost(message=message), ""))
    words = "test_shows has no words for students on name"
    assert any(f"{words}: {message!r}" in sentence for sentence in found)
