"""A student's failure, on its way out of a hidden test."""

from grader.grade import Explanation


class StudentFailure(Exception):  # noqa: N818 - not an error of the grader's
    """Ends a hidden test: the submission did not do what it should."""

    def __init__(self, explanation: Explanation) -> None:
        super().__init__(explanation.summary)
        self.explanation = explanation
