"""Probes as a hidden test's file has them; the tests beside it look at what travels."""

# ruff: noqa: ARG001, ARG005, PTH118 - what probes look like; they need not use what they are given

import math
import threading
from collections import OrderedDict
from os.path import join as put_together

from grader.testing import probe

from . import hidden_shared
from .hidden_shared import STEP, Counter, climb, scaled
from .hidden_shared import climb as go_up

FACTOR = 3
TABLE = {"a": [1, (2, b"x")], "b": {None}}
LOCK = threading.Lock()
UNUSED = object()


class Helper:
    """Doubles."""

    def __init__(self, value):
        self.value = value

    def doubled(self):
        return self.value * 2


class Child(Helper):
    """Doubles, too."""


def triple(value):
    return value * FACTOR


def even(number):
    return True if number == 0 else odd(number - 1)


def odd(number):
    return False if number == 0 else even(number - 1)


def default(value=FACTOR):
    return value


@probe
def plain_probe(submission, value):
    return submission.name, value


@probe
def with_helper(submission, value):
    return triple(value) + Helper(value).doubled()


@probe
def with_child(submission, value):
    return Child(value).doubled()


@probe
def with_imports(submission, value):
    return math.floor(value), put_together("a", "b"), list(OrderedDict(x=1))


@probe
def with_constants(submission):
    return TABLE, FACTOR


@probe
def with_recursion(submission, number):
    return even(number)


@probe
def with_default(submission):
    return default()


@probe
def with_lock(submission):
    return LOCK.locked()


@probe
def with_shared(submission, value):
    return climb(value), Counter().count(value), STEP


@probe
def with_alias(submission, value):
    return go_up(value)


@probe
def with_both_factors(submission, value):
    return scaled(value) * FACTOR


@probe
def with_whole_module(submission):
    return hidden_shared.STEP


def unmarked(submission):
    return 1


anonymous = probe(lambda submission: 1)
