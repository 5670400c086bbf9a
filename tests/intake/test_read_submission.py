"""Intake by its door: every kind of bad input is a sentence, wrong usage is UsageError."""

import json
import os
import socket
from pathlib import Path

import pytest

from grader.course import Exercise
from grader.errors import UsageError
from grader.intake import opening, read_submission, tree
from grader.intake.source import line_of
from grader.sandbox.limits import Limits

EXERCISE = Exercise(
    identifier="exercise05_exit_codes",
    number="05",
    title="Exit codes",
    summary="Tell how each process ended.",
    folder=Path("/course/exercises/exercise05_exit_codes"),
    file="exercise05.py",
    hidden_tests=Path("/course/tests/hidden/test_exercise05_exit_codes.py"),
    limits=Limits(),
)
PROGRAM = b"print('hello')\n"


def read(path):
    return read_submission(path, EXERCISE, "ada")


def names(submission):
    return [file.name for file in submission.files]


def problem(path):
    submission = read(path)
    assert submission.files == ()
    assert submission.problem is not None
    assert submission.problem.endswith(".")
    return submission.problem


def wrong_usage(path):
    with pytest.raises(UsageError) as caught:
        read(path)
    return str(caught.value)


def file(path, content=PROGRAM):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


# One file


def test_a_file_comes_as_it_is_with_whose_it_is(tmp_path):
    submission = read(file(tmp_path / "exercise05.py"))
    assert (submission.student, submission.exercise) == ("ada", "exercise05_exit_codes")
    assert submission.main == "exercise05.py"
    assert [(f.name, f.content) for f in submission.files] == [("exercise05.py", PROGRAM)]
    assert (submission.notes, submission.problem) == ((), None)


def test_a_file_of_another_name_takes_the_exercise_s_and_a_note_says_so(tmp_path):
    submission = read(file(tmp_path / "second try.py"))
    assert names(submission) == ["exercise05.py"]
    assert submission.notes == (
        "second try.py was graded as exercise05.py, the name that the exercise asks for.",
    )


def test_a_relative_path_is_read(tmp_path, monkeypatch):
    file(tmp_path / "exercise05.py")
    monkeypatch.chdir(tmp_path)
    assert names(read(Path("exercise05.py"))) == ["exercise05.py"]
    assert names(read(Path())) == ["exercise05.py"]


def test_a_syntax_error_is_not_intake_s_business(tmp_path):
    assert read(file(tmp_path / "exercise05.py", b"def (")).problem is None


def test_a_link_to_a_file_in_the_same_folder_is_followed(tmp_path):
    file(tmp_path / "real.py")
    (tmp_path / "exercise05.py").symlink_to("real.py")
    assert read(tmp_path / "exercise05.py").files[0].content == PROGRAM


def test_a_file_of_one_mebibyte_is_accepted_and_one_byte_more_is_not(tmp_path):
    path = file(tmp_path / "exercise05.py", b"#" * 1024**2)
    assert read(path).problem is None
    file(path, b"#" * (1024**2 + 1))
    assert problem(path) == (
        "exercise05.py is too large: at most 1 MiB are accepted, "
        "so leave out what is not program text."
    )


def test_a_file_of_ten_megabytes_is_refused(tmp_path):
    assert "too large" in problem(file(tmp_path / "exercise05.py", b"x" * 10_000_000))


@pytest.mark.parametrize("content", [b"", b" \n\t\r\n", b"\xef\xbb\xbf\n"])
def test_an_empty_file_is_wrong_usage(tmp_path, content):
    path = file(tmp_path / "exercise05.py", content)
    assert wrong_usage(path) == (
        "exercise05.py is empty: write your program in it, save it, and grade it again"
    )


def test_a_path_that_does_not_exist_is_wrong_usage(tmp_path):
    path = tmp_path / "missing.py"
    assert wrong_usage(path) == f"{path} does not exist: check the path"


def test_a_path_below_a_file_is_wrong_usage(tmp_path):
    path = file(tmp_path / "exercise05.py") / "more.py"
    assert wrong_usage(path) == f"{path} cannot be read: Not a directory"


def test_a_file_without_permission_is_wrong_usage(tmp_path, monkeypatch):
    path = file(tmp_path / "exercise05.py")

    def forbidden(*_arguments, **_options):
        raise PermissionError(13, "Permission denied")

    # Root may read everything, so the system's refusal is played.
    monkeypatch.setattr(opening.os, "open", forbidden)
    assert wrong_usage(path) == f"{path} may not be read: check its permissions with ls -l"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_really_may_not_be_read_is_wrong_usage(tmp_path):
    path = file(tmp_path / "exercise05.py")
    path.chmod(0)
    assert "may not be read" in wrong_usage(path)


