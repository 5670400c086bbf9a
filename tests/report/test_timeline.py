from dataclasses import replace
from itertools import pairwise

import pytest

from grader.report.happening import Kind
from grader.report.place import Anchors, anchors
from grader.report.timeline import HAPPENINGS, build_timeline
from grader.report.words import Tone
from grader.runs.ending import Ending
from grader.runs.trace import Act, Line, Message, ProcessRecord, Run, Span

from .samples import CALLED, DEADLOCKED, PARTIAL

ANCHORS = anchors(PARTIAL.sources)
MAIN = ProcessRecord(2, "MainProcess", None, False, None, 0.0, 3.0, 0, 1)
CHILD = ProcessRecord(3, "child", 2, True, "fork", 0.0, 2.0, -15, 2)


def _timeline(**parts):
    parts.setdefault("processes", (MAIN, CHILD))
    return build_timeline(Run(Ending.FINISHED, 0, duration=3.0, **parts), "run", Anchors({}))


@pytest.fixture
def deadlock():
    return build_timeline(DEADLOCKED, "run", ANCHORS)


def test_each_process_has_a_lane_that_tells_its_name_and_its_end(deadlock):
    titles = [lane.title for lane in deadlock.lanes]
    assert [(title.name, title.about, title.ended, title.tone) for title in titles] == [
        ("MainProcess", "pid 2", "waits for ever", Tone.BAD),
        ("Process-1", "pid 3", "exit code 0", Tone.GOOD),
        ("Process-2", "pid 4", "exit code 3", Tone.PARTIAL),
        ("Process-3", "pid 5 · daemon", "ended by SIGKILL", Tone.BAD),
    ]


def test_lanes_do_not_touch(deadlock):
    assert all(before.y + before.height == after.y for before, after in pairwise(deadlock.lanes))
    assert deadlock.height == deadlock.lanes[-1].y + deadlock.lanes[-1].height


def test_all_that_is_drawn_lies_in_the_picture(deadlock):
    for lane in deadlock.lanes:
        assert 0 <= lane.begin <= lane.end <= 100
        assert all(0 <= bar.x < bar.x + bar.width <= 100 for bar in lane.bars)
        assert all(lane.begin <= mark.x <= lane.end for mark in lane.marks)
        assert all(0 <= text.x <= 100 for text in lane.captions)
    for arrow in deadlock.arrows:
        assert 0 <= arrow.x1 <= arrow.x2 <= 100
        assert 0 <= min(arrow.y1, arrow.y2) <= max(arrow.y1, arrow.y2) <= deadlock.height


def test_bars_are_told_by_the_entry_of_their_number(deadlock):
    told = {
        (bar.kind, deadlock.entries[bar.number].text.replace("\N{NO-BREAK SPACE}", " "))
        for lane in deadlock.lanes
        for bar in lane.bars
        if bar.number is not None and bar.kind == "sleep"
    }
    assert told == {("sleep", "Process-2 sleeps 1 s"), ("sleep", "Process-3 sleeps 2 s")}


def test_what_waits_for_ever_reaches_the_end_of_the_picture(deadlock):
    (bar,) = [bar for bar in deadlock.lanes[0].bars if bar.kind == "stuck"]
    assert bar.x + bar.width == 100
    assert [text.text for text in bar.labels] == ["waits for ever", "for ever"]
    assert [text.text for text in deadlock.lanes[0].captions][-1] == "in Queue.get()"


def test_an_entry_links_to_its_line(deadlock):
    links = {entry.text: (entry.place, entry.href) for entry in deadlock.entries}
    assert links["Process-2 sleeps 1\N{NO-BREAK SPACE}s"] == ("line 14", "#file-1-line-14")


def test_an_entry_tells_the_time_where_it_has_changed(deadlock):
    times = [entry.time for entry in deadlock.entries if entry.time]
    assert times == [f"{second}\N{NO-BREAK SPACE}s" for second in (0, 1, 2)]


def test_a_process_that_is_alone_and_never_waits_has_no_timeline():
    assert build_timeline(CALLED, "run", ANCHORS) is None
    assert _timeline(processes=(MAIN,), lines=(Line("x", 2, "MainProcess", 0.0, 2),)) is None


