"""Children that the judge did not make are ended, and those that it made are not."""

import os
import subprocess
from collections.abc import Iterator

import pytest

from grader.sandbox import tree
from grader.sandbox.orphans import Orphans


@pytest.fixture
def child() -> Iterator["subprocess.Popen[bytes]"]:
    with subprocess.Popen(["sleep", "inf"]) as started:
        yield started
        started.kill()


def ends(orphans: Orphans, child: "subprocess.Popen[bytes]") -> bool:
    orphans.end()
    return child.pid not in tree.children(os.getpid())


def test_child_that_was_there_before_is_spared_until_it_is_forgotten(child):
    orphans = Orphans()
    assert not ends(orphans, child)
    orphans.forget(child.pid)
    assert ends(orphans, child)


def test_child_with_the_pid_of_an_earlier_one_is_spared_when_that_one_is_forgotten(child):
    orphans = Orphans()
    orphans.spare(child.pid)
    orphans.forget(child.pid)
    assert not ends(orphans, child)
