"""`grade list`, `grade doctor`, and the completion of names."""

import pytest
from cli_stage import Level, grade, passed
from click.shell_completion import ShellComplete

from grader.cli.engine import Engine
from grader.cli.group import command

MISSING = Level("namespaces", False, "bwrap is not installed", "apt install bubblewrap")


def test_list_shows_points_and_the_last_score(stage, capsys):
    stage("5")
    capsys.readouterr()
    assert stage("list") == 0
    assert capsys.readouterr().out.splitlines() == [
        "Concurrent Python",
        "exercise    title       points  last score",
        "exercise05  exit codes  100     50",
        "exercise12  coroutine   100     -",
    ]


def test_list_shows_the_points_of_the_last_grade(stage, capsys):
    stage.answer = lambda exercise: grade(exercise.identifier, passed(points=40))
    stage("5")
    capsys.readouterr()
    stage("list")
    assert "exercise05  exit codes  40      40" in capsys.readouterr().out


def test_list_outside_of_a_course_is_2(stage, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert stage("list") == 2


def test_list_of_a_course_without_exercises_has_a_head_only(stage, tmp_path, monkeypatch, capsys):
    (tmp_path / "empty/exercises").mkdir(parents=True)
    (tmp_path / "empty/course.toml").write_text('title = "Empty"')
    monkeypatch.chdir(tmp_path / "empty")
    assert stage("list") == 0
    assert capsys.readouterr().out.count("\n") == 2
    assert stage() == 2


def test_doctor_tells_what_is_missing_and_how_to_get_it(stage, capsys):
    stage.levels = (MISSING, Level("landlock", True))
    assert stage("doctor") == 0
    text = capsys.readouterr().out
    for line in (
        "namespaces  not available: bwrap is not installed",
        "            to get it: apt install bubblewrap",
        "landlock    available",
        "/proc       available",
        "clock       virtual: programs that sleep are graded at once",
        f"course      {stage.root}",
    ):
        assert line in text.splitlines()
    assert "Python      3." in text


def test_doctor_without_proc_tells_that_the_clock_is_real(stage, capsys):
    stage.proc = False
    stage("doctor")
    assert "clock       real: programs that sleep are waited for" in capsys.readouterr().out


def test_doctor_without_any_level_is_1(stage, capsys):
    stage.levels = (MISSING,)
    assert stage("doctor") == 1
    assert "Nothing can be graded here" in capsys.readouterr().err


def test_doctor_works_outside_of_a_course(stage, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert stage("doctor") == 0
    assert "course      no course.toml in" in capsys.readouterr().out


def completions(arguments, incomplete):
    complete = ShellComplete(command, {"obj": Engine()}, "grade", "_GRADE_COMPLETE")
    return [(item.value, item.type) for item in complete.get_completions(arguments, incomplete)]


@pytest.mark.usefixtures("stage")
@pytest.mark.parametrize("arguments", [[], ["--seed", "3"], ["exercise05"], ["grade"]])
def test_exercise_names_complete_wherever_one_may_stand(arguments):
    assert ("exercise05", "plain") in completions(arguments, "ex")
    assert ("exercise12", "plain") in completions(arguments, "ex")


@pytest.mark.usefixtures("stage")
def test_the_first_word_completes_to_verbs_and_options_too():
    assert ("list", "plain") in completions([], "l")
    assert ("--seed", "plain") in completions([], "--s")
    assert ("doctor", "plain") in completions([], "")


@pytest.mark.usefixtures("stage")
def test_the_values_of_an_option_complete():
    assert completions(["--isolation"], "land") == [("landlock", "plain")]


@pytest.mark.usefixtures("stage")
def test_what_is_no_exercise_completes_to_files():
    assert completions(["--verbose"], "wor") == [("wor", "file")]


def test_outside_of_a_course_files_complete(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert completions(["--verbose"], "ex") == [("ex", "file")]
