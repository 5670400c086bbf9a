"""A grade in the terminal: whole at any width, with nothing of a student's taken for more than text."""

from dataclasses import replace
from pathlib import Path

import pytest
from cli_stage import failed, grade, passed
from rich.console import Console

from grader.cli.table import print_grade, print_summary
from grader.cli.terminal import console
from grader.grade import Explanation
from grader.runs.ending import Ending
from grader.runs.trace import Line, Run


def printed(capsys, given, report=None, *, verbose=False):
    print_grade(console(to_errors=False), given, report, verbose=verbose)
    return capsys.readouterr().out


def test_a_lost_point_comes_with_what_was_expected_seen_and_a_hint(capsys):
    text = printed(capsys, grade())
    for part in (
        "A job that returns ends with 0", "50/50", "passed", "0/50", "Score: 50 of 100, partial",
        "The exit code was read too early.", "At: exercise05.py, line 12", "Expected: -15",
        "Seen:     None", "Hint: Join the process before you read exitcode.",
    ):  # fmt: skip
        assert part in text


def test_a_place_that_the_summary_names_is_not_told_twice(capsys):
    given = grade("e", failed("Not written yet (exercise05.py, line 12)."))
    assert printed(capsys, given).count("line 12") == 1


def test_a_passed_test_has_nothing_but_its_line(capsys):
    text = printed(capsys, grade("exercise05_exit_codes", passed()))
    assert text.count("A job that returns") == 1


def test_at_sixty_columns_no_line_is_longer_and_no_word_is_lost(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "60")
    title = "A job that is terminated while it waits for another one ends with -15 and tells so"
    text = printed(capsys, grade("exercise05_exit_codes", passed(title)))
    assert max(map(len, text.splitlines())) <= 60
    assert title.split() == [w for w in text.split() if w in title.split()][: len(title.split())]


def test_the_path_of_the_report_is_never_broken(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "60")
    path = Path("/", *["a long folder"] * 10, "report.html")
    assert f"Report: {path}\n" in printed(capsys, grade(), path)


def test_without_a_terminal_there_are_no_escapes(capsys):
    assert "\x1b" not in printed(capsys, grade())


def test_with_a_terminal_there_are_colours_unless_NO_COLOR_asks_for_none(capsys, monkeypatch):  # noqa: N802
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[1;33m" in printed(capsys, grade())
    monkeypatch.setenv("NO_COLOR", "1")
    assert "33m" not in printed(capsys, grade())


@pytest.mark.parametrize("text", ["[red]x[/red]", "[/]", "[link=http://x]y[/link]", ":smile:"])
def test_markup_of_a_student_s_is_text(capsys, text):
    explanation = Explanation(text, expected=text, seen=text)
    given = grade("e", replace(failed(), title=text, explanation=explanation), notes=(text,))
    assert printed(capsys, given).count(text) == 6


def test_what_steers_a_terminal_is_spelled_out(capsys):
    seen = "\x1b[2J\x07\r\x9b\u202e\ud800"
    output = printed(capsys, grade("e", replace(failed(), explanation=Explanation("S", seen=seen))))
    assert r"Seen: \x1b[2J\x07\r\x9b\u202e\ud800" in output


def test_verbose_adds_what_each_run_did(capsys):
    line = Line("hello", 1, "MainProcess", 0.1, 1)
    given = grade("e", replace(passed(), runs=(replace(Run(Ending.FINISHED, 0), lines=(line,)),)))
    text = printed(capsys, given, verbose=True)
    assert "MainProcess: hello" in text.split("What your program did")[1]
    assert "MainProcess" not in printed(capsys, given)


def test_where_nothing_was_run_nothing_is_told_of_runs(capsys):
    given = grade("e", failed(), problem="Line 3 is no Python.")
    assert "What your program did" not in printed(capsys, given, verbose=True)


def test_how_it_was_graded_is_told_always(capsys):
    assert "Seed 7, isolation landlock, virtual clock, Python 3.13.1, 0.5 s" in printed(
        capsys, grade()
    )


def test_a_summary_has_a_line_for_each_grade(capsys):
    print_summary(console(to_errors=False), [grade(), grade("exercise12_coroutine", passed())])
    text = capsys.readouterr().out
    assert "50 of 100  partial" in text
    assert "50 of 50  accepted" in text


def test_the_terminal_is_standard_error_where_asked(capsys):
    print_grade(console(to_errors=True), grade(), None, verbose=False)
    output = capsys.readouterr()
    assert (output.out, "Score: 50" in output.err) == ("", True)
    assert isinstance(console(to_errors=True), Console)


@pytest.mark.parametrize(
    ("points", "sentence"),
    [
        (1, "1 more point is graded later."),
        (30, "30 more points are graded later."),
        (0.5, "0.5 more points are graded later."),
    ],
)
def test_points_that_are_graded_later_are_told(capsys, points, sentence):
    assert sentence in printed(capsys, grade(graded_later=points)).splitlines()
    print_summary(console(to_errors=False), [grade(graded_later=points)])
    assert f"50 of 100 (+ {points} later)  partial" in capsys.readouterr().out


def test_nothing_is_said_where_nothing_is_graded_later(capsys):
    assert "later" not in printed(capsys, grade())
