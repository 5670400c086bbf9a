"""The gradebook on both kinds of database: what it keeps, and what it answers."""

import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from grader.errors import GraderError
from grader.gradebook import Gradebook, GradebookError, TestChange, WrongGradebookError

from .samples import FIVE, SIX, STARTED, entry, grade

STRANGE = ["", "Ada Lovelace", "한국", "a\0b", "\udcff.py", "\\u0000", "\\", "C:\\u", "'; --", "\x1b[2J", "\ud83d\ude00"]  # fmt: skip


# What it keeps


def test_what_is_added_comes_back_as_it_was(book):
    batch = book.start_batch("exercise05")
    given = [
        entry(batch, adjusted=60.0, reason="1 day late: 10 points lost", grade=bytes(range(256))),
        entry(batch, "bob", submitted=None, score=0.1 + 0.2, duration=1e-9),
        entry(batch, "eve", score=None, attempt=2**40),
    ]
    book.add(given)
    assert book.entries(batch) == given


@pytest.mark.parametrize("name", STRANGE)
def test_any_name_is_kept_as_it_is(book, name):
    batch = book.start_batch(name)
    given = entry(batch, name, origin=name, reason=name)
    book.add([given])
    assert book.history(name) == [given]
    assert book.batches()[0].title == name


def test_moments_of_all_time_zones_are_kept_to_the_microsecond(book):
    batch = book.start_batch("x")
    seoul = timezone(timedelta(hours=9))
    moments = [datetime(2026, 1, 1, 0, 0, 0, 1, seoul), datetime(1, 1, 2, tzinfo=UTC)]
    book.add([entry(batch, submitted=moment, started=moment) for moment in moments])
    assert [(one.submitted, one.started) for one in book.history("ada")] == [
        (moment, moment) for moment in moments
    ]


def test_what_is_added_is_there_after_it_was_closed(address):
    with Gradebook(address) as book:
        given = entry(book.start_batch("x"))
        book.add([given])
    with Gradebook(address, new=False) as book:
        assert book.history("ada") == [given]


def test_a_grading_that_comes_again_is_kept_once(book):
    batch = book.start_batch("x")
    given = entry(batch)
    book.add([given, given])
    book.add([given])
    assert book.entries(batch) == [given]


def test_another_grading_of_the_same_job_is_kept_beside_the_first(book):
    batch = book.start_batch("x")
    first = entry(batch)
    again = replace(first, started=STARTED + timedelta(microseconds=1))
    book.add([first])
    book.add([again])
    assert book.history("ada") == [first, again]


def test_where_one_entry_is_refused_none_is_kept(book):
    batch = book.start_batch("x")
    with pytest.raises(GradebookError, match="names a batch that was never started"):
        book.add([entry(batch), entry("no such batch")])
    assert book.entries(batch) == []


def test_adding_nothing_does_nothing(book):
    book.add([])
    assert book.batches() == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"score": float("nan")},
        {"adjusted": float("inf")},
        {"submitted": datetime(2026, 1, 1)},  # noqa: DTZ001  what is refused
        {"started": datetime(2026, 1, 1)},  # noqa: DTZ001  as above
    ],
)
def test_what_no_database_would_give_back_is_refused(book, wrong):
    batch = book.start_batch("x")
    with pytest.raises(ValueError, match=r"no time zone|is no score"):
        book.add([entry(batch, **wrong)])


def test_a_name_may_be_as_long_as_a_file_s_and_no_longer_than_an_index_takes(book):
    batch = book.start_batch("x")
    longest = "\udcff" * 255
    book.add([entry(batch, longest, "e" * 500)])
    assert book.history(longest, "e" * 500)
    with pytest.raises(GradebookError, match="is longer than 2000 bytes: shorten it"):
        book.add([entry(batch, "a" * 2001)])


def test_many_threads_add_at_once_and_nothing_is_lost(book):
    batch = book.start_batch("x")
    names = [f"student{number:02}" for number in range(40)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda name: book.add([entry(batch, name)]), names))
    assert [one.student for one in book.entries(batch)] == names


# Batches


def test_a_batch_is_called_after_the_time_it_began(address):
    began = datetime(2026, 11, 22, 23, 50, 1, 999, timezone(timedelta(hours=1)))
    with Gradebook(address, now=lambda: began, lot=lambda: "1a2b") as book:
        assert book.start_batch("x") == "2026-11-22T22:50:01Z-1a2b"


def test_two_batches_of_one_second_draw_until_their_names_differ(address):
    lots = iter(["0000", "0000", "0000", "0001"])
    with Gradebook(address, now=lambda: STARTED, lot=lambda: next(lots)) as book:
        names = [book.start_batch(title) for title in ("first", "second")]
        assert [name[-4:] for name in names] == ["0000", "0001"]
        assert [batch.title for batch in book.batches()] == ["first", "second"]


