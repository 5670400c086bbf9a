from dataclasses import replace

from grader.grade import Outcome, Scheduled
from grader.report.strip import SHOWN, build_strip
from grader.report.words import Tone

from .samples import CALLED, FAILED, PASSED


def _schedules(*outcomes):
    return tuple(Scheduled(4700 + at, outcome) for at, outcome in enumerate(outcomes))


def test_a_test_without_schedules_has_no_strip():
    assert build_strip(PASSED, "exercise09", "run-1") is None


def test_the_first_schedule_that_failed_is_shown_again_by_a_command():
    test = replace(FAILED, schedules=_schedules(Outcome.PASSED, Outcome.FAILED, Outcome.FAILED))
    strip = build_strip(test, "exercise09", "run-1")
    assert strip.summary == "2 of 3 schedules failed"
    assert strip.command == "grade exercise09 --schedule 4701"
    assert [(cell.tone, cell.words) for cell in strip.cells[:2]] == [
        (Tone.GOOD, "schedule 4700: passed"),
        (Tone.BAD, "schedule 4701: not passed"),
    ]


def test_a_test_that_held_under_all_schedules_has_nothing_to_show_again():
    strip = build_strip(
        replace(PASSED, schedules=_schedules(Outcome.PASSED)), "exercise09", "run-1"
    )
    assert (strip.summary, strip.command) == ("0 of 1 schedule failed", "")


def test_very_many_schedules_are_counted_all_and_shown_in_part():
    strip = build_strip(
        replace(PASSED, schedules=_schedules(*[Outcome.PASSED] * (SHOWN + 1))),
        "exercise09",
        "run-1",
    )
    assert len(strip.cells) == SHOWN
    assert strip.summary.endswith(f"of {SHOWN + 1} schedules failed")


def test_the_schedule_whose_run_is_shown_leads_to_it():
    run = replace(CALLED, schedule=4701)
    schedules = _schedules(Outcome.PASSED, Outcome.FAILED, Outcome.FAILED)
    strip = build_strip(replace(FAILED, schedules=schedules, runs=(run,)), "e", "run-1")
    assert [cell.href for cell in strip.cells] == ["", "#run-1", ""]
