"""The run that a process takes part in."""

import os

import pytest

from grader.inside import session
from grader.inside.session import Descriptors, Session, Terms
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


@pytest.fixture
def run_in(monkeypatch):
    """Takes part in a run whose working directory is a folder."""

    def join(folder):
        terms = Terms(0, 1, None, str(folder))
        monkeypatch.setattr(session, "current", Session(None, None, None, terms))

    return join


def program(folder, text, **names):
    path = folder / "program.py"
    exec(compile(text, path, "exec"), names)  # noqa: S102 - a student's program, so to say


def test_place_is_the_programs_own_line_nearest_to_the_call(run_in, tmp_path):
    run_in(tmp_path)
    found = []
    text = "def work():\n    list(map(ask, [1]))\n\n\nwork()\n"
    program(tmp_path, text, ask=lambda _: found.append(session.place()))
    assert found == [("program.py", 2, "work")]


def test_what_is_no_line_of_the_programs_has_no_place(run_in, tmp_path):
    assert session.place() is None
    run_in(tmp_path)
    assert session.place() is None


def test_place_that_is_far_away_is_not_looked_for(run_in, tmp_path):
    run_in(tmp_path)
    found = []

    def dig(depth):
        if depth:
            dig(depth - 1)
        else:
            found.append(session.place())

    program(tmp_path, "dig(100)\n", dig=dig)
    assert found == [None]
