"""What hidden tests of several exercises share, as a course has it beside them."""

# ruff: noqa: ARG001 - what probes look like

from grader.testing import probe

STEP = 4
FACTOR = 1000
"""Another one than the probes' own."""


class Counter:
    """Counts."""

    def count(self, value):
        return [value] * STEP


def climb(value):
    return value + STEP


def scaled(value):
    return value * FACTOR


@probe
def shared_probe(submission, value):
    return scaled(value)
