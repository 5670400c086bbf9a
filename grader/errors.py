"""What can go wrong that is not the student's doing.

A student's failure is data (an outcome, an ending); only the grader's own trouble is raised.
"""


class GraderError(Exception):
    """The grader itself failed; never the student's fault, and never a zero."""


class UsageError(GraderError):
    """The call was wrong: an unknown exercise, an unreadable file, an empty file."""


class CourseError(UsageError):
    """A course or an exercise is described wrongly; the message names file, field and remedy."""


class CrowdedError(GraderError):
    """A program lost its time to another one of the same user; it has to be graded again."""


class SandboxError(GraderError):
    """A sandbox could not be built, or broke without the student's doing."""


class NotBegunError(SandboxError):
    """A sandbox broke before it had begun a run, when nothing of the program was alive in it."""
