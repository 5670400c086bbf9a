"""Where the report of one student lies, beside the page of the class."""

import hashlib
import re
import unicodedata
from pathlib import Path, PurePosixPath

FOLDER = "reports"
LONGEST = 48
"""Characters of a name that its file's name keeps."""
HARMLESS = re.compile(rf"[a-z0-9][a-z0-9_]{{0,{LONGEST - 1}}}")
DEVICES = re.compile(r"con|prn|aux|nul|com[0-9]|lpt[0-9]")
"""Names that Windows keeps for itself
(https://learn.microsoft.com/en-us/windows/win32/fileio/naming-a-file)."""


def report_path(student: str, exercise: str, attempt: int = 1) -> PurePosixPath:
    """Return the path of a report: `reports/exercise05_exit_codes/ada.html`.

    It is relative, lies in the folder `reports` whatever the names are, and is another one for
    every other student, exercise or attempt, also where systems know no capital letters.
    """
    again = "" if attempt == 1 else f".{attempt}"
    return PurePosixPath(FOLDER, file_name(exercise), f"{file_name(student)}{again}.html")


def reported(folder: Path, exercise: str) -> set[str]:
    """Return the file names of the students of whom `folder` has a report of any attempt."""
    reports = folder / FOLDER / file_name(exercise)
    return {path.name.partition(".")[0] for path in reports.glob("*.html")}


def file_name(name: str) -> str:
    """Return `name` if it is harmless, else what is harmless in it and a digest of it.

    A harmless name has no hyphen, so it can't be what another name becomes. None has a dot.
    """
    if HARMLESS.fullmatch(name) and not DEVICES.fullmatch(name):
        return name
    digest = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    kept = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:LONGEST]
    return f"{kept or 'student'}-{digest}"