def test_a_part_of_a_folder_that_may_not_be_read_is_named(tmp_path, monkeypatch):
    def forbidden(*_arguments, **_options):
        raise PermissionError(13, "Permission denied", "words.txt")

    file(tmp_path / "exercise05.py")
    monkeypatch.setattr(tree, "read_beneath", forbidden)
    words = f"{tmp_path / 'exercise05.py'} may not be read: check its permissions with ls -l"
    assert wrong_usage(tmp_path) == words


@pytest.mark.timeout(5)
def test_a_named_pipe_is_refused_and_never_waited_for(tmp_path):
    os.mkfifo(tmp_path / "exercise05.py")
    assert problem(tmp_path / "exercise05.py") == (
        "exercise05.py is a named pipe, not a file: hand in the file with your program."
    )


@pytest.mark.parametrize("device", ["/dev/zero", "/dev/null", "/dev/tty"])
def test_a_device_is_refused(device):
    assert "is a device, not a file" in problem(Path(device))


def test_a_socket_is_refused(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)  # the path of a socket has to be short
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("exercise05.py")
        assert "exercise05.py is a socket" in problem(Path("exercise05.py"))


def test_a_folder_where_a_file_was_meant_is_refused(tmp_path):
    (tmp_path / "exercise05.py").mkdir()
    assert "exercise05.py is a folder, not a file" in problem(tmp_path / "exercise05.py")


def test_a_link_out_of_the_folder_is_refused(tmp_path):
    file(tmp_path / "bob/exercise05.py")
    (tmp_path / "ada").mkdir()
    (tmp_path / "ada/exercise05.py").symlink_to("../bob/exercise05.py")
    expected = "exercise05.py is a link to a file outside of its folder: put the file itself there."
    assert problem(tmp_path / "ada/exercise05.py") == expected
    assert problem(tmp_path / "ada") == expected


def test_a_link_to_nowhere_and_a_link_to_itself_are_told(tmp_path):
    (tmp_path / "exercise05.py").symlink_to("gone.py")
    (tmp_path / "loop.py").symlink_to("loop.py")
    assert "a link that leads nowhere" in problem(tmp_path / "exercise05.py")
    assert "a link that leads nowhere" in problem(tmp_path / "loop.py")


def test_a_file_of_another_kind_is_refused(tmp_path):
    assert problem(file(tmp_path / "exercise05.txt")) == (
        "exercise05.txt is no Python file: hand in a .py file, a notebook (.ipynb) or a folder."
    )


# The text


def test_bytes_that_are_not_utf_8_are_told_with_line_and_byte(tmp_path):
    path = file(tmp_path / "exercise05.py", b"a = 1\nb = '\xe4'\n")
    assert problem(path) == (
        "exercise05.py is not UTF-8: line 2 has a byte that does not belong there "
        "(byte 12 of the file). Save it as UTF-8 in your editor."
    )


@pytest.mark.parametrize(
    "content",
    [
        b"# -*- coding: latin-1 -*-\nb = '\xe4'\n",
        b"#!/usr/bin/python\n# vim: set fileencoding=cp949 :\nb = '\xb0\xa1'\n",
        "b = '한국어'\n".encode(),
        b"\xef\xbb\xbfb = 1\n",
    ],
)
def test_text_in_a_declared_encoding_or_utf_8_is_accepted(tmp_path, content):
    submission = read(file(tmp_path / "exercise05.py", content))
    assert submission.problem is None
    assert submission.files[0].content == content


def test_utf_8_that_is_declared_and_broken_is_refused(tmp_path):
    path = file(tmp_path / "exercise05.py", b"# coding: utf-8\n\xff")
    assert "line 2 has a byte" in problem(path)


def test_an_encoding_that_python_does_not_know_is_refused(tmp_path):
    path = file(tmp_path / "exercise05.py", b"# coding: klingon\n")
    assert "declares an encoding that Python cannot use (unknown encoding" in problem(path)


def test_nul_bytes_are_told_with_line_and_byte(tmp_path):
    path = file(tmp_path / "exercise05.py", b"a = 1\n\0")
    assert "it has a NUL byte in line 2 (byte 7 of the file)" in problem(path)


def test_utf_16_is_told_by_its_name(tmp_path):
    path = file(tmp_path / "exercise05.py", "a = 1".encode("utf-16"))
    assert "is saved as UTF-16: save it as UTF-8" in problem(path)


@pytest.mark.parametrize(("text", "line"), [(b"a\nb", 2), (b"a\r\nb", 2), (b"a\rb", 2), (b"ab", 1)])
def test_lines_are_counted_as_python_counts(text, line):
    assert line_of(text, len(text) - 1) == line


# A folder


def test_a_folder_s_file_of_the_right_name_is_the_program_and_others_come_along(tmp_path):
    for name in ("exercise05.py", "other.py", "data/words.txt"):
        file(tmp_path / name)
    submission = read(tmp_path)
    assert names(submission) == ["exercise05.py", "data/words.txt", "other.py"]
    assert submission.notes == ()


