"""Names of students that mean nobody."""

import pytest
from gradebook.samples import entry

from grader.cli.students import resembling, tell_lost_extensions
from grader.course import read_course
from grader.gradebook import Gradebook

CANVAS = "hoppergrace (123)"
MOODLE = "Grace Hopper (grace.hopper@university.example)"


@pytest.mark.parametrize(
    ("name", "known", "near"),
    [
        ("Grace Hopper", ["Grace Jones", MOODLE], MOODLE),
        ("grace hopper", [MOODLE], MOODLE),
        ("hopergrace (123)", [CANVAS, MOODLE], CANVAS),
        ("Ada", [MOODLE], None),
        ("Ada", [], None),
    ],
)
def test_the_name_that_was_meant_has_it_in_it_or_is_the_most_alike(name, known, near):
    assert resembling(name, known) == near


@pytest.fixture
def book(tmp_path):
    with Gradebook(str(tmp_path / "book.sqlite")) as opened:
        opened.add([entry(opened.start_batch("exercise05"), MOODLE)])
        yield opened


def told(stage, capsys, book, names):
    lines = "".join(f'"{name}" = 3\n' for name in names)
    (stage.root / "course.toml").write_text(f'title = "Course"\n[extensions]\n{lines}')
    tell_lost_extensions(read_course(stage.root).exercises, {"ada"}, book)
    return capsys.readouterr().err.splitlines()


def test_an_extension_of_nobody_is_told_with_who_may_be_meant(stage, capsys, book):
    assert told(stage, capsys, book, ["Grace Hopper", "zoe"]) == [
        f"grade: the extension of 'Grace Hopper' is nobody's: did you mean '{MOODLE}'?",
        "grade: the extension of 'zoe' is nobody's: nothing was handed in under this name yet",
    ]


def test_an_extension_of_one_who_hands_in_or_has_a_grade_is_as_it_should_be(stage, capsys, book):
    assert told(stage, capsys, book, ["ada", MOODLE]) == []
