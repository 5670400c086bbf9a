"""The picture of a run: an axis, and a line for each process, at any width."""

from dataclasses import replace

import pytest
from cli_stage import shown
from report.samples import DEADLOCKED, PARTIAL
from rich.cells import cell_len

from grader.cli.picture import picture
from grader.report.place import anchors
from grader.report.timeline import build_timeline
from grader.runs.ending import Ending
from grader.runs.trace import Line, ProcessRecord, Run, Span

MAIN = ProcessRecord(2, "MainProcess", None, False, None, 0.0, 3.0, 0, 1)
CHILD = ProcessRecord(3, "child", 2, False, "fork", 0.0, 2.0, -15, 2)


def drawn(run, width=80):
    return shown(*picture(build_timeline(run, "", anchors(PARTIAL.sources)), width), width=width)


def run(*processes, **parts):
    return Run(Ending.FINISHED, 0, processes=processes, duration=3.0, **parts)


def test_where_there_is_room_names_and_ends_stand_beside_the_lines():
    axis, *lanes = drawn(DEADLOCKED, 100)
    assert axis.split() == ["│0", "s", "│1", "s", "│2", "s"]
    assert [lane.split("  ")[0] for lane in lanes] == [
        "MainProcess", "Process-1", "Process-2", "Process-3 (daemon)",
    ]  # fmt: skip
    assert [lane.split("  ")[-1].strip() for lane in lanes] == [
        "waits for ever", "exit code 0", "exit code 3", "ended by SIGKILL",
    ]  # fmt: skip


def test_at_forty_columns_names_and_ends_stand_above_the_lines():
    axis, *lanes = drawn(DEADLOCKED, 40)
    assert axis.split()[0] == "│0"
    assert lanes[:8:2] == [
        "MainProcess  waits for ever", "Process-1  exit code 0",
        "Process-2  exit code 3", "Process-3 (daemon)  ended by SIGKILL",
    ]  # fmt: skip
    assert all("┣" in line or "◆" in line for line in lanes[1:8:2])


def test_lines_show_who_sleeps_who_waits_and_how_they_end():
    _axis, main, returns, exits, killed = drawn(DEADLOCKED, 100)
    assert "┄┄┄  waits for ever" in main
    assert "z" not in returns
    assert "◆" in returns
    assert "zzz" in exits
    assert exits.count("┫") == 1
    assert "zzz" in killed
    assert killed.count("✗") == 1


def test_moments_stand_above_what_happened_at_them():
    two = run(MAIN, CHILD, spans=(Span("time.sleep", "", 3, "child", "", 0.0, 2.0, 2, 2),))
    axis, _main, child = drawn(two)
    assert axis.index("│2 s") in range(child.index("✗") - 3, child.index("✗") + 1)
    assert axis.index("│0 s") == child.index("┣")


def test_long_stretches_of_time_are_marked_as_broken():
    spans = (
        Span("time.sleep", "", 3, "child", "", 0.0, 0.1, 2, 3),
        Span("time.sleep", "", 3, "child", "", 0.1, 2.0, 3, 4),
    )
    processes = MAIN, replace(CHILD, ended=3600.0), replace(CHILD, pid=4, order=3)
    assert "//" in drawn(run(*processes, spans=spans))[0]


@pytest.mark.parametrize("width", [1, 8, 40, 80, 120])
def test_no_line_is_wider_than_the_terminal(width):
    assert max(map(cell_len, drawn(DEADLOCKED, width))) <= width


def test_a_wide_terminal_does_not_stretch_a_small_picture():
    assert drawn(DEADLOCKED, 400) == drawn(DEADLOCKED, 500)


def test_processes_of_one_name_are_told_apart_by_their_pids():
    lanes = drawn(run(MAIN, CHILD, replace(CHILD, pid=4, order=3)))[1:]
    assert [lane.split("  ")[0] for lane in lanes] == [
        "MainProcess",
        "child (pid 3)",
        "child (pid 4)",
    ]


@pytest.mark.parametrize("width", [40, 80])
def test_a_long_name_is_cut_and_a_hostile_one_is_spelled_out(width):
    for name, expected in (
        ("n" * 300, "n" * 23 + "…"),
        ("\x1b[2J\nx", r"\x1b[2J\nx"),
        ("한" * 50, "한" * 11),
        ("[red]x", "[red]x"),
    ):
        lines = drawn(run(MAIN, replace(CHILD, name=name)), width)
        assert any(line.startswith(expected) for line in lines)
        assert max(map(cell_len, lines)) <= width
        assert len(lines) in ((3,) if width == 80 else (5, 6))


def test_marks_without_room_of_their_own_are_counted():
    lines = tuple(Line(str(second), 3, "child", second / 100, second + 3) for second in range(60))
    assert drawn(run(MAIN, CHILD, lines=lines))[-1].endswith(
        "marks have no room of their own in this picture: see below."
    )
    assert "no room" not in "".join(drawn(run(MAIN, CHILD, lines=lines[:3])))