def test_batches_are_told_with_how_much_is_in_them(address):
    times = iter([STARTED, STARTED + timedelta(days=1)])
    with Gradebook(address, now=lambda: next(times)) as book:
        first, second = book.start_batch("first"), book.start_batch("second")
        book.add([entry(second), entry(second, "bob")])
        found = book.batches()
    assert [(one.identifier, one.title, one.entries) for one in found] == [
        (first, "first", 0),
        (second, "second", 2),
    ]
    assert found[0].started == STARTED


def test_the_entries_of_a_batch_do_not_depend_on_which_was_done_first(book):
    batch = book.start_batch("x")
    given = [
        entry(batch, "Zoe", FIVE), entry(batch, "ada", FIVE, attempt=1),
        entry(batch, "ada", FIVE, attempt=2), entry(batch, "éva", FIVE), entry(batch, "ada", SIX),
    ]  # fmt: skip
    book.add(reversed(given))
    assert book.entries(batch) == given


@pytest.mark.parametrize("ask", ["entries", "difference"])
def test_an_unknown_batch_is_complained_of(book, ask):
    known = book.start_batch("x")
    arguments = ["nope"] if ask == "entries" else [known, "nope"]
    with pytest.raises(WrongGradebookError, match="no batch is called 'nope': `grade gradebook"):
        getattr(book, ask)(*arguments)


# Which grading counts


@pytest.fixture
def attempts(book):
    """Three attempts of Ada's, of which the second is the best, one of Bob's, one at another."""
    batch = book.start_batch("x")
    made = {
        "first": entry(batch, attempt=1, score=50.0),
        "second": entry(batch, attempt=2, score=95.0, adjusted=80.0),
        "third": entry(batch, attempt=3, score=90.0, adjusted=45.0),
        "bob": entry(batch, "bob", score=10.0),
        "other": entry(batch, exercise=SIX),
    }
    book.add(made.values())
    return made


def test_the_latest_is_the_last_attempt(book, attempts):
    assert book.latest() == [attempts["third"], attempts["bob"], attempts["other"]]


def test_the_best_is_best_after_policies(book, attempts):
    assert book.best() == [attempts["second"], attempts["bob"], attempts["other"]]


def test_an_exercise_s_policy_tells_which_attempt_counts(book, attempts):
    assert book.counting([FIVE]) == [attempts["third"], attempts["bob"], attempts["other"]]
    counting = [attempts["second"], attempts["bob"], attempts["other"]]
    assert book.counting([SIX]) == counting
    light = [replace(one, grade=b"") for one in counting]
    assert book.counting([SIX], grades=False) == light


@pytest.mark.parametrize("ask", ["latest", "best"])
def test_one_exercise_and_one_student_can_be_asked_for(book, attempts, ask):
    assert getattr(book, ask)(SIX) == [attempts["other"]]
    assert getattr(book, ask)(student="bob") == [attempts["bob"]]
    assert getattr(book, ask)(SIX, "bob") == []


def test_of_equal_attempts_the_first_is_the_best(book):
    batch = book.start_batch("x")
    first = entry(batch, attempt=1)
    book.add([entry(batch, attempt=2), first])
    assert book.best() == [first]


@pytest.mark.parametrize("ask", ["latest", "best"])
def test_an_attempt_that_is_graded_again_counts_as_graded_last(book, ask):
    old, new = book.start_batch("old"), book.start_batch("new")
    again = entry(new, score=40.0)
    book.add([entry(old, score=100.0), again])
    assert getattr(book, ask)() == [again]


@pytest.mark.parametrize("ask", ["latest", "best"])
def test_a_failure_of_the_grader_takes_no_score_away(book, ask):
    old, new = book.start_batch("old"), book.start_batch("new")
    graded = entry(old)
    book.add([graded, entry(new, score=None)])
    assert getattr(book, ask)() == [graded]


def test_an_attempt_on_which_the_grader_only_failed_is_the_last_but_not_the_best(book):
    batch = book.start_batch("x")
    graded, failed = entry(batch, attempt=1, score=0.0), entry(batch, attempt=2, score=None)
    book.add([graded, failed])
    assert book.latest() == [failed]
    assert book.best() == [graded]


def test_the_history_of_a_student_has_every_grading_in_the_order_it_was_added(book):
    old, new = book.start_batch("old"), book.start_batch("new")
    given = [entry(new, attempt=2), entry(old), entry(old, exercise=SIX), entry(new)]
    book.add([given[0]])
    book.add([*given[1:], entry(new, "bob")])
    assert book.history("ada") == given
    assert book.history("ada", SIX) == [given[2]]
    assert book.history("nobody") == []


def test_every_attempt_at_an_exercise_is_told_without_its_grade(book, attempts):
    theirs = [replace(one, grade=b"") for one in attempts.values() if one.exercise == FIVE]
    found = book.attempts(FIVE)
    assert len(found) == len(theirs)
    assert all(one in found for one in theirs)


def test_all_students_are_told_in_order(book, attempts):
    assert attempts
    assert book.students() == ["ada", "bob"]


