"""The story of a run: what happened in sentences, steps of generators, and what was written."""

from dataclasses import replace

import pytest
from cli_stage import shown
from report.samples import CALLED, CODE, DEADLOCKED, PARTIAL, RAISED
from rich.cells import cell_len

from grader.cli.story import LITTLE, MUCH, build_story, tell
from grader.grade import SourceFile
from grader.report.place import anchors
from grader.runs.ending import Ending
from grader.runs.trace import Line, Message, Place, ProcessRecord, Run, Step, Stuck

PLACES = anchors(PARTIAL.sources)
HERE = Place("exercise05.py", 14, "worker")
MAIN = ProcessRecord(2, "MainProcess", None, False, None, 0.0, 1.0, 0, 1)
CHILD = ProcessRecord(3, "child", 2, False, "fork", 0.0, 1.0, 0, 2)
STEP = Step(1, "counter", "send", "3", "yielded", "4", (HERE,), False, 2, "MainProcess", 0.0, 1)


def told(run, measure=MUCH, width=80, places=PLACES):
    return shown(*tell(build_story(run, places, measure), width), width=width)


def lines(*texts, process="child", pid=3, time=0.5):
    return tuple(Line(text, pid, process, time, 3 + at) for at, text in enumerate(texts))


def run(**parts):
    parts.setdefault("processes", (MAIN, CHILD))
    return Run(Ending.FINISHED, 0, duration=1.0, **parts)


def test_sentences_follow_the_picture_each_with_its_time_its_sign_and_its_line():
    text = told(DEADLOCKED)
    for sentence in (
        "0 s ┣ MainProcess starts Process-1",
        "    z Process-2 sleeps 1 s  line 14",
        "1 s ◆ Process-2 prints: worker 1 gives up",
        "    ✗ Process-3 is ended by SIGKILL",
    ):
        assert sentence in text


def test_what_a_deadlocked_process_waits_for_is_told_with_its_line_once():
    (sentence,) = [line for line in told(DEADLOCKED, width=120) if "Queue.get()" in line]
    assert sentence.endswith(
        "waits in Queue.get() (exercise05.py, line 31), and nobody will ever put anything"
    )


def test_each_moment_has_its_time_once():
    text = told(run(lines=lines("a") + lines("b", process="MainProcess", pid=2)))
    assert [line.split()[0] for line in text if " s " in line and "│" not in line] == [
        "0", "0.5", "1",
    ]  # fmt: skip


def test_a_long_run_is_thinned_and_says_so():
    many = tuple(Message("put", "queue 1", str(n), 3, "child", n / 1000, n + 3) for n in range(100))
    for measure, left_out in ((MUCH, 77), (LITTLE, 87)):
        text = told(run(messages=many), measure)
        assert f"{left_out} things that happened in the middle are left out." in text
        sentences = [line for line in text if "child puts" in line]
        assert len(sentences) == 100 - left_out


def test_lines_that_sentences_tell_whole_are_not_told_again():
    text = told(run(lines=lines("hello")))
    assert [line for line in text if "hello" in line] == ["0.5 s ◆ child prints: hello"]
    assert "Output" not in text


def test_lines_that_sentences_leave_out_follow_under_their_writer():
    errors = (Line("three", 3, "child", 0.7, 9),)
    text = told(run(lines=lines("one", "two"), errors=errors))
    assert text[text.index("Output") :] == ["Output", "child:", "  one", "  two", "  three"]


def test_of_very_many_lines_some_are_left_out_and_said_to_be():
    text = told(run(lines=lines(*map(str, range(50)))), LITTLE)
    assert text[text.index("child:") :] == [
        "child:", "  0", "  1", "  2", "  3", "  4", "  5", "[41 lines are left out here]",
        "child:", "  47", "  48", "  49",
    ]  # fmt: skip


def test_a_program_that_only_prints_has_no_picture():
    alone = run(processes=(MAIN,), lines=lines("hello", process="MainProcess", pid=2))
    assert told(alone) == ["Output", "MainProcess: hello"]
    assert told(CALLED) == []


