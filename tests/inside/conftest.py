"""A virtual clock whose judge is the test."""

import pytest

from grader.inside.clock import VirtualClock

from .fakes import FakePage, FakeWire


@pytest.fixture
def page():
    made = FakePage()
    yield made
    made.close()


@pytest.fixture
def wire(page):
    made = FakeWire()
    made.page = page
    return made


@pytest.fixture
def clock(wire, page):
    made = VirtualClock(wire, page.descriptor, 1_000_000_000_000)
    yield made
    made.forget_sleepers()
