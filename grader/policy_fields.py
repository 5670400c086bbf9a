"""What `course.toml` and `exercise.toml` say of dates, late work and attempts.

`[policy]` of `course.toml` has what holds for all exercises, that of `exercise.toml` what one has of
its own. `due` stands at the head of `exercise.toml`, extensions in `[extensions]` of either.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta, tzinfo
from typing import Any

from grader.errors import CourseError
from grader.policy import LENIENT, Attempts, Extension, Policy, moment
from grader.toml_page import LARGEST, Page, nearest, shown

COURSE_FIELDS = ("timezone", "policy", "extensions")
EXERCISE_FIELDS = ("due", "published", "policy", "extensions")
TERMS = ("grace", "late_penalty", "late_cap", "late_days", "attempts")
GRACE = re.compile(r"(?P<number>[0-9]{1,4})(?P<unit>[mh])")
DUE = "2026-12-01T23:59:00+01:00"
ZONE = "Europe/Berlin"
MOST_DAYS = 3660
"""Ten years: a longer extension is a slip of the hand, and dates end in the year 9999."""
PERCENTAGES = {"late_penalty": 10, "late_cap": 50}
"""The fields in percent, with what is written there for an example."""
ALL = 100


def read_zone(page: Page) -> tzinfo | None:
    """Return the time zone of the course, None where it names none."""
    if "timezone" not in page.content:
        return None
    name = page.text("timezone", ZONE)
    from zoneinfo import ZoneInfo, available_timezones  # noqa: PLC0415  few courses need it

    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # the last for a folder of zones, as in "Europe"
        known = tuple(sorted(available_timezones()))
    if not known:
        raise CourseError(
            f"{page.place}: 'timezone' cannot be looked up: this machine has no time zones: "
            "pip install tzdata"
        )
    near = nearest(name, known) or ZONE
    raise CourseError(f"{page.place}: 'timezone' \"{name}\" is unknown: did you mean '{near}'?")


def read_course_policy(page: Page, zone: tzinfo | None) -> Policy:
    """Return what holds for all exercises of a course."""
    table = page.table("policy", "late_penalty = 10")
    page.allow(table, ("due", *TERMS), prefix="policy.")
    policy = replace(LENIENT, **read_terms(page, table))
    if "due" in table:
        policy = replace(policy, due=read_moment(page, "policy.due", table["due"], zone))
    given = page.table("extensions", "alice = 3")
    return replace(
        policy, extensions=tuple(read_days(page, student, given[student]) for student in given)
    )


def read_exercise_policy(page: Page, defaults: Policy, zone: tzinfo | None) -> Policy:
    """Return `defaults` with what the page of one exercise overrides."""
    table = page.table("policy", "late_penalty = 10")
    page.allow(table, TERMS, prefix="policy.")
    policy = replace(defaults, **read_terms(page, table))
    if "due" in page.content:
        policy = replace(policy, due=read_moment(page, "due", page.content["due"], zone))
    own = read_extensions(page, policy.due, zone)
    named = {extension.student for extension in own}
    kept = tuple(one for one in defaults.extensions if one.student not in named)
    return replace(policy, extensions=kept + own)


def read_terms(page: Page, table: Mapping[str, Any]) -> dict[str, Any]:
    """Return those of the terms of late work that `table` sets."""
    terms: dict[str, Any] = {}
    for field, value in table.items():
        match field:
            case "grace":
                terms[field] = read_grace(page, value)
            case "late_penalty" | "late_cap":
                terms[field] = read_percent(page, field, value)
            case "late_days":
                terms[field] = read_late_days(page, value)
            case "attempts":
                terms[field] = read_attempts(page, value)
    return terms


def read_grace(page: Page, value: object) -> timedelta:
    """Return minutes or hours."""
    found = GRACE.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        wanted = "whole minutes or hours as a text"
        raise page.wrong("policy.grace", wanted, value, 'grace = "15m" or grace = "2h"')
    number = int(found["number"])
    return timedelta(hours=number) if found["unit"] == "h" else timedelta(minutes=number)


def read_percent(page: Page, field: str, value: object) -> float:
    """Return a share of the most that can be had."""
    if type(value) in (int, float) and 0 <= value <= ALL:  # type: ignore[operator]
        return float(value)  # type: ignore[arg-type]
    wanted = "a number of percent from 0 to 100"
    raise page.wrong(f"policy.{field}", wanted, value, f"{field} = {PERCENTAGES[field]}")


def read_late_days(page: Page, value: object) -> int:
    """Return after how many days nothing counts."""
    if type(value) is int and 0 <= value <= LARGEST:
        return value
    raise page.wrong("policy.late_days", "a whole number of days", value, "late_days = 7")


def read_attempts(page: Page, value: object) -> Attempts:
    """Return which attempt counts."""
    if isinstance(value, str) and value in tuple(Attempts):
        return Attempts(value)
    raise page.wrong("policy.attempts", '"best" or "last"', value, 'attempts = "best"')


def read_moment(page: Page, field: str, value: object, zone: tzinfo | None) -> datetime:
    """Return a date with time, in the course's time zone where it has one."""
    name = field.rpartition(".")[2]
    if not isinstance(value, datetime):
        raise page.wrong(field, "a date with a time", value, f"{name} = {DUE}")
    try:
        return localised(page, field, value, zone)
    except OverflowError:
        raise page.wrong(field, "a date that can be reached", value, f"{name} = {DUE}") from None


