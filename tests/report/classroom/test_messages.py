"""What a class is told most often."""

import pytest
from gradings import entry, failed, grade, passed

from grader.graded import of_entry
from grader.report.classroom.messages import SHOWN, build_messages, normal
from grader.report.classroom.roll import Result


def result(student, *tests, href="reports/x.html"):
    return Result(of_entry(entry(grade(*tests, student=student))), href)


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("pid 4711 ended with -15", "pid # ended with -#"),
        ("at 0x7f3a after 0.5 s,\nin line 12", "at # after # s, in line #"),
        (
            "of 'job_bTw' and \"a b\" a process's code isn't",
            "of '…' and '…' a process's code isn't",
        ),
        ("it returned [1, -2, 3.5]", "it returned [#, …]"),
        ("it returned ['a', 'b']", "it returned ['…', …]"),
        ("exercise05.py and Queue_2 and utf8", "exercise05.py and Queue_2 and utf8"),
    ],
)
def test_numbers_and_quoted_texts_make_no_difference(text, same):
    assert normal(text) == same


def test_students_who_are_told_the_same_are_counted_once_each():
    several = [
        result("ada", failed(summary="Process 1 hangs.")),
        result("grace", failed(summary="Process 2 hangs.")),
        result("alan", failed(summary="It printed nothing.")),
    ]
    first, second = build_messages(several)
    assert (first.text, first.students) == ("Process # hangs.", 2)
    assert (second.text, second.students) == ("It printed nothing.", 1)


def test_what_was_expected_and_seen_makes_no_difference():
    one = failed(summary="Too early.")
    (message,) = build_messages([result("ada", one), result("grace", one)])
    assert message.text == "Too early."


def test_a_message_names_its_tests_and_leads_to_a_report():
    unread, read = result("ada", failed(), href=None), result("grace", failed(), href="r/g.html")
    (message,) = build_messages([unread, read])
    assert message.tests == ("A job that is terminated ends with `-15`",)
    assert message.example == "r/g.html"


def test_what_several_tests_say_is_one_message():
    both = failed("test_a", "A", summary="It hangs."), failed("test_b", "B", summary="It hangs.")
    (message,) = build_messages([result("ada", *both), result("grace", both[0])])
    assert (message.students, message.tests) == (2, ("A", "B"))


def test_passed_tests_say_nothing():
    assert build_messages([result("ada", passed())]) == ()


def test_only_the_most_frequent_are_shown():
    words = "abcdefgh"
    several = [
        result(f"{word}{number}", failed(summary=f"Message {word}."))
        for place, word in enumerate(words, 1)
        for number in range(place)
    ]
    found = build_messages(several)
    assert [message.text for message in found] == [
        f"Message {word}." for word in reversed(words[-SHOWN:])
    ]
