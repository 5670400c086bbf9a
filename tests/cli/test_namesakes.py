"""Names of students that mean nobody."""

import pytest

from grader.cli.students import resembling, tell_lost_extensions, tell_namesakes
from grader.course import read_course

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


def told(stage, capsys, names):
    lines = "".join(f'"{name}" = 3\n' for name in names)
    (stage.root / "course.toml").write_text(f'title = "Course"\n[extensions]\n{lines}')
    tell_lost_extensions(read_course(stage.root).exercises, {"ada"}, {MOODLE})
    return capsys.readouterr().err.splitlines()


def test_an_extension_of_nobody_is_told_with_who_may_be_meant(stage, capsys):
    assert told(stage, capsys, ["Grace Hopper", "zoe"]) == [
        f"grade: the extension of 'Grace Hopper' is nobody's: did you mean '{MOODLE}'?",
        "grade: the extension of 'zoe' is nobody's: nothing was handed in under this name yet",
    ]


def test_an_extension_of_one_who_hands_in_or_has_a_grade_is_as_it_should_be(stage, capsys):
    assert told(stage, capsys, ["ada", MOODLE]) == []


@pytest.mark.parametrize(
    ("students", "graded"),
    [
        ({"John Smith (13)", "John Smith (14)"}, {"John Smith", "ada"}),
        ({"John Smith", "ada"}, {"John Smith (13)", "John Smith (14)"}),
    ],
    ids=["a name becomes shared", "one of two namesakes hands in"],
)
def test_a_student_who_may_be_one_of_several_namesakes_is_told(capsys, students, graded):
    tell_namesakes(students, graded)
    (line,) = capsys.readouterr().err.splitlines()
    words = "'John Smith' may be the same student as 'John Smith (13)', 'John Smith (14)'"
    assert line.startswith(f"grade: {words}: the gradebook keeps their grades apart")


def test_namesakes_with_a_number_each_and_those_of_earlier_batches_are_not_told(capsys):
    tell_namesakes({"John Smith (13)", "ada"}, {"John Smith (14)", "zoe", "zoe (2)"})
    assert capsys.readouterr().err == ""
