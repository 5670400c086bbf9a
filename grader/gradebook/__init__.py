"""The gradebook: every grading ever done, appended and never changed, in SQLite or PostgreSQL.

SQLAlchemy takes a fifth of a second to import: commands import this package when they need it.
"""

from grader.gradebook.book import Gradebook
from grader.gradebook.entry import Batch, Change, Entry, TestChange
from grader.gradebook.trouble import GradebookError, WrongGradebookError

__all__ = [
    "Batch",
    "Change",
    "Entry",
    "Gradebook",
    "GradebookError",
    "TestChange",
    "WrongGradebookError",
]
