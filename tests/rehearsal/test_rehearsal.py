"""The rehearsal of a small class; CONTRIBUTING.md has the command for a large one."""

from dataclasses import replace
from pathlib import Path

import pytest

from grader.course import find_course
from rehearsal.account import SHOWN, in_each_run, of_rewordings
from rehearsal.classroom import HandIn, make_classroom, write_classroom
from rehearsal.program import Due
from rehearsal.rows import Row, differences, rewordings, undue
from rehearsal.run import Stage

COURSE = find_course(Path(__file__))
CHEAP = [COURSE.exercise(name) for name in ("12", "13", "14")]
ROW = Row(
    "ada",
    "exercise12_coroutine",
    1,
    "rejected",
    0.0,
    "ab",
    (("test_it", "failed", 0.0),),
    "",
    100.0,
    ("No.",),
)


@pytest.mark.timeout(400)  # a dozen processes are started, one after another
def test_batch_that_is_killed_or_loses_a_machine_ends_with_what_an_undisturbed_one_has(
    tmp_path, capsys
):
    classroom = make_classroom(COURSE, CHEAP, 3, 7)
    write_classroom(classroom, tmp_path / "class")
    stage = Stage(COURSE.root, tmp_path / "class", tmp_path, 7, 2)
    assert in_each_run(classroom, stage) == []
    account = capsys.readouterr().out
    assert account.count(f"{len(classroom.rows())} rows in") == 3
    assert account.count("what lived on: 0") == 2


@pytest.mark.parametrize(
    "other",
    [
        [],
        [ROW, ROW],
        [replace(ROW, score=1.0)],
        [replace(ROW, digest="cd")],
        [replace(ROW, attempt=2)],
        [replace(ROW, tests=(("test_it", "error", 0.0),))],
    ],
)
def test_rows_that_are_not_alike_are_told(other):
    assert list(differences([ROW], other))


def test_other_words_are_told_apart_from_other_outcomes():
    other = replace(ROW, words=("Never.",))
    assert list(differences([ROW], [other])) == []
    (line,) = rewordings([ROW], [other])
    assert "No." in line
    assert "Never." in line


def row_of(one: HandIn, score: float | None, problem: str = "") -> Row:
    student, exercise = one.key
    return replace(ROW, student=student, exercise=exercise, score=score, problem=problem)


def test_of_many_rewordings_some_are_shown():
    assert list(of_rewordings([])) == []
    count, *shown = of_rewordings([f"number {number}" for number in range(9)])
    assert "9" in count
    assert shown == [f"  number {number}" for number in range(SHOWN)]


@pytest.mark.parametrize(
    ("score", "problem", "dues"),
    [
        (100.0, "", {Due.ALL}),
        (50.0, "", {Due.LESS}),
        (0.0, "", {Due.LESS, Due.NOTHING}),
        (0.0, "It is broken.", {Due.LESS, Due.NOTHING, Due.REASON}),
        (None, "", set()),
    ],
)
def test_what_is_not_due_is_told(score, problem, dues):
    due = make_classroom(COURSE, CHEAP[:1], 40, 7).rows()
    taken = {
        one.program.due
        for key, one in due.items()
        if not list(undue([row_of(one, score, problem)], {key: one}))
    }
    assert taken == dues


def test_row_that_is_missing_or_too_much_is_told():
    due = make_classroom(COURSE, CHEAP[:1], 1, 7).rows()
    (one,) = due.values()
    right = (
        row_of(one, 0.0, "It is broken.") if one.program.due is not Due.ALL else row_of(one, 100.0)
    )
    assert list(undue([right], due)) == []
    for rows in ([], [right, right], [right, ROW]):
        assert list(undue(rows, due)), rows
