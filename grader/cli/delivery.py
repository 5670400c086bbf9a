"""Where a grade goes besides the terminal: the course's records, `--report`, `--json`, a browser."""

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from grader.cli.boundary import tell
from grader.cli.engine import Engine
from grader.course import Course, Exercise
from grader.errors import UsageError
from grader.exports.grade_json import to_json
from grader.files import write_bytes, write_whole
from grader.grade import Grade
from grader.language import translate as _
from grader.records import keep

STANDARD_OUTPUT = "-"


@dataclass(frozen=True, slots=True)
class Delivery:
    """What the call asks for."""

    report: str | None
    json: str | None
    open_report: bool

    @property
    def takes_output(self) -> bool:
        """Whether standard output is for a file, and the table for standard error."""
        return STANDARD_OUTPUT in (self.report, self.json)

    def check(self, count: int) -> None:
        """Raise UsageError where this cannot be done for `count` grades; before any grading."""
        if count > 1 and (self.report or self.json):
            raise UsageError(_("--report and --json go with one exercise: name only one"))
        if self.report == self.json == STANDARD_OUTPUT:
            raise UsageError(_("--report and --json cannot both be standard output: name a file"))
        for path in (self.report, self.json):
            if path and path != STANDARD_OUTPUT and not Path(path).parent.is_dir():
                folder = Path(path).parent
                raise UsageError(
                    _("the folder {folder} does not exist: make it").format(folder=folder)
                )

    def deliver(
        self, grade: Grade, course: Course, exercise: Exercise, engine: Engine
    ) -> Path | None:
        """Deliver `grade`; return the report that a student can open, None where there is none."""
        json = to_json(grade)

        def write(path: Path) -> None:
            engine.write_report(grade, path)

        report = kept_report(course, exercise, json, write)
        if self.json:
            deliver_file(self.json, lambda path: write_bytes(path, json))
        if self.report:
            deliver_file(self.report, write)
        if self.report not in (None, STANDARD_OUTPUT):
            report = Path(str(self.report))
        if report and self.open_report:
            show(report, engine)
        return report


def kept_report(
    course: Course, exercise: Exercise, json: bytes, write: Callable[[Path], None]
) -> Path | None:
    """Keep the grade in the course's records and return its report, None where that fails."""
    try:
        return keep(course, exercise, json, write).report
    except OSError as error:
        message = _("the grade could not be kept: {reason}: use --report and --json to save it")
        tell(message.format(reason=error.strerror))
        return None


def deliver_file(path: str, write: Callable[[Path], None]) -> None:
    """Have `write` fill the file at `path`, or standard output for `-`."""
    try:
        if path == STANDARD_OUTPUT:
            write_output(write)
        else:
            write_whole(Path(path), write)
    except BrokenPipeError:
        raise
    except OSError as error:
        message = _("{path} cannot be written: {reason}")
        raise UsageError(message.format(path=path, reason=error.strerror)) from error


def write_output(write: Callable[[Path], None]) -> None:
    """Write to standard output what `write` writes to a file."""
    from tempfile import TemporaryDirectory  # noqa: PLC0415  few calls need it

    with TemporaryDirectory() as folder:
        path = Path(folder, "output")
        write(path)
        output = sys.stdout.buffer
        output.write(path.read_bytes())
        output.flush()


def show(report: Path, engine: Engine) -> None:
    """Open the report in a browser, or tell how to."""
    if not engine.open_page(report.absolute().as_uri()):
        tell(_("no browser was found: open {path} yourself").format(path=os.fspath(report)))
