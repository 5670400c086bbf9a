"""Where a gradebook is: what may be typed, and what is told of it."""

import os
from pathlib import Path

import pytest

from grader.gradebook import WrongGradebookError
from grader.gradebook.address import read_address

HIDDEN = "s3cret"


@pytest.mark.parametrize(
    ("text", "file"),
    [
        ("grades.sqlite", "grades.sqlite"),
        ("/a b/%20?#.db", "/a b/%20?#.db"),
        ("sqlite:///grades.sqlite", "grades.sqlite"),
        ("sqlite:////var/grades.sqlite", "/var/grades.sqlite"),
    ],
)
def test_a_path_or_an_address_of_sqlite_names_a_file(text, file):
    address = read_address(text)
    assert (address.file, address.place, address.secret) == (Path(file), file, None)


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+psycopg"])
def test_an_address_of_postgresql_goes_to_psycopg_and_is_told_without_the_password(scheme):
    address = read_address(f"{scheme}://ada:s3cret@db.example:5433/grades")
    assert address.url.drivername == "postgresql+psycopg"
    assert address.url.password == HIDDEN
    assert address.place == "postgresql://ada@db.example:5433/grades"
    assert (address.secret, address.file) == (HIDDEN, None)


def test_a_password_among_the_options_is_not_told_either():
    address = read_address("postgresql:///grades?host=/tmp&password=s3cret")
    assert "s3cret" not in address.place
    assert address.secret == HIDDEN


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("mysql://u:s3cret@h/x", "mysql is not supported: name a file, or write e.g. postgresql"),
        ("://s3cret", "the address cannot be understood: write e.g. postgresql://user@host/"),
        ("postgresql://u:s3cret@h:port/x", "the address cannot be understood"),
        ("sqlite://", "no file is named: write e.g. grades.sqlite"),
        (":memory:", "no file is named"),
        ("", "no file is named"),
    ],
)
def test_what_can_be_no_gradebook_is_complained_of_without_the_password(text, complaint):
    with pytest.raises(WrongGradebookError) as caught:
        read_address(text)
    assert str(caught.value).startswith(f"gradebook: {complaint}")
    assert "s3cret" not in str(caught.value)


def test_a_file_that_another_program_makes_in_the_middle_of_being_asked_can_be_written(
    tmp_path, monkeypatch
):
    file = tmp_path / "grades.sqlite"

    def overtaken(ask):
        def answer(path, *rest):
            found = ask(path, *rest)
            if path == file:
                file.touch()
            return found

        return answer

    monkeypatch.setattr(os, "access", overtaken(os.access))
    monkeypatch.setattr(Path, "exists", overtaken(Path.exists))
    assert read_address(str(file)).can_be_written
    assert file.exists()