def localised(page: Page, field: str, value: datetime, zone: tzinfo | None) -> datetime:
    """Return `value` in `zone`; raise CourseError where that is none, or two, or no moment."""
    if value.tzinfo is not None:
        moment(value)
        return value if zone is None else value.astimezone(zone)
    written = value.isoformat()
    if zone is None:
        raise CourseError(
            f"{page.place}: '{field}' {written} has no time zone: write e.g. {written}+01:00, "
            f'or timezone = "{ZONE}" in course.toml'
        )
    early, late = (value.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    if early.utcoffset() == late.utcoffset():
        return early
    there = moment(early).astimezone(zone).replace(tzinfo=None) == value
    problem = "comes twice in" if there else "does not exist in"
    raise CourseError(
        f"{page.place}: '{field}' {written} {problem} {zone}, where clocks change then: "
        f"write it with its offset, e.g. {early.isoformat()}"
    )


def read_days(page: Page, student: str, value: object) -> Extension:
    """Return an extension of the whole course: days only, since each exercise has its own date."""
    if type(value) is int and 0 < value <= MOST_DAYS:
        return Extension(student, value)
    example = f"{key(student)} = 3, and dates in exercise.toml"
    raise page.wrong(f"extensions.{student}", "a whole number of days above 0", value, example)


def read_extensions(page: Page, due: datetime | None, zone: tzinfo | None) -> tuple[Extension, ...]:
    """Return the extensions that the page of an exercise gives."""
    given = page.table("extensions", "alice = 3")
    if given and due is None:
        raise CourseError(
            f"{page.place}: 'extensions' extend nothing: write when all are due, e.g. due = {DUE}"
        )
    return tuple(read_extension(page, student, given[student], due, zone) for student in given)


def read_extension(
    page: Page, student: str, value: object, due: datetime | None, zone: tzinfo | None
) -> Extension:
    """Return one extension: days, or a date after the due date."""
    field = f"extensions.{student}"
    if type(value) is int and 0 < value <= MOST_DAYS:
        return Extension(student, value)
    if not isinstance(value, datetime):
        wanted = "days or a date with a time"
        raise page.wrong(field, wanted, value, f"{key(student)} = 3 or {key(student)} = {DUE}")
    until = read_moment(page, field, value, zone)
    if due is not None and moment(until) <= moment(due):
        raise CourseError(
            f"{page.place}: '{field}' {shown(value)} is not after the due date: "
            "give a later date, or the number of days"
        )
    return Extension(student, until)


def key(student: str) -> str:
    """Return a name as TOML has it on the left of a `=`."""
    return student if re.fullmatch(r"[A-Za-z0-9_-]+", student) else f'"{student}"'