# What is known of a job


def test_what_is_known_of_a_job_is_its_latest_grading(book):
    old, new = book.start_batch("old"), book.start_batch("new")
    again = entry(new, started=STARTED + timedelta(days=1))
    book.add([entry(old), again])
    assert book.graded([again.digest, "f" * 64]) == {again.digest: again}


def test_a_job_whose_attempt_was_graded_as_another_job_since_is_not_known(book):
    batch = book.start_batch("x")
    one, other = entry(batch), entry(batch, digest="f" * 64)
    others = [entry(batch, "bob"), entry(batch, exercise=SIX), entry(batch, attempt=2)]
    book.add([one, other, *others])
    assert book.graded([one.digest, other.digest]) == {other.digest: other}
    book.add([again := entry(batch, started=STARTED + timedelta(days=1))])
    assert book.graded([one.digest, other.digest]) == {again.digest: again}


def test_a_job_on_which_the_grader_failed_is_not_known(book):
    old, new = book.start_batch("old"), book.start_batch("new")
    graded, failed = entry(old), entry(new, "bob", score=None)
    book.add([graded, failed])
    assert book.graded([graded.digest, failed.digest]) == {graded.digest: graded}
    book.add([entry(new, score=None)])
    assert book.graded([graded.digest, failed.digest]) == {}
    both = {graded.digest: graded, failed.digest: failed}
    assert book.standing([graded.digest, failed.digest]) == both


def test_more_jobs_than_one_statement_can_name_may_be_asked_for(book):
    batch = book.start_batch("x")
    given = {(one := entry(batch, f"s{number}")).digest: one for number in range(1200)}
    book.add(given.values())
    assert book.graded(given) == given
    assert book.graded([]) == {}


# What a regrading changed


def test_the_difference_of_two_batches_tells_whose_score_changed_and_which_tests(book):
    one, other = book.start_batch("one"), book.start_batch("other")
    before = entry(one, score=70.0, grade=grade(test_a=30, test_b=40, test_old=0))
    after = entry(other, score=60.0, grade=grade(test_new=10, test_a=30, test_b=20))
    book.add([before, after, entry(one, "bob"), entry(other, "bob")])
    (change,) = book.difference(one, other)
    assert (change.student, change.exercise, change.attempt) == ("ada", FIVE, 1)
    assert (change.before, change.after) == (before, after)
    assert change.tests() == (
        TestChange("test_new", "test new", None, 10),
        TestChange("test_b", "test b", 40, 20),
        TestChange("test_old", "test old", 0, None),
    )


@pytest.mark.parametrize(
    "changes", [{"adjusted": 10.0}, {"score": None}, {"verdict": "accepted"}, {"score": 71.0}]
)
def test_each_of_score_adjusted_score_and_verdict_is_a_difference(book, changes):
    one, other = book.start_batch("one"), book.start_batch("other")
    book.add([entry(one), entry(other, **changes)])
    assert len(book.difference(one, other)) == 1


def test_an_attempt_that_was_not_graded_by_then_is_told(book):
    one, other = book.start_batch("one"), book.start_batch("other")
    kept, new = entry(one, "kept"), entry(other, "new", score=None)
    book.add([kept, new])
    assert [(one.before, one.after) for one in book.difference(one, other)] == [(None, new)]
    assert [(one.before, one.after) for one in book.difference(other, one)] == [(new, None)]


def test_what_a_batch_did_not_grade_again_counts_as_it_stood_when_it_began(book):
    first, second, third = (book.start_batch(title) for title in ("first", "second", "third"))
    early = {name: entry(first, name) for name in ("ada", "bob", "cem")}
    ada, bob = entry(second, "ada", score=60.0), entry(third, "bob", score=50.0)
    book.add([*early.values(), ada, bob])
    assert [(one.before, one.after) for one in book.difference(second, third)] == [
        (early["bob"], bob)
    ]
    assert [(one.before, one.after) for one in book.difference(first, third)] == [
        (early["ada"], ada),
        (early["bob"], bob),
    ]


def test_a_batch_does_not_differ_from_itself_and_is_compared_by_what_counts_in_it(book):
    one, other = book.start_batch("one"), book.start_batch("other")
    book.add([entry(one, score=None), entry(one), entry(other, "bob")])
    book.add([entry(other, started=STARTED + timedelta(1), score=1.0), entry(other)])
    assert book.difference(one, one) == []
    assert [change.student for change in book.difference(one, other)] == ["bob"]


def test_the_grade_of_a_change_that_is_damaged_is_complained_of(book):
    one, other = book.start_batch("one"), book.start_batch("other")
    book.add([entry(one, grade=b"{"), entry(other, score=1.0)])
    (change,) = book.difference(one, other)
    expected = f"the grade of ada in {FIVE} is damaged: grade it again"
    with pytest.raises(GraderError, match=re.escape(expected)):
        change.tests()
