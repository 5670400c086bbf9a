"""The run that a process takes part in."""

import os

from grader.inside import session
from grader.inside.session import Descriptors
from grader.inside.wire import FIRST_FD


def test_outside_of_a_run_there_is_no_clock_and_no_word():
    assert session.current is None
    assert session.clock() is None
    session.report("anything", field=1)


def test_descriptors_are_moved_out_of_the_programs_way():
    low = [os.open(os.devnull, os.O_RDONLY) for _ in range(3)]
    high = list(Descriptors(*low).kept_high())
    try:
        assert all(number >= FIRST_FD for number in high)
        assert not os.get_inheritable(high[0])
    finally:
        for number in high:
            os.close(number)
