"""The flow of a batch: what is done is not done again, and nothing done is lost."""

from dataclasses import replace
from datetime import UTC, datetime
from itertools import islice

import pytest

from batch.conftest import SETTINGS, hand_in
from grader.batch.batch import Batch, Request
from grader.batch.job import Finished
from grader.course import read_course
from grader.gradebook import Gradebook
from grader.intake.collection import read_collection

STUDENTS = {"ada": "right", "bob": "wrong", "cem": "right"}


class Pretending:
    """Grades without running anything: full marks for files with a star, by a clock of its own."""

    def __init__(self, broken: str = "", until: int | None = None) -> None:
        self.graded: list[str] = []
        self._broken = broken
        self._until = until

    def grade(self, jobs):
        for number, job in enumerate(jobs):
            if number == self._until:
                raise KeyboardInterrupt
            self.graded.append(job.submission.student)
            failed = job.submission.student == self._broken
            right = b"*" in job.submission.files[0].content
            yield Finished(
                digest=job.digest,
                verdict="grader_error" if failed else "accepted" if right else "rejected",
                score=None if failed else 100.0 * right,
                max_score=100,
                started=datetime(2026, 11, 22, tzinfo=UTC).isoformat(),
                duration=0.1,
                grade=b'{"schema": "grader/grade/v1"}',
                report=b"<html>" + job.submission.student.encode(),
            )


@pytest.fixture
def gradebook(tmp_path):
    with Gradebook(str(tmp_path / "gradebook.sqlite")) as opened:
        yield opened


@pytest.fixture
def batch(course, tmp_path, gradebook):
    """Makes a batch of a class."""
    hand_in(tmp_path / "class", STUDENTS)
    (tmp_path / "out").mkdir(exist_ok=True)

    def make(*, course=course, settings=SETTINGS, **options) -> Batch:
        handed = read_collection(tmp_path / "class", course, "folders").handed
        return Batch(Request(course, handed, tmp_path / "out", settings, **options), gradebook)

    return make


def run(batch: Batch, graders: Pretending) -> list[str]:
    """Run a batch; return whose work was graded."""
    batch.run(lambda _pack, _folder: graders, lambda _tally: None)
    return graders.graded


def test_every_hand_in_has_an_entry_and_a_report(batch, gradebook):
    one = batch()
    run(one, Pretending())
    kept = gradebook.entries(gradebook.batches()[0].identifier)
    assert {(entry.student, entry.exercise, entry.score) for entry in kept} == {
        ("ada", "exercise01_double", 100),
        ("bob", "exercise01_double", 0),
        ("cem", "exercise01_double", 100),
        ("ada", "exercise02_square", 100),
        ("bob", "exercise02_square", 0),
        ("cem", "exercise02_square", 100),
    }
    for entry in kept:
        assert one.report_of(entry).read_text() == f"<html>{entry.student}"
    assert (one.tally.graded, one.tally.total, round(one.tally.average)) == (6, 6, 67)


def test_unchanged_work_is_not_graded_again(batch, gradebook):
    run(batch(), Pretending())
    again = batch()
    assert run(again, Pretending()) == []
    assert (again.tally.known, again.tally.graded) == (6, 0)
    assert len(gradebook.history("ada")) == 2


def test_changed_work_alone_is_graded_again(batch, tmp_path):
    run(batch(), Pretending())
    (tmp_path / "class" / "bob" / "exercise01.py").write_text("def double(n):\n    return n * 2\n")
    assert run(batch(), Pretending()) == ["bob"]


def test_changed_tests_have_all_of_their_exercise_graded_again(batch, course):
    run(batch(), Pretending())
    tests = course.exercises[0].hidden_tests
    tests.write_text(tests.read_text() + "# changed\n")
    assert run(batch(), Pretending()) == ["ada", "bob", "cem"]


def test_work_that_was_put_back_is_graded_again(batch, gradebook, tmp_path):
    program = tmp_path / "class" / "ada" / "exercise01.py"
    one, right = batch(), program.read_text()
    run(one, Pretending())
    program.write_text("def double(number):\n    return number\n")
    run(batch(), Pretending())
    program.write_text(right)
    assert run(batch(), Pretending()) == ["ada"]
    assert gradebook.latest("exercise01_double", "ada")[0].score == 100
    assert run(batch(), Pretending()) == []


def test_fresh_batch_grades_everything(batch):
    run(batch(), Pretending())
    assert len(run(batch(fresh=True), Pretending())) == 6


def test_what_the_grader_failed_on_is_graded_again(batch):
    run(batch(), Pretending(broken="bob"))
    assert run(batch(), Pretending()) == ["bob", "bob"]


def test_lost_report_is_made_again(batch):
    one = batch()
    run(one, Pretending())
    one.report_of(one._request.handed[1]).unlink()
    assert run(batch(), Pretending()) == ["bob"]


def test_batch_that_was_stopped_goes_on_and_ends_with_what_an_undisturbed_one_has(
    batch, gradebook, tmp_path
):
    for _ in range(3):
        with pytest.raises(KeyboardInterrupt):
            run(batch(), Pretending(until=1))
    assert len(run(batch(), Pretending())) == 3
    rows = [
        row(entry) for one in gradebook.batches() for entry in gradebook.entries(one.identifier)
    ]
    with Gradebook(str(tmp_path / "other.sqlite")) as other:
        undisturbed = batch(fresh=True)
        undisturbed._gradebook = other
        run(undisturbed, Pretending())
        assert sorted(rows) == sorted(map(row, other.entries(other.batches()[0].identifier)))


def row(entry):
    return entry.student, entry.exercise, entry.attempt, entry.score, entry.digest, entry.verdict


