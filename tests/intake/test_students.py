"""Who is who: texts that are one student's alone, and attempts in order."""

from datetime import UTC, datetime
from pathlib import PurePath

from class_stage import exercise

from grader.intake.delivery import Delivery, Sender
from grader.intake.sorting import HandIn
from grader.intake.students import Person, numbered, student_names, texts_for
from grader.intake.tree import PickedTree

NOTHING = PickedTree("nothing", {})


def hand_in(sender, number=5, origin="x.py", **delivery):
    sent = Delivery(sender, NOTHING, **delivery)
    return HandIn(sent, exercise(number), NOTHING, PurePath(origin))


def test_a_lasting_number_is_always_in_the_text():
    ada = Sender.named("ada", "7", lasting=True)
    assert student_names([hand_in(ada)]) == {ada: "ada (7)"}


def test_a_passing_number_is_in_the_text_only_where_two_hand_in_the_same():
    one, other = Sender.named("Ada", "1"), Sender.named("Ada", "2")
    assert set(student_names([hand_in(one, 5), hand_in(other, 6)]).values()) == {"Ada"}
    both = student_names([hand_in(one, 5), hand_in(other, 5)])
    assert both == {one: "Ada (1)", other: "Ada (2)"}


def test_nobody_is_without_a_name():
    assert student_names([hand_in(Sender.named(" "))]) == {Sender.named(" "): "?"}


def test_those_who_look_alike_are_told_apart_from_everybody():
    people = [Person("a\ud800"), Person(r"a\ud800"), Person(r"a\ud800 (2)")]
    texts = texts_for(people)
    assert list(texts.values()) == [r"a\ud800", r"a\ud800 (2)", r"a\ud800 (2) (2)"]


def test_attempts_are_in_order_of_number_time_and_place():
    ada = Sender.named("ada")
    found = [
        hand_in(ada, attempt=4, origin="d"),
        hand_in(ada, origin="c", submitted=datetime(2026, 2, 1, tzinfo=UTC)),
        hand_in(ada, origin="b"),
        hand_in(ada, origin="a"),
        hand_in(ada, 6),
    ]
    attempts = [(number, str(one.origin)) for number, one in numbered(found, {ada: "ada"})]
    assert attempts == [(1, "a"), (2, "b"), (3, "c"), (4, "d"), (1, "x.py")]


def test_no_two_attempts_have_one_number():
    ada = Sender.named("ada")
    found = [hand_in(ada, attempt=2, origin=name) for name in "ab"]
    assert [number for number, _ in numbered(found, {ada: "ada"})] == [2, 3]
