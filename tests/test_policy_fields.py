"""What the files of a course say of dates and late work: what they mean, and each complaint."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from grader.course import Exercise, find_course
from grader.errors import CourseError
from grader.policy import LENIENT, Attempts, Extension, Policy

TOML = "exercises/exercise05_exit_codes/exercise.toml"
TITLE = 'title = "Concurrent Python"\n'
ZONED = TITLE + 'timezone = "Europe/Berlin"\n'
HEAD = 'title = "Exit codes"\nsummary = "Tell how each process ended."\n'
DUE = "due = 2026-12-01T23:59:00+01:00\n"
INSTANT = datetime(2026, 12, 1, 22, 59, tzinfo=UTC)


@pytest.fixture
def read(tmp_path: Path):
    """Reads a course of one exercise, given what its two files say."""

    def read_it(course: str = TITLE, exercise: str = HEAD) -> Exercise:
        folder = tmp_path / "exercises/exercise05_exit_codes"
        folder.mkdir(parents=True, exist_ok=True)
        (tmp_path / "course.toml").write_text(course)
        (folder / "exercise.toml").write_text(exercise)
        return find_course(tmp_path).exercises[0]

    return read_it


def test_a_course_that_says_nothing_asks_for_nothing(read):
    exercise = read()
    assert exercise.policy == LENIENT
    assert (exercise.due, exercise.published) == (None, False)


def test_an_exercise_tells_when_it_is_due_and_whether_it_is_published(read):
    exercise = read(TITLE, HEAD + DUE + "published = true\n")
    assert (exercise.due, exercise.published) == (INSTANT, True)


def test_all_terms_are_read(read):
    terms = (
        '[policy]\ngrace = "15m"\nlate_penalty = 10\nlate_cap = 50.5\n'
        'late_days = 7\nattempts = "last"\n'
    )
    assert read(TITLE + terms).policy == Policy(
        grace=timedelta(minutes=15),
        late_penalty=10.0,
        late_cap=50.5,
        late_days=7,
        attempts=Attempts.LAST,
    )
    assert read(TITLE, HEAD + terms).policy == read(TITLE + terms).policy


def test_an_exercise_overrides_the_course_field_by_field(read):
    course = (
        TITLE + f'[policy]\n{DUE}grace = "1h"\nlate_penalty = 10\n[extensions]\nada = 2\nbob = 1\n'
    )
    own = HEAD + "due = 2026-12-24T12:00:00Z\n[policy]\nlate_penalty = 5\n[extensions]\nada = 9\n"
    assert read(course).policy == Policy(
        due=INSTANT,
        grace=timedelta(hours=1),
        late_penalty=10,
        extensions=(Extension("ada", 2), Extension("bob", 1)),
    )
    assert read(course, own).policy == Policy(
        due=datetime(2026, 12, 24, 12, tzinfo=UTC),
        grace=timedelta(hours=1),
        late_penalty=5,
        extensions=(Extension("bob", 1), Extension("ada", 9)),
    )


def test_a_local_date_is_in_the_course_s_time_zone(read):
    assert read(ZONED, HEAD + "due = 2026-12-01T23:59:00\n").due == INSTANT
    assert read(ZONED, HEAD + "due = 2026-07-01 12:00:00\n").due == datetime(
        2026, 7, 1, 10, tzinfo=UTC
    )


def test_a_date_with_an_offset_is_told_in_the_course_s_time_zone(read):
    due = read(ZONED, HEAD + "due = 2026-12-01T22:59:00Z\n").due
    assert due == INSTANT
    assert due.tzinfo == ZoneInfo("Europe/Berlin")


def test_an_hour_that_clocks_repeat_can_be_written_with_its_offset(read):
    due = read(ZONED, HEAD + "due = 2026-10-25T02:30:00+01:00\n").due
    assert due.astimezone(UTC) == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


def test_an_extension_may_be_a_date_and_a_student_may_have_any_name(read):
    text = HEAD + DUE + '[extensions]\n"Ada Lovelace" = 2026-12-03T12:00:00Z\n'
    assert read(TITLE, text).policy.extensions == (
        Extension("Ada Lovelace", datetime(2026, 12, 3, 12, tzinfo=UTC)),
    )


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (
            "due = 2026-12-01T23:59:00",
            (
                "'due' 2026-12-01T23:59:00 has no time zone: write e.g. 2026-12-01T23:59:00+01:00, "
                'or timezone = "Europe/Berlin" in course.toml'
            ),
        ),
        (
            "due = 2026-12-01",
            (
                "'due' must be a date with a time, not 2026-12-01: "
                "write e.g. due = 2026-12-01T23:59:00+01:00"
            ),
        ),
        (
            'due = "tomorrow"',
            (
                "'due' must be a date with a time, not \"tomorrow\": "
                "write e.g. due = 2026-12-01T23:59:00+01:00"
            ),
        ),
        (
            "due = 0001-01-01T00:00:00+14:00",
            (
                "'due' must be a date that can be reached, not 0001-01-01 00:00:00+14:00: "
                "write e.g. due = 2026-12-01T23:59:00+01:00"
            ),
        ),
        ("published = 1", "'published' must be true or false, not 1: write e.g. published = true"),
        (
            "policy = 1",
            "'policy' must be a table, not 1: write e.g. [policy] and below it late_penalty = 10",
        ),
        (
            f"[policy]\n{DUE}",
            "'policy.due' is unknown: known are grace, late_penalty, late_cap, late_days, attempts",
        ),
        (
            "[policy]\nlate_penalti = 1",
            "'policy.late_penalti' is unknown: did you mean 'policy.late_penalty'?",
        ),
        (
            "[policy]\ngrace = 15",
            (
                "'policy.grace' must be whole minutes or hours as a text, not 15: "
                'write e.g. grace = "15m" or grace = "2h"'
            ),
        ),
        (
            '[policy]\ngrace = "1.5h"',
            (
                "'policy.grace' must be whole minutes or hours as a text, not \"1.5h\": "
                'write e.g. grace = "15m" or grace = "2h"'
            ),
        ),
        (
            "[policy]\nlate_penalty = 101",
            (
                "'policy.late_penalty' must be a number of percent from 0 to 100, not 101: "
                "write e.g. late_penalty = 10"
            ),
        ),
        (
            "[policy]\nlate_cap = nan",
            (
                "'policy.late_cap' must be a number of percent from 0 to 100, not nan: "
                "write e.g. late_cap = 50"
            ),
        ),
        (
            "[policy]\nlate_cap = true",
            (
                "'policy.late_cap' must be a number of percent from 0 to 100, not true: "
                "write e.g. late_cap = 50"
            ),
        ),
        (
            "[policy]\nlate_days = 1.5",
            "'policy.late_days' must be a whole number of days, not 1.5: write e.g. late_days = 7",
        ),
        (
            '[policy]\nattempts = "first"',
            (
                '\'policy.attempts\' must be "best" or "last", not "first": '
                'write e.g. attempts = "best"'
            ),
        ),
        (
            "[extensions]\nada = 3",
            (
                "'extensions' extend nothing: write when all are due, "
                "e.g. due = 2026-12-01T23:59:00+01:00"
            ),
        ),
        (
            f"{DUE}[extensions]\nada = 0",
            (
                "'extensions.ada' must be days or a date with a time, not 0: "
                "write e.g. ada = 3 or ada = 2026-12-01T23:59:00+01:00"
            ),
        ),
        (
            f'{DUE}[extensions]\n"Ada L" = true',
            (
                "'extensions.Ada L' must be days or a date with a time, not true: "
                'write e.g. "Ada L" = 3 or "Ada L" = 2026-12-01T23:59:00+01:00'
            ),
        ),
        (
            f"{DUE}[extensions]\nada = 2025-12-03T12:00:00Z",
            (
                "'extensions.ada' 2025-12-03 12:00:00+00:00 is not after the due date: "
                "give a later date, or the number of days"
            ),
        ),
        (
            f"{DUE}[extensions]\nada = 2026-12-03T12:00:00",
            (
                "'extensions.ada' 2026-12-03T12:00:00 has no time zone: write e.g. "
                '2026-12-03T12:00:00+01:00, or timezone = "Europe/Berlin" in course.toml'
            ),
        ),
    ],
)
def test_each_complaint_names_file_field_and_remedy(read, text, complaint):
    with pytest.raises(CourseError) as caught:
        read(TITLE, HEAD + text)
    assert str(caught.value) == f"{TOML}: {complaint}"


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (
            'timezone = "Europe/Berlim"',
            "'timezone' \"Europe/Berlim\" is unknown: did you mean 'Europe/Berlin'?",
        ),
        ('timezone = "Europe"', "'timezone' \"Europe\" is unknown: did you mean 'Europe/Rome'?"),
        ('timezone = "../x"', "'timezone' \"../x\" is unknown: did you mean 'Europe/Berlin'?"),
        (
            "timezone = 1",
            "'timezone' must be a text, not 1: write e.g. timezone = \"Europe/Berlin\"",
        ),
        (
            "[extensions]\nada = 2026-12-03T12:00:00Z",
            (
                "'extensions.ada' must be a whole number of days above 0, not "
                "2026-12-03 12:00:00+00:00: write e.g. ada = 3, and dates in exercise.toml"
            ),
        ),
        (
            "[policy]\ndue = 2026-12-01T23:59:00",
            (
                "'policy.due' 2026-12-01T23:59:00 has no time zone: write e.g. "
                '2026-12-01T23:59:00+01:00, or timezone = "Europe/Berlin" in course.toml'
            ),
        ),
        (DUE, "'due' is unknown: known are title, limits, timezone, policy, extensions"),
    ],
)
def test_each_complaint_about_the_course_does_so_too(read, text, complaint):
    with pytest.raises(CourseError) as caught:
        read(TITLE + text)
    assert str(caught.value) == f"course.toml: {complaint}"


@pytest.mark.parametrize(
    ("local", "complaint"),
    [
        (
            "2026-03-29T02:30:00",
            "does not exist in Europe/Berlin, where clocks change then: write it with its offset, e.g. 2026-03-29T02:30:00+01:00",
        ),
        (
            "2026-10-25T02:30:00",
            "comes twice in Europe/Berlin, where clocks change then: write it with its offset, e.g. 2026-10-25T02:30:00+02:00",
        ),
    ],
)
def test_a_local_time_that_is_no_moment_or_two_is_complained_of(read, local, complaint):
    with pytest.raises(CourseError) as caught:
        read(ZONED, HEAD + f"due = {local}")
    assert str(caught.value) == f"{TOML}: 'due' {local} {complaint}"
