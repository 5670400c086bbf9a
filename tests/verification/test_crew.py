"""Errands done by worker processes."""

import pytest

from grader.errors import CourseError
from grader.verification.crew import work
from grader.verification.plan import Kind, errands


def test_errands_come_back_in_their_order_and_are_told_of_as_they_are_done(material, options):
    asked, told = list(errands(material(), [], options())), []
    done = work(asked, 2, told.append)
    assert [errand for errand, _found, _took in done] == asked
    assert sorted(errand.kind for errand in told) == sorted(errand.kind for errand in asked)
    stub = next(found for errand, found, _took in done if errand.kind is Kind.STUB)
    assert stub[0].score == 0


def test_course_that_is_written_wrongly_ends_the_work(root, material, options):
    path = root / "tests/hidden/test_exercise01_doubling.py"
    path.write_text(path.read_text().replace("@points(60, ", "@hint("))
    with pytest.raises(CourseError, match="test_double has no points"):
        work(list(errands(material(), [], options())), 1, lambda _errand: None)
