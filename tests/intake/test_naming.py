"""What names tell: which exercise, and what of them can be shown."""

import pytest
from class_stage import COURSE, exercise

from grader.intake.naming import Telling, composed, readable, stem


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("exercise05.py", 5), ("Exercise5.py", 5), ("EXERCISE_05_final.py", 5),
        ("exercise 5 (1).py", 5), ("my-exercise-05.ipynb", 5), ("exercise05_exit_codes", 5),
        ("ex05.py", 5), ("ex_5.py", 5), ("ex-12", 12), ("05.py", 5), ("5", 5), ("12_mine.py", 12),
        ("05-2.py", 5), ("exercise05-6.py", 5), ("exercise05_of_exercise05.py", 5),
    ],
)  # fmt: skip
def test_a_name_tells_its_exercise(name, number):
    assert Telling(COURSE, ()).told(name) == exercise(number)


@pytest.mark.parametrize(
    "name",
    [
        "main.py", "alex5.py", "index5.py", "helper-1.py", "exercise.py", "exercise99.py", "99.py",
        "exercise05_exercise06.py", "5b.py", "2026.py", "", "\ud800", "exercise" + "5" * 9,
    ],
)  # fmt: skip
def test_a_name_that_tells_none_or_several_tells_nothing(name):
    assert Telling(COURSE, ()).told(name) is None


def test_the_only_exercise_asked_for_is_that_of_what_tells_none():
    assert Telling(COURSE, [exercise(5)], "exercise06").fallback == exercise(5)
    assert Telling(COURSE, [], "exercise06 submissions.zip").fallback == exercise(6)
    assert Telling(COURSE, [], "06").fallback is None
    assert Telling(COURSE, [exercise(5), exercise(6)]).fallback is None


def test_a_number_alone_may_be_a_student_s():
    telling = Telling(COURSE, ())
    assert not telling.spells("05")
    assert telling.spells("exercise05")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Ada Łovelace 김", "Ada Łovelace 김"),
        ("a\x1b[0m\n\t", r"a\x1b[0m\n\t"),
        ("\u202eevil\u2066", r"\u202eevil\u2066"),
        ("\udcff", r"\udcff"),
        ("\U000e0041", r"\U000e0041"),
        ("x" * 121, "x" * 119 + "…"),
    ],
)
def test_what_is_shown_hides_nothing(text, shown):
    assert readable(text) == shown
    readable(text).encode()


def test_letters_and_their_accents_are_one():
    assert composed(" Jose\u0301 ") == "Jos\u00e9"


@pytest.mark.parametrize(("name", "expected"), [("a.b.py", "a.b"), ("a", "a"), (".py", ".py")])
def test_the_stem_is_what_stands_before_the_last_dot(name, expected):
    assert stem(name) == expected
