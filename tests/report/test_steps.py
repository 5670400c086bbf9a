"""The table of a run's steps: what a student reads of each."""

from dataclasses import replace

import pytest

from grader.grade import SourceFile
from grader.report import render
from grader.report.place import Link, anchors
from grader.report.run import run_view
from grader.report.steps import TALL, build_steps
from grader.runs.ending import Ending
from grader.runs.trace import Place, Run, Step

from .parsing import Document
from .samples import FAILED, PARTIAL

FILE = "exercise12.py"
ANCHORS = anchors([SourceFile(FILE, "\n" * 40)])
SENT = Step(
    generator=1,
    function="coroutine",
    action="send",
    value="'Test'",
    outcome="yielded",
    result="None",
    places=(Place(FILE, 9, "coroutine"),),
    beyond=False,
    pid=2,
    process="MainProcess",
    time=0.0,
    order=1,
    place=Place(FILE, 31, "main"),
)


def _run(*steps):
    return Run(Ending.FINISHED, 0, steps=steps)


def _table(*steps):
    return build_steps(_run(*steps), "run", ANCHORS)


def _row(**changes):
    (row,) = _table(replace(SENT, **changes)).first
    return row


def test_a_run_without_steps_has_no_table():
    assert build_steps(_run(), "run", ANCHORS) is None


def test_a_step_tells_what_went_in_what_came_out_and_where_it_waits():
    row = _row()
    assert (row.number, row.generator, row.call) == ("1", "coroutine", "send('Test')")
    assert row.caller == Link("line 31", "#file-1-line-31")
    assert (row.outcome, row.result, row.bad) == ("yielded", "None", False)
    assert row.waits == "waits at"
    assert row.places == (Link("line 9 in coroutine", "#file-1-line-9"),)


@pytest.mark.parametrize(
    ("action", "value", "call"),
    [
        ("next", "", "next()"),
        ("throw", "ValueError('so')", "throw(ValueError('so'))"),
        ("close", "", "close()"),
        ("drop", "", "nothing refers to it any more"),
        ("resume", "", "next() or send()"),
    ],
)
def test_a_step_is_called_as_python_calls_it(action, value, call):
    assert _row(action=action, value=value).call == call


def test_an_exception_that_comes_out_is_bad_and_the_end():
    row = _row(outcome="raised", result="KeyError('so')")
    assert (row.outcome, row.result, row.bad) == ("raised", "KeyError('so')", True)
    assert row.waits == "ended at"


@pytest.mark.parametrize("outcome", ["closed", "returned"])
def test_a_generator_that_is_closed_has_ended_whatever_it_returns(outcome):
    row = _row(action="close", outcome=outcome)
    assert (row.outcome, row.result) == ("ended", "")


def test_a_generator_that_yields_when_it_is_closed_has_not_ended():
    assert _row(action="close").outcome == "yielded"


def test_generators_that_delegate_stand_before_the_one_that_waits():
    row = _row(places=(Place(FILE, 4, "outer"), Place(FILE, 9, "inner")))
    assert [place.text for place in row.places] == ["line 4 in outer", "line 9 in inner"]
    assert row.beyond == ""


def test_a_generator_of_the_tests_is_not_named():
    assert _row(beyond=True).beyond == "a generator of ours"


def test_a_line_that_the_page_does_not_show_is_no_link():
    row = _row(places=(Place("other.py", 3, "f"),), place=Place("other.py", 5, "g"))
    assert row.places == (Link("line 3 in f", None),)
    assert row.caller is None


def test_generators_of_one_function_are_numbered_in_the_order_in_which_they_began():
    steps = (replace(SENT, generator=n, function=f) for n, f in ((5, "w"), (2, "w"), (3, "other")))
    assert [row.generator for row in _table(*steps).first] == ["w 2", "w 1", "other"]


def test_generators_of_several_processes_are_told_with_their_process():
    table = _table(SENT, replace(SENT, pid=3, process="worker"))
    assert [row.generator for row in table.first] == [
        "coroutine (MainProcess)",
        "coroutine (worker)",
    ]


def test_many_steps_are_thinned_and_keep_their_numbers():
    table = _table(*[SENT] * 300)
    assert [row.number for row in table.first] == [str(n) for n in range(1, 41)]
    assert table.left_out == "250 steps are left out here"
    assert [row.number for row in table.last] == [str(n) for n in range(291, 301)]


def test_what_is_left_out_is_told_where_it_is_missing():
    runs = (_run(*[SENT] * 300),)
    page = Document(render(replace(PARTIAL, tests=(replace(FAILED, runs=runs),))))
    assert page.shown.index("steps are left out here") < page.shown.index("291")


def test_many_steps_are_scrolled_and_few_are_not():
    assert [_table(*[SENT] * count).tall for count in (TALL, TALL + 1)] == [False, True]


def test_what_is_far_too_long_is_cut():
    row = _row(function="f" * 200, value="x" * 200, result="y" * 200)
    assert "more characters are left out" in row.generator
    assert "more characters are left out" in row.call
    assert "more characters are left out" in row.result


def test_a_wanted_run_with_steps_is_opened():
    assert run_view(_run(SENT), "run", "The run", ANCHORS, "It failed.").opened


def test_the_page_shows_the_table_and_nothing_of_a_submission_becomes_html():
    runs = (_run(replace(SENT, value="<b>", function="<i>", result="<u>")),)
    test = replace(FAILED, runs=runs)
    html = render(replace(PARTIAL, tests=(test,), sources=(SourceFile(FILE, "\n" * 40),)))
    page = Document(html)
    assert ("table", {"class": "steps", "aria-labelledby": "test-1-run-1-steps"}) in page.tags
    assert "send(<b>)" in page.shown
    assert not {"i", "u"} & {tag for tag, _ in page.tags}
    assert page.values("href").count("#file-1-line-9") == 1


def test_the_page_of_runs_without_steps_has_no_such_table():
    page = Document(render(PARTIAL))
    assert "Steps of the generators" not in page.shown