def test_the_only_python_file_of_a_folder_is_the_program(tmp_path):
    file(tmp_path / "mine.py")
    file(tmp_path / "notes.txt")
    submission = read(tmp_path)
    assert names(submission) == ["exercise05.py", "notes.txt"]
    assert "mine.py was graded as exercise05.py" in submission.notes[0]


def test_a_notebook_is_the_program_of_a_folder_without_python_files(tmp_path):
    cell = {"cell_type": "code", "source": "x = 1", "metadata": {}, "outputs": []}
    notebook = {"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    file(tmp_path / "exercise05.ipynb", json.dumps(notebook).encode())
    assert b"x = 1" in read(tmp_path).files[0].content


def test_several_files_that_could_be_the_program_are_listed(tmp_path):
    file(tmp_path / "one.py")
    file(tmp_path / "two.py")
    assert problem(tmp_path) == (
        f"{tmp_path.name} has no file exercise05.py, and it is not clear which is meant of "
        "one.py, two.py: rename yours to exercise05.py."
    )


def test_a_folder_without_a_program_tells_what_is_there(tmp_path):
    file(tmp_path / "essay.txt")
    assert "has no Python file, only essay.txt: put your program there" in problem(tmp_path)


def test_an_empty_folder_is_told(tmp_path):
    assert "has no files that could be graded" in problem(tmp_path)


def test_an_empty_program_in_a_folder_is_wrong_usage(tmp_path):
    file(tmp_path / "exercise05.py", b"")
    assert "exercise05.py is empty" in wrong_usage(tmp_path)


def test_what_is_never_part_of_a_program_stays_out_silently(tmp_path):
    file(tmp_path / "exercise05.py")
    for name in (
        ".hidden", ".git/config", "__pycache__/a.pyc", "b.pyc", "tests/test_a.py", "test_b.py",
        "b_test.py", "conftest.py", "env/pyvenv.cfg", "env/lib/site.py",
    ):  # fmt: skip
        file(tmp_path / name)
    submission = read(tmp_path)
    assert (names(submission), submission.notes) == (["exercise05.py"], ())


@pytest.mark.timeout(10)
def test_what_cannot_come_along_stays_out_with_a_note(tmp_path):
    folder = tmp_path / "ada"
    file(folder / "exercise05.py")
    file(tmp_path / "secret.txt")
    (folder / "link.txt").symlink_to("../secret.txt")
    (folder / "up").symlink_to("..")
    os.mkfifo(folder / "pipe")
    file(folder / "large.bin", b"x" * (1024**2 + 1))
    file(folder / "strange\n.txt")
    submission = read(folder)
    assert names(submission) == ["exercise05.py"]
    told = "\n".join(submission.notes)
    assert len(submission.notes) == 5
    assert "link.txt is a link to a file outside" in told
    assert "up is a link to a file outside" in told
    assert "pipe is a named pipe" in told
    assert "large.bin is too large" in told
    assert r"'strange\n.txt' has characters" in told


def test_a_link_within_the_folder_comes_along_and_a_linked_folder_does_not(tmp_path):
    file(tmp_path / "exercise05.py")
    file(tmp_path / "data/words.txt", b"w")
    (tmp_path / "words.txt").symlink_to("data/words.txt")
    (tmp_path / "loop").symlink_to(".")
    submission = read(tmp_path)
    assert names(submission) == ["exercise05.py", "data/words.txt", "words.txt"]
    assert submission.notes[0].startswith("Left out: loop is a folder")


def test_a_folder_of_two_hundred_files_is_accepted_and_one_more_is_not(tmp_path):
    for number in range(199):
        file(tmp_path / f"f{number}.txt")
    file(tmp_path / "exercise05.py")
    assert read(tmp_path).problem is None
    file(tmp_path / "one_more.txt")
    assert "holds too much: at most 200 files and 10 MiB in all" in problem(tmp_path)


def test_a_folder_of_more_than_ten_mebibytes_is_refused(tmp_path):
    file(tmp_path / "exercise05.py")
    for number in range(10):
        file(tmp_path / f"f{number}.txt", b"x" * 1024**2)
    assert "holds too much" in problem(tmp_path)


def test_a_folder_of_many_folders_is_refused(tmp_path):
    file(tmp_path / "exercise05.py")
    for number in range(201):
        (tmp_path / f"d{number}").mkdir()
    assert "holds too much" in problem(tmp_path)


def test_a_link_that_appears_after_it_was_looked_at_is_not_followed(tmp_path, monkeypatch):
    file(tmp_path / "secret/words.txt", b"secret")
    folder = tmp_path / "ada"
    file(folder / "data/words.txt")
    place = opening.within(folder, Path("data/words.txt"))
    (folder / "data/words.txt").unlink()
    (folder / "data").rmdir()
    (folder / "data").symlink_to("../secret")
    monkeypatch.setattr(opening, "within", lambda *_: place)
    with pytest.raises(OSError, match=r"Not a directory|symbolic links"):
        opening.read_beneath(folder, Path("data/words.txt"))
