"""Why a submission cannot be run, in one sentence for the student."""


class Refusal(Exception):  # noqa: N818  it is the student's mistake, not an error of ours
    """Raised where bad input is found; intake's door turns it into `Submission.problem`."""


def mebibytes(count: int) -> str:
    """Return a number of bytes as a student reads it, e.g. `10 MiB`."""
    return f"{round(count / 1024**2, 1):g} MiB"
