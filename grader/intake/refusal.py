"""Why a submission cannot be run, in one sentence for the student."""

import os

from grader.language import translate as _


class Refusal(Exception):  # noqa: N818  it is the student's mistake, not an error of ours
    """Raised where bad input is found; intake's door turns it into `Submission.problem`."""


def complaint(error: Exception, name: str) -> str:
    """Return what a student is told of an error while the hand-in called `name` was read."""
    match error:
        case PermissionError():
            return _("{name} may not be read: hand it in again").format(name=name)
        case OSError():
            reason = error.strerror or os.strerror(error.errno or 0)
            message = _("{name} cannot be read ({reason}): hand it in again")
            return message.format(name=name, reason=reason)
    return str(error)


def mebibytes(count: int) -> str:
    """Return a number of bytes as a student reads it, e.g. `10 MiB`."""
    return f"{round(count / 1024**2, 1):g} MiB"