def test_fail_fast_stops_where_the_grader_fails(batch):
    one = batch(fail_fast=True)
    assert run(one, Pretending(broken="ada")) == ["ada"]
    assert one.tally.failed == 1


def test_policy_that_changed_is_applied_without_grading_again(batch, course, gradebook):
    run(batch(), Pretending())
    late = "due = 2020-01-01T00:00:00Z\nlate_penalty = 10\n"
    (course.root / "course.toml").write_text(f'title = "Small"\n[policy]\n{late}')
    changed = batch(course=read_course(course.root))
    submitted = datetime(2020, 1, 1, 12, tzinfo=UTC)
    changed._request = dated(changed._request, submitted)
    assert run(changed, Pretending()) == []
    last = gradebook.latest("exercise01_double", "ada")[0]
    assert (last.score, last.adjusted) == (100, 90)
    assert round(changed.tally.average) == 60  # of ada, bob and cem: 90, 0 and 90
    assert last.reason
    assert last.grade
    assert len(gradebook.history("ada", "exercise01_double")) == 2


def test_mark_of_lateness_that_tells_no_time_costs_nothing_and_is_remarked_on(
    batch, course, gradebook
):
    toml = course.root / "course.toml"
    toml.write_text('title = "Small"\n[policy]\ndue = 2020-01-01T00:00:00Z\nlate_penalty = 10\n')
    one = batch(course=read_course(course.root))
    handed = tuple(replace(each, late=each.student == "ada") for each in one._request.handed)
    run(Batch(replace(one._request, handed=handed), gradebook), Pretending())
    found = {entry.student: entry for entry in gradebook.latest("exercise01_double")}
    assert (found["ada"].adjusted, found["cem"].adjusted) == (100, 100)
    assert "marked late" in found["ada"].reason
    assert found["cem"].reason == ""


def dated(request, submitted):
    return replace(
        request, handed=tuple(replace(one, submitted=submitted) for one in request.handed)
    )


def test_policy_that_changed_holds_for_earlier_attempts_that_lie_here_no_more(
    batch, course, gradebook
):
    run(batch(), Pretending())
    (first,) = gradebook.latest("exercise01_double", "ada")
    late = datetime(2020, 1, 1, 12, tzinfo=UTC)
    other = replace(first, attempt=2, submitted=late, digest="f" * 64)
    stranger = replace(other, student="zoe", digest="e" * 64)
    gradebook.add([other, stranger])
    penalty = "due = 2020-01-01T00:00:00Z\nlate_penalty = 10\n"
    (course.root / "course.toml").write_text(f'title = "Small"\n[policy]\n{penalty}')
    for _ in range(2):
        assert run(batch(course=read_course(course.root)), Pretending()) == []
    (last,) = gradebook.latest("exercise01_double", "ada")
    assert (last.attempt, last.score, last.adjusted, last.grade) == (2, 100, 90, first.grade)
    assert len(gradebook.history("ada", "exercise01_double")) == 3
    assert gradebook.history("zoe") == [stranger]


@pytest.mark.parametrize(("attempts", "counts"), [("best", 1), ("last", 2)])
def test_class_report_shows_the_attempt_that_counts_wherever_it_was_graded(
    attempts, counts, batch, course, gradebook
):
    run(batch(), Pretending())
    (first,) = gradebook.latest("exercise01_double", "ada")
    gradebook.add([replace(first, attempt=2, adjusted=10.0, digest="f" * 64)])
    (course.root / "course.toml").write_text(f'title = "x"\n[policy]\nattempts = "{attempts}"\n')
    one = batch(course=read_course(course.root))
    run(one, Pretending())
    (shown,) = [entry for entry in one.counting() if row(entry)[:2] == row(first)[:2]]
    assert shown.attempt == counts
    assert shown.grade == first.grade
    assert bool(one.link(shown)) is (counts == 1)


def test_class_report_has_all_who_have_a_report_whatever_a_call_is_about(batch, gradebook):
    one = batch()
    run(one, Pretending())
    gradebook.add([replace(next(one.counting()), student="zoe", digest="f" * 64)])
    again = batch(fresh=True)
    handed = again._request.handed[:1]
    again = Batch(replace(again._request, handed=handed), gradebook)
    assert run(again, Pretending()) == ["ada"]
    kept = gradebook.latest("exercise01_double") + gradebook.latest("exercise02_square")
    shown = list(again.counting())
    assert shown == [entry for entry in kept if entry.student != "zoe"]
    assert len(shown) == 6
    assert {again.link(entry) for entry in shown if entry.student == "bob"} == {
        "reports/exercise01_double/bob.html",
        "reports/exercise02_square/bob.html",
    }


def test_failure_of_the_grader_takes_no_grade_away_that_was_had(batch):
    run(batch(), Pretending())
    one = batch(fresh=True)
    run(one, Pretending(broken="bob"))
    assert one.tally.failed == 2
    assert None not in {entry.score for entry in one.counting()}


def test_who_watches_is_told_of_every_grade(batch):
    seen = []
    one = batch()
    one.run(lambda _pack, _folder: Pretending(), seen.append)
    assert [tally.graded for tally in seen] == list(range(7))
    assert all(tally.total == 6 for tally in seen)


def test_hand_ins_are_read_when_somebody_can_grade_them(batch):
    one = batch(fresh=True)
    read = []

    class Counting(Pretending):
        def grade(self, jobs):
            yield from super().grade(read.append(job) or job for job in islice(jobs, 2))

    one.run(lambda _pack, _folder: Counting(), lambda _tally: None)
    assert len(read) == 2
