"""The error boundary: whatever happens ends in a sentence and an exit code."""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import click
import pytest

from grader.cli.boundary import guarded, write_log
from grader.cli.text import never_fail
from grader.errors import CourseError, GraderError, UsageError

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def state(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    return tmp_path


def raising(error):
    def command():
        raise error

    return command


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (UsageError("u"), 2),
        (CourseError("c"), 2),
        (click.UsageError("c"), 2),
        (click.FileError("f"), 2),
        (GraderError("g"), 3),
        (ZeroDivisionError("z"), 3),
        (RecursionError(), 3),
        (MemoryError(), 3),
        (KeyboardInterrupt(), 130),
        (click.Abort(), 130),
    ],
)
def test_every_error_has_its_exit_code_and_one_line(capsys, error, code):
    assert guarded(raising(error)) == code
    output = capsys.readouterr()
    assert output.out == ""
    assert output.err.startswith("grade: ")
    assert output.err.count("\n") == 1


def test_what_goes_well_keeps_its_code():
    assert guarded(lambda: 1) == 1


def test_a_bug_is_told_by_type_and_the_traceback_is_in_the_log(capsys, state):
    guarded(raising(ZeroDivisionError("secret")))
    message = capsys.readouterr().err
    assert "ZeroDivisionError in the grader itself. Details: " in message
    assert "secret" not in message
    (log,) = (state / "grader/log").iterdir()
    assert str(log) in message
    text = log.read_text()
    for part in ("Traceback", "secret", "grader 0.1.0", "Python 3."):
        assert part in text


def test_control_characters_in_a_complaint_are_made_visible(capsys):
    guarded(raising(UsageError("\x1b[2J")))
    assert capsys.readouterr().err == "grade: \\x1b[2J\n"


def test_a_log_goes_to_the_temporary_folder_where_the_home_cannot_be_written(
    state, tmp_path, monkeypatch
):
    (state / "grader").write_text("in the way")
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    log = write_log("x")
    assert log is not None
    assert log.parent == tmp_path / "temporary"


def test_several_failures_of_one_moment_have_a_log_each():
    logs = [write_log(words) for words in ("one", "other")]
    assert (len(set(logs)), len({log.parent for log in logs})) == (2, 1)
    assert [log.read_text().splitlines()[-1] for log in logs] == ["one", "other"]


def test_where_no_log_can_be_written_the_sentence_says_so(state, monkeypatch, capsys):
    (state / "grader").write_text("in the way")
    monkeypatch.setattr(tempfile, "tempdir", str(state / "grader"))
    assert guarded(raising(ZeroDivisionError())) == 3
    assert "No log could be written." in capsys.readouterr().err


def run(*arguments, **environment):
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        check=False,
        timeout=60,
    )


def test_python_m_grader_is_the_same():
    done = run("-m", "grader", "--version")
    assert (done.returncode, done.stdout) == (0, b"grade 0.1.0\n")


def test_python_m_grader_gives_the_exit_code():
    assert run("-m", "grader", "zzz").returncode == 2


def test_a_stream_that_cannot_write_a_letter_spells_it_out():
    done = run("-m", "grader", "한국", PYTHONIOENCODING="latin-1")
    assert done.returncode == 2
    assert rb"\ud55c\uad6d" in done.stderr


def test_streams_that_are_no_files_are_left_alone(monkeypatch):
    monkeypatch.setattr(sys, "stdout", None)
    never_fail()


def test_list_imports_nothing_that_it_does_not_need():
    done = run("-X", "importtime", "-m", "grader", "list")
    imported = set(re.findall(r"\|\s+([\w.]+)$", done.stderr.decode(), re.MULTILINE))
    assert "click" in imported
    heavy = {"msgspec", "rich", "jinja2", "pytest", "nbformat", "pygments", "grader.grading"}
    assert imported & heavy == set()
