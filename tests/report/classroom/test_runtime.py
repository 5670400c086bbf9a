"""How long grading took."""

from gradings import entry, grade

from grader.graded import of_entry
from grader.report.classroom.roll import Result
from grader.report.classroom.runtime import build_runtime


def test_the_usual_and_the_longest_time_are_told_with_whose_that_was():
    durations = {"ada": 0.5, "grace": 1.0, "alan": 60.0}
    results = [
        Result(of_entry(entry(grade(student=name, duration=time))), None)
        for name, time in durations.items()
    ]
    assert [fact.value for fact in build_runtime(results)] == [
        *("1.000\N{NO-BREAK SPACE}s", "60.000\N{NO-BREAK SPACE}s (alan)"),
    ]


def test_nothing_graded_took_no_time():
    assert build_runtime([]) == ()
