"""A bench with one submission on it, at the weakest level: these tests are not about isolation."""

import pytest

from grader.sandbox.isolation import Isolation
from grader.sandbox.limits import Limits
from grader.submission import Submission, SubmittedFile
from grader.testing.bench import Bench


def submitted(source, problem=None):
    files = (SubmittedFile("main.py", source.encode()),)
    return Submission("ada", "exercise01_test", "main.py", files, problem=problem)


@pytest.fixture
def bench():
    """Makes benches, and clears them away."""
    made = []

    def make(source, problem=None, **limits):
        made.append(Bench(submitted(source, problem), Limits(**limits), Isolation.LIMITS))
        return made[-1]

    yield make
    for one in made:
        one.__exit__(None, None, None)