def test_a_sleep_that_a_signal_cuts_short_ends_with_the_process():
    timeline = _timeline(
        spans=(Span("time.sleep", "", 3, "child", "", 0.0, 2.0, 2, 2),),
        acts=(Act("terminate", "child", 3, 2, "MainProcess", 2.0, 2),),
    )
    lane = timeline.lanes[1]
    (sleep,) = [bar for bar in lane.bars if bar.kind == "sleep"]
    (kill,) = [mark for mark in lane.marks if mark.kind is Kind.KILL]
    assert sleep.x + sleep.width == pytest.approx(kill.x)


def test_a_message_goes_from_who_put_it_to_who_got_it():
    timeline = _timeline(
        messages=(
            Message("put", "queue 1", "1", 3, "child", 0.0, 3),
            Message("put", "queue 1", "2", 3, "child", 0.0, 4),
            Message("get", "queue 1", "2", 2, "MainProcess", 1.0, 5),
            Message("get", "queue 2", "1", 2, "MainProcess", 1.0, 6),
        )
    )
    main, child = timeline.lanes
    (arrow,) = [arrow for arrow in timeline.arrows if arrow.kind is Kind.GIVE]
    put = [mark.x for mark in child.marks if mark.kind is Kind.GIVE]
    got = [mark.x for mark in main.marks if mark.kind is Kind.TAKE]
    assert (arrow.x1, arrow.x2) == (put[1], got[0])
    assert child.middle > arrow.y1 > arrow.y2 > main.middle


def test_setting_an_event_leads_to_those_that_it_wakes_alone():
    timeline = _timeline(
        spans=(
            Span("Event.wait", "event 1", 3, "child", "", 0.0, 1.0, 2, 3),
            Span("Event.wait", "event 2", 3, "child", "", 1.0, 1.5, 3, 3),
        ),
        acts=(
            Act("set", "event 1", None, 2, "MainProcess", 1.0, 3),
            Act("set", "event 2", None, 2, "MainProcess", 2.0, 3),
        ),
    )
    (arrow,) = [arrow for arrow in timeline.arrows if arrow.kind is Kind.SET]
    (wait, _) = [bar for bar in timeline.lanes[1].bars if bar.kind == "wait"]
    assert arrow.x2 == pytest.approx(wait.x + wait.width)


def test_starts_and_ends_by_others_are_arrows():
    timeline = _timeline(acts=(Act("terminate", "child", 3, 2, "MainProcess", 2.0, 2),))
    assert [arrow.kind for arrow in timeline.arrows] == [Kind.START, Kind.STOP]
    assert all(arrow.x1 == arrow.x2 for arrow in timeline.arrows)


def test_no_arrow_leads_to_a_process_that_had_ended_already():
    timeline = _timeline(acts=(Act("terminate", "child", 3, 2, "MainProcess", 3.0, 9),))
    assert [arrow.kind for arrow in timeline.arrows] == [Kind.START]
    assert Kind.STOP in {mark.kind for mark in timeline.lanes[0].marks}


def test_what_was_printed_is_shown_as_far_as_there_is_room():
    lines = [
        Line("a rather long line " * 9, 3, "child", second / 10, second + 3) for second in range(9)
    ]
    captions = _timeline(lines=tuple(lines)).lanes[1].captions
    assert all(text.text.startswith("a rather") for text in captions)
    assert all(text.text.endswith("…") for text in captions[:-1])


def test_a_long_trace_is_thinned_and_says_so():
    lines = tuple(
        Line(str(second), 3, "child", second / 1000, second + 3) for second in range(1000)
    )
    timeline = _timeline(lines=lines)
    assert len(timeline.entries) == sum(HAPPENINGS) + 2  # the ends stay
    assert timeline.notes == ("941 things that happened in the middle are left out.",)
    assert timeline.size > 0


def test_of_very_many_processes_some_have_no_lane():
    crowd = [replace(CHILD, pid=pid, order=pid) for pid in range(3, 103)]
    timeline = _timeline(processes=(MAIN, *crowd))
    assert len(timeline.lanes) == 16
    assert "85 processes are not in the picture." in timeline.notes


def test_a_program_whose_processes_are_unknown_has_no_timeline():
    assert _timeline(processes=(), spans=()) is None
