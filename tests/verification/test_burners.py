"""Processes that keep the processors busy: they are there, and they are gone afterwards."""

import contextlib
import os
import signal
from pathlib import Path

import pytest

from grader.verification.burners import burners


def test_burners_run_meanwhile_and_are_gone_afterwards():
    with burners(2) as pids:
        assert [Path(f"/proc/{pid}").exists() for pid in pids] == [True, True]
    for pid in pids:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


def test_burners_are_gone_after_an_error_and_where_one_was_ended_before():
    started: list[int] = []
    with contextlib.suppress(ValueError), burners(2) as pids:
        started += pids
        os.kill(pids[0], signal.SIGKILL)
        raise ValueError
    assert len(started) == 2
    for pid in started:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)
