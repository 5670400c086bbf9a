"""What a file for a learning platform says to a student: sentences, one below the other."""

from grader.graded import Graded, GradedTest
from grader.language import translate as _


def said_of_submission(graded: Graded) -> str:
    """Return what concerns the submission as a whole; empty where there is nothing to say."""
    return "\n".join(filter(None, (graded.problem, *graded.notes, graded.reason)))


def said_of_test(test: GradedTest) -> str:
    """Return why points were lost and what to look at next; empty for a passed test."""
    if test.passed:
        return ""
    hint = _("Hint: {hint}").format(hint=test.hint) if test.hint else ""
    return "\n".join(filter(None, (test.message, hint)))
