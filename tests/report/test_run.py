from dataclasses import replace

from grader.report.place import Anchors, Link, anchors
from grader.report.run import _processes, run_view
from grader.runs.ending import Ending
from grader.runs.standing import stands
from grader.runs.trace import Message, Run

from .samples import CALLED, DEADLOCKED, PARTIAL, RAISED

ANCHORS = anchors(PARTIAL.sources)


def _view(run):
    return run_view(run, "test-1-run-1", "The run", ANCHORS)


def test_a_run_shows_its_own_time_and_the_real_one():
    facts = {fact.name: fact.value for fact in _view(CALLED).facts}
    assert facts == {
        "Exit code": "0",
        "Time that passed for the program": "0.500\u00a0s",
        "Time it really took": "0.012\u00a0s",
        "Start method": "fork",
    }


def test_a_run_under_the_real_clock_has_one_time():
    names = [fact.name for fact in _view(replace(CALLED, clock="real")).facts]
    assert names == ["Exit code", "Time it really took", "Start method"]


def test_a_run_that_was_stopped_has_no_exit_code():
    assert "Exit code" not in [fact.name for fact in _view(DEADLOCKED).facts]


def test_where_a_process_stood_links_to_its_lines():
    (fault,) = _view(DEADLOCKED).stuck
    assert fault.text.startswith("MainProcess waits in Queue.get() (exercise05.py, line 31)")
    assert fault.places[-1] == Link("exercise05.py, line 31, in main", "#file-1-line-31")


def test_a_process_that_waited_for_nothing_was_computing():
    (stuck,) = DEADLOCKED.stuck
    late = replace(DEADLOCKED, ending=Ending.TIMED_OUT, stuck=(replace(stuck, waiting=""),))
    (fault,) = _view(late).stuck
    assert fault.text == "MainProcess was at work (exercise05.py, line 31)"


def test_an_exception_is_shown_with_its_message():
    raised = _view(RAISED).raised
    assert raised.text == "Refused: no more work"
    assert raised.places == (Link("exercise05.py, line 17, in worker", "#file-1-line-17"),)


def test_leftovers_are_named():
    assert _view(RAISED).leftovers.endswith("then stopped: Process-1, Process-2.")
    assert _view(CALLED).leftovers == ""


def test_a_call_shows_what_it_returned_and_a_program_does_not():
    assert _view(CALLED).answer == "[10, 20, 30]"
    assert _view(DEADLOCKED).answer is None


def test_a_call_that_returned_none_says_so():
    assert _view(replace(CALLED, value=None)).answer == "None"


def test_processes_are_rows():
    rows = _processes(DEADLOCKED.processes).rows
    assert rows[0][3:] == ("main program", "0.000\u00a0s", "still running at the end", "not known")
    assert rows[3] == (
        *("Process-3", "5", "yes", "fork"),
        *("0.000\u00a0s", "2.000\u00a0s", "-9 (ended by SIGKILL)"),
    )


def test_messages_are_rows_and_a_flood_of_them_is_thinned():
    flood = [Message("put", "Queue-1", f"{n}", 2, "MainProcess", 0.0, n) for n in range(1000)]
    table = run_view(
        Run(Ending.FINISHED, 0, messages=tuple(flood)), "a", "The run", Anchors({})
    ).messages
    assert table.rows[0] == ("0.000\u00a0s", "MainProcess (2)", "put", "Queue-1", "0")
    assert len(table.rows) == 150
    assert table.left_out == "850 rows from the middle of this table are left out."


def test_tables_are_shown_where_the_timeline_does_not_tell_it_all():
    assert _view(DEADLOCKED).processes is _view(DEADLOCKED).messages is None
    crowd = replace(DEADLOCKED, processes=DEADLOCKED.processes * 10)
    assert len(_view(crowd).processes.rows) == 40
    assert len(_view(crowd).messages.rows) == len(DEADLOCKED.messages)


def test_a_run_that_is_explained_is_opened_where_there_is_something_to_see():
    for run, opened in ((DEADLOCKED, True), (CALLED, False)):
        view = run_view(run, "test-1-run-1", "The run", ANCHORS, "It failed.")
        assert view.opened is opened
    assert not _view(DEADLOCKED).opened
    assert [_view(run).pictured for run in (DEADLOCKED, CALLED)] == [True, False]


def test_what_the_explanation_tells_is_not_said_again():
    (stood,) = DEADLOCKED.stuck
    run = replace(DEADLOCKED, stuck=(replace(stood, places=stood.places[-1:]),))
    told = f"Deadlock. {stands(run.stuck[0], run.ending)}."
    view = run_view(run, "test-1-run-1", "The run", ANCHORS, told)
    assert (view.sentence, view.stuck) == ("", ())
    assert _view(run).sentence.startswith("Deadlock")
    assert len(_view(run).stuck) == 1


def test_what_the_explanation_tells_only_in_part_is_shown_whole():
    """The lines on the way to where it stood."""
    told = f"Deadlock. {stands(DEADLOCKED.stuck[0], DEADLOCKED.ending)}."
    view = run_view(DEADLOCKED, "test-1-run-1", "The run", ANCHORS, told)
    assert [len(fault.places) for fault in view.stuck] == [2]


def test_an_exception_that_the_explanation_tells_is_not_said_again():
    view = run_view(RAISED, "a", "The run", ANCHORS, "It raised Refused: no more work.")
    assert view.raised is None


def test_the_end_of_a_program_that_ended_by_itself_is_said_once():
    assert _view(CALLED).sentence == _view(RAISED).sentence == ""


def test_one_process_alone_needs_no_table():
    alone = replace(CALLED, processes=DEADLOCKED.processes[:1])
    assert _view(alone).processes is None