def test_an_exception_is_told_with_its_line():
    assert told(RAISED)[0] == "Refused: no more work  exercise05.py, line 17, in worker"


def test_what_grading_noted_of_a_run_is_told():
    assert told(RAISED)[-1] == "Output after the first 64 kB was cut."


def test_where_a_lone_process_stood_when_it_was_stopped_is_told():
    stuck = (Stuck("MainProcess", 2, "", (HERE,)),)
    text = told(replace(run(processes=(MAIN,), stuck=stuck), ending=Ending.TIMED_OUT))
    assert text == ["MainProcess was at work (exercise05.py, line 14)"]


def test_steps_of_generators_tell_what_went_in_and_out_and_where_they_wait():
    ended = replace(STEP, action="throw", value="KeyError()", outcome="raised", result="KeyError()")
    assert told(run(processes=(MAIN,), steps=(STEP, ended))) == [
        "1 counter: send(3) yielded 4  waits at line 14 in worker",
        "2 counter: throw(KeyError()) raised KeyError()  ended at line 14 in worker",
    ]


def test_many_steps_are_thinned_and_that_is_said():
    text = told(run(processes=(MAIN,), steps=(STEP,) * 100), LITTLE)
    assert [line.split()[0] for line in text] == [*"123456", "91", "98", "99", "100"]
    assert text[6].strip() == "91 steps are left out here"


def test_runs_have_one_substance_if_the_same_happened_whatever_their_pids_and_clocks():
    def substance(run):
        return build_story(run, PLACES, MUCH).substance

    first = run(lines=lines("hello"), steps=(STEP,))
    second = run(
        processes=(replace(MAIN, pid=7), replace(CHILD, pid=8, parent=7)),
        lines=lines("hello", pid=8, time=0.500001), steps=(replace(STEP, pid=7, time=0.00001),),
    )  # fmt: skip
    assert substance(first) == substance(second)
    others = (
        replace(first, lines=lines("hullo")),
        replace(first, lines=lines("hello", time=0.6)),
        replace(first, steps=(replace(STEP, result="5"),)),
        replace(first, processes=(MAIN, replace(CHILD, exit_code=1))),
    )
    assert len({substance(first), *map(substance, others)}) == len(others) + 1


def test_what_is_thinned_away_counts_as_substance():
    runs = [
        run(lines=tuple(Line(str(n == odd), 3, "child", n / 1000, n + 3) for n in range(99)))
        for odd in (50, 51)
    ]
    assert told(runs[0], LITTLE) == told(runs[1], LITTLE)
    first, second = (build_story(run, PLACES, LITTLE).substance for run in runs)
    assert first != second


@pytest.mark.parametrize("width", [20, 40, 80, 120])
def test_nothing_hostile_reaches_the_terminal_and_nothing_is_wider(width):
    hostile = "\x1b[2J\r\x07\x9b1m\u202e\ud800\n" + "w" * 500 + "한" * 50
    places = anchors([SourceFile(hostile, CODE), SourceFile("b.py", CODE)])
    here = Place(hostile, 3, hostile)
    everything = Run(
        Ending.FINISHED, 1, duration=1.0,
        processes=(replace(MAIN, name=hostile), replace(CHILD, name=hostile)),
        lines=tuple(replace(line, place=here) for line in lines(hostile, "x", process=hostile)),
        messages=(Message("put", hostile, hostile, 3, hostile, 0.6, 9, here),),
        steps=(replace(STEP, function=hostile, value=hostile, result=hostile, places=(here,)),),
        notes=(hostile,),
    )  # fmt: skip
    alone = replace(RAISED, raised=replace(RAISED.raised, message=hostile, places=(here,)))
    for one in (everything, alone):
        text = told(one, width=width, places=places)
        assert r"\x1b[2J" in "".join(text).replace(" ", "")
        assert all(line.isprintable() for line in text)
        assert max(map(cell_len, text)) <= width
