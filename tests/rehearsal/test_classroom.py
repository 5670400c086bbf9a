"""The class that a rehearsal grades; that it gets what is due, the rehearsal itself finds out."""

from pathlib import Path

import pytest

from grader.course import find_course
from grader.intake.collection import read_collection
from rehearsal.classroom import make_classroom, write_classroom
from rehearsal.program import Due, Kind

COURSE = find_course(Path(__file__))
SOME = [COURSE.exercise(name) for name in ("05", "12")]
ENOUGH = 200
"""Students who hand in all there is."""


@pytest.fixture(scope="module")
def large():
    return make_classroom(COURSE, COURSE.exercises, ENOUGH, 7)


def test_large_class_hands_in_all_there_is(large):
    assert large.missing() == []
    assert len(large.hand_ins) == ENOUGH * len(COURSE.exercises)
    counts = large.counts()
    assert set(counts) == set(Kind)
    assert counts[Kind.REFERENCE] > len(large.hand_ins) / 2 > 10 * counts[Kind.HOSTILE]


def test_every_wrong_answer_and_every_cheat_has_its_place(large):
    for folder, kind in (("solutions/*/wrong", Kind.WRONG), ("tests/tutorials/*", Kind.TUTORIAL)):
        files = {path.stem for path in COURSE.root.glob(f"{folder}/*.py")}
        assert {one.program.name for one in large.hand_ins if one.program.kind is kind} == files
    assert large.counts()[Kind.HOSTILE] > len(COURSE.exercises)


def test_class_is_the_same_whenever_it_is_made():
    one, other = (make_classroom(COURSE, SOME, 20, 7) for _time in range(2))
    assert one.hand_ins == other.hand_ins
    assert make_classroom(COURSE, SOME, 20, 8).hand_ins != one.hand_ins


def test_intake_finds_what_must_have_a_row_and_the_reason_where_one_is_due(tmp_path):
    classroom = make_classroom(COURSE, SOME, 60, 7)
    write_classroom(classroom, tmp_path / "class")
    collection = read_collection(tmp_path / "class", COURSE, "folders")
    due = classroom.rows()
    assert {(one.student, one.exercise) for one in collection.handed} == due.keys()
    assert collection.ignored == ()
    refused = {key for key, one in due.items() if one.program.due is Due.REASON}
    problems = {(one.student, one.exercise) for one in collection.handed if one.read().problem}
    assert problems == refused
    assert {one.program.kind for one in due.values()} == {*Kind} - {Kind.ABSENT}
