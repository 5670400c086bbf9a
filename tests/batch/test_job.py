from dataclasses import replace

from batch.conftest import SETTINGS
from grader.batch.job import give_up, grade_jobs, make_job
from grader.course import read_course


def test_digest_tells_apart_all_that_a_grade_depends_on(job):
    one = job("right")
    alike = one.submission
    others = [
        job("wrong"),
        job("right", student="bob"),
        job("right", attempt=2),
        make_job(alike, 1, replace(SETTINGS, seed=12), "tests"),
        make_job(alike, 1, SETTINGS, "other tests"),
        make_job(replace(alike, notes=("left out",)), 1, SETTINGS, "tests"),
    ]
    assert job("right").digest == one.digest
    assert len({one.digest, *(other.digest for other in others)}) == 1 + len(others)


def test_jobs_of_an_exercise_are_graded_in_one_session_each_with_its_report(job, folder):
    finished = []
    jobs = [job("right"), job("wrong", "bob"), job("broken", "cem")]
    grade_jobs(read_course(folder), jobs, finished.append)
    assert [one.digest for one in finished] == [one.digest for one in jobs]
    assert [one.verdict for one in finished] == ["accepted", "partial", "rejected"]
    assert [one.score for one in finished] == [100, 40, 0]
    for one, student in zip(finished, ("ada", "bob", "cem"), strict=True):
        assert student.encode() in one.report
        assert f'"student": "{student}"'.encode() in one.grade


def test_job_that_breaks_the_grader_has_no_score(job, course):
    finished = give_up(course, job("right"), "it broke", "where it broke")
    assert (finished.verdict, finished.score, finished.details) == (
        "grader_error",
        None,
        ("where it broke",),
    )
    assert b"it broke" in finished.grade
    assert b"where it broke" not in finished.grade + finished.report


def test_files_on_which_the_grader_broke_are_not_looked_at_again(job, course):
    hostile = replace(job("right").submission, files=(None,))
    finished = give_up(
        course, replace(job("right"), submission=hostile), "it broke", "where it broke"
    )
    assert finished.verdict == "grader_error"
