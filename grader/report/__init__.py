"""The report: one HTML page that shows a student what a grade found, and needs nothing else."""

from pathlib import Path

from grader.files import write_bytes
from grader.grade import Grade


def render(grade: Grade) -> str:
    """The page of a grade, as the text of one HTML document without references to elsewhere."""
    # Jinja2 and Pygments take a tenth of a second to import, and most commands render nothing.
    from grader.report.page import build_page  # noqa: PLC0415
    from grader.report.template import fill  # noqa: PLC0415

    return fill(build_page(grade))


def write(grade: Grade, path: Path) -> None:
    """Put the page of a grade at `path`, whole or not at all.

    The folder must be there. Raises `OSError` where the file cannot be written; what lay at
    `path` before then lies there still, and nothing half-written is left beside it.
    """
    write_bytes(path, render(grade).encode())
