"""The class report: one page that shows how a class did, beside the reports of its students."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grader.files import write_bytes, writing
from grader.report.classroom.place import report_path

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from grader.graded import Entry

__all__ = ["report_path", "write_class_report"]


def write_class_report(
    entries: Iterable[Entry],
    path: Path,
    title: str,
    link: Callable[[Entry], str | None],
    ignored: Sequence[str] = (),
) -> None:
    """Put the page of a class at `path`, whole or not at all.

    `entries` should have one entry for each student and exercise, the one that counts; of several
    the best is shown. `title` is the course's. `link` gives the address of an entry's own report as
    seen from the page, None where there is no such report. `ignored` has a line on each thing that
    was not graded, with the reason.

    The folder must be there. Raises WriteError where the page cannot be written, GraderError where a
    grade is damaged; what lay at `path` before then lies there still.
    """
    # Jinja2 takes a tenth of a second to import, and most commands render nothing.
    from grader.report.classroom.page import build_class_page  # noqa: PLC0415
    from grader.report.classroom.roll import call_roll  # noqa: PLC0415
    from grader.report.classroom.template import fill  # noqa: PLC0415

    page = build_class_page(call_roll(entries, link), title, ignored)
    with writing(path):
        write_bytes(path, fill(page).encode())
