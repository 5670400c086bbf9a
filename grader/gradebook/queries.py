"""What is asked of a gradebook, as SQL.

Of several gradings of one attempt the latest counts, and one in which the grader failed only where
there is no other: its failure takes away nothing that was had.
"""

from collections.abc import Collection
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    Subquery,
    case,
    exists,
    func,
    literal,
    or_,
    select,
    union_all,
)

from grader.gradebook.tables import batches, entries

ENTRY = tuple(column for column in entries.c if column.name not in {"id", "identity"})
"""The columns of an `Entry`, in its order."""
LIGHT = (*ENTRY[:-1], literal(b""))
"""The same without the grade, which is most of it."""
COMPARED = ("score", "adjusted", "verdict")
ATTEMPT = (entries.c.student, entries.c.exercise, entries.c.attempt)


def rank(
    *, among: Collection[ColumnElement[Any]], by: Collection[ColumnElement[Any]]
) -> ColumnElement[int]:
    """The place, from 1, that a row has among those that are alike."""
    return func.row_number().over(partition_by=tuple(among), order_by=tuple(by)).label("place")


def standing(
    *conditions: ColumnElement[bool],
    each: Collection[ColumnElement[Any]] = ATTEMPT,
    first: Collection[ColumnElement[Any]] = (),
) -> Subquery:
    """The grading that counts of each attempt, among the rows that fulfil `conditions`.

    Rows that `first` puts in front count more than all others.
    """
    newest = (*first, entries.c.score.is_(None), entries.c.id.desc())
    ranked = (
        select(entries.c.id, entries.c.batch, *ATTEMPT, entries.c.adjusted)
        .add_columns(rank(among=each, by=newest))
        .where(*conditions)
        .subquery()
    )
    return select(ranked).where(ranked.c.place == 1).subquery()


def one_each(attempts: Subquery, *by: ColumnElement[Any]) -> Select[Any]:
    """The first of each student's attempts at each exercise."""
    place = rank(among=(attempts.c.student, attempts.c.exercise), by=by)
    ranked = select(attempts.c.id, place).subquery()
    chosen = select(ranked.c.id).where(ranked.c.place == 1)
    return (
        select(*ENTRY)
        .where(entries.c.id.in_(chosen))
        .order_by(entries.c.exercise, entries.c.student)
    )


def latest(exercise: str | None, student: str | None) -> Select[Any]:
    """Each student's last attempt at each exercise."""
    attempts = standing(*narrowed(exercise, student))
    return one_each(attempts, attempts.c.attempt.desc())


def best(exercise: str | None, student: str | None, last: Collection[str] = ()) -> Select[Any]:
    """Each student's best attempt at each exercise after policies, the first of equal ones.

    At the exercises in `last` it is the last attempt.
    """
    attempts = standing(*narrowed(exercise, student))
    adjusted, number = attempts.c.adjusted, attempts.c.attempt
    recent = case((attempts.c.exercise.in_(last), number), else_=0).desc()
    return one_each(attempts, recent, adjusted.is_(None), adjusted.desc(), number)


def attempts(exercise: str) -> Select[Any]:
    """The grading that counts of every attempt at an exercise, without its grade."""
    counting = standing(entries.c.exercise == exercise)
    return select(*LIGHT).where(entries.c.id.in_(select(counting.c.id)))


def narrowed(exercise: str | None, student: str | None) -> list[ColumnElement[bool]]:
    """The conditions that a call asks for."""
    wanted = ((entries.c.exercise, exercise), (entries.c.student, student))
    return [column == value for column, value in wanted if value is not None]


def history(student: str, exercise: str | None) -> Select[Any]:
    """All gradings of a student, in the order in which they were done."""
    return select(*ENTRY).where(*narrowed(exercise, student)).order_by(entries.c.id)


def students() -> Select[Any]:
    """The names of all students, in order."""
    return select(entries.c.student).distinct().order_by(entries.c.student)


def of_batch(batch: str) -> Select[Any]:
    """All gradings of a batch, in an order that doesn't depend on which was done first."""
    return (
        select(*ENTRY)
        .where(entries.c.batch == batch)
        .order_by(entries.c.exercise, entries.c.student, entries.c.attempt, entries.c.id)
    )


def graded(digests: Collection[str]) -> Select[Any]:
    """The gradings of these jobs that nothing came after, but for those in which grading failed."""
    later = entries.alias("later")
    same = (later.c[column.name] == column for column in ATTEMPT)
    outdated = exists().where(*same, later.c.id > entries.c.id)
    wanted = (entries.c.digest.in_(digests), entries.c.score.is_not(None), ~outdated)
    return select(*ENTRY).where(*wanted)


def of_jobs(digests: Collection[str]) -> Select[Any]:
    """The grading that counts of each of these jobs."""
    counting = standing(entries.c.digest.in_(digests), each=(entries.c.digest,))
    return select(*ENTRY).where(entries.c.id.in_(select(counting.c.id)))


def all_batches() -> Select[Any]:
    """All batches with the number of their entries, the oldest first."""
    count = select(func.count()).where(entries.c.batch == batches.c.identifier).scalar_subquery()
    return select(*batches.c, count).order_by(batches.c.started, batches.c.identifier)


def changes(one: str, other: str) -> Select[Any]:
    """The attempts that differ from one batch to another: the numbers of both gradings, or of one."""
    pairs = side_by_side(one, other)
    before, after = entries.alias("one"), entries.alias("other")
    return (
        select(pairs)
        .outerjoin_from(pairs, before, before.c.id == pairs.c.before)
        .outerjoin(after, after.c.id == pairs.c.after)
        .where(or_(*(before.c[name].is_distinct_from(after.c[name]) for name in COMPARED)))
        .order_by(pairs.c.exercise, pairs.c.student, pairs.c.attempt)
    )


def side_by_side(one: str, other: str) -> Subquery:
    """Every attempt that two batches know, with the number of the grading that counts in each.

    Grouped rather than joined: SQLite would compare every row of one with every row of the other.
    """
    sides = (known_to(one), known_to(other))
    rows = union_all(
        *(select(side, literal(place).label("side")) for place, side in enumerate(sides))
    ).subquery()
    attempt = (rows.c.student, rows.c.exercise, rows.c.attempt)
    before, after = (func.max(case((rows.c.side == place, rows.c.id))) for place in (0, 1))
    pairs = select(*attempt, before.label("before"), after.label("after"))
    return pairs.group_by(*attempt).subquery()


def known_to(batch: str) -> Subquery:
    """Of each attempt the grading that counts in `batch`, else the one that counted when it began.

    What is graded already is no part of a batch, though it knew of it.
    """
    began = select(batches.c.started).where(batches.c.identifier == batch).scalar_subquery()
    earlier = select(batches.c.identifier).where(batches.c.started < began)
    among = or_(entries.c.batch == batch, entries.c.batch.in_(earlier))
    return standing(among, first=(entries.c.batch != batch,))


def numbered(numbers: Collection[int]) -> Select[Any]:
    """The gradings of these numbers, each with its number first."""
    return select(entries.c.id, *ENTRY).where(entries.c.id.in_(numbers))
