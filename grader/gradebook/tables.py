"""The tables as the queries see them; `migrations.py` is what makes them.

A row of `entries` is never changed and never deleted; `id` is the order in which they came.
"""

from sqlalchemy import (
    BigInteger,
    Column,
    Double,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    Table,
)

from grader.gradebook.columns import Moment, Words

metadata = MetaData()

versions = Table("gradebook_schema", metadata, Column("version", Integer, nullable=False))

batches = Table(
    "batches",
    metadata,
    Column("identifier", Words, primary_key=True),
    Column("title", Words, nullable=False),
    Column("started", Moment, nullable=False),
)

entries = Table(
    "entries",
    metadata,
    Column("id", BigInteger, primary_key=True),
    Column("identity", Words, nullable=False),
    Column("batch", Words, ForeignKey("batches.identifier"), nullable=False),
    Column("student", Words, nullable=False),
    Column("exercise", Words, nullable=False),
    Column("attempt", BigInteger, nullable=False),
    Column("submitted", Moment),
    Column("verdict", Words, nullable=False),
    Column("score", Double),
    Column("max_score", Double, nullable=False),
    Column("adjusted", Double),
    Column("reason", Words, nullable=False),
    Column("digest", Words, nullable=False),
    Column("origin", Words, nullable=False),
    Column("started", Moment, nullable=False),
    Column("duration", Double, nullable=False),
    Column("grade", LargeBinary, nullable=False),
)
"""`identity` is of one grading: a second copy of it, sent again by a cluster, is not kept."""
