"""A real browser, and a report of each kind to open in it.

`SCREENSHOTS=folder` in the environment keeps a picture of each page that a test has opened, to be
looked at by a human.
"""

import json
import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from gradings import Entry, crowd
from playwright.sync_api import Browser, Page, sync_playwright

from grader.course import find_course
from grader.grade import Grade
from grader.grading import grade_submission
from grader.intake import read_submission
from grader.report import write
from grader.report.classroom import report_path, write_class_report
from grader.settings import Settings

ROOT = Path(__file__).parents[2]
CHROMIUM = Path("/usr/bin/chromium")
SOLUTIONS = ROOT / "solutions"
UNREADABLE = "def supervise(jobs, patience)\n    return {}\n"
HOSTILE = '''\
"""Whatever could hurt a page, in every text that a program has a say in."""

import multiprocessing
import sys
import time

SCRIPT = "<script>document.title = 'owned'</script><img src=x onerror=\\"document.title='owned'\\">"
ODD = "\\x1b[2J\\u202egnp.exe\\ud800".encode("utf-8", "surrogatepass")


def daemon():
    print(SCRIPT)
    sys.stdout.buffer.write(ODD + b"\\xff\\xfe\\n" + b"x" * 100_000)
    sys.stdout.buffer.flush()
    time.sleep(5)


def main(wait=False):
    process = multiprocessing.Process(target=daemon, name=SCRIPT, daemon=True)
    process.start()
    queue = multiprocessing.Queue()
    queue.put(SCRIPT)
    print(queue.get())
    raise RuntimeError(SCRIPT * 20)


if __name__ == "__main__":
    main()
'''
KINDS = {
    "full_marks": "exercise04_daemon/exercise04.py",
    "partial": "exercise05_exit_codes/wrong/hangs_on_stubborn.py",
    "deadlock": "exercise07_queue/wrong/joins_before_draining.py",
    "race": "exercise09_shared_memory/wrong/no_lock.py",
    "coroutine": "exercise13_cooperating_coroutines/wrong/beyond_the_rest.py",
    "syntax_error": UNREADABLE,
    "hostile": HOSTILE,
    "notebook": "exercise05_exit_codes/exercise05.py",
}
"""Kinds of reports: solutions in the course, or texts of programs."""


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Debian's Chromium; on CI, where it is installed, its absence is a failure.

    It does not stay for other tests: it has an event loop running, and hundreds of megabytes.
    """
    if not CHROMIUM.exists():
        complain = pytest.fail if os.environ.get("CI") else pytest.skip
        complain(f"{CHROMIUM} is missing: apt install chromium")
    with sync_playwright() as playwright:
        # Its own sandbox does not work for root; what is opened here was written by us.
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


# Those of one kind on one worker, so that it is graded once.
@pytest.fixture(
    scope="session",
    params=[pytest.param(kind, marks=pytest.mark.xdist_group(kind)) for kind in KINDS],
)
def kind(request: pytest.FixtureRequest) -> str:
    found: str = request.param
    return found


@pytest.fixture(scope="session")
def report(kind: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of a submission of that kind, graded for real."""
    folder = tmp_path_factory.mktemp(kind)
    path = folder / "report.html"
    write(_graded(kind, folder), path)
    return path


def _graded(kind: str, folder: Path) -> Grade:
    name = {"syntax_error": "exercise05", "hostile": "exercise04"}.get(kind, KINDS[kind][:10])
    exercise = find_course(ROOT).exercise(name)
    file = folder / exercise.file
    file.write_text(KINDS[kind])
    if (SOLUTIONS / KINDS[kind][:60].partition("\n")[0]).is_file():
        file.write_bytes((SOLUTIONS / KINDS[kind]).read_bytes())
    if kind == "notebook":
        file = _notebook(file)
    submission = read_submission(file, exercise, "Ada Lovelace")
    return grade_submission(exercise, submission, Settings(seed=7))


def _notebook(program: Path) -> Path:
    """The program as a notebook of three cells."""
    parts = program.read_text().split("\n\n\n")
    texts = [parts[0], "\n\n\n".join(parts[1:-1]), parts[-1]]
    cells = [
        {
            "cell_type": "code", "id": f"cell{number}", "metadata": {}, "outputs": [],
            "execution_count": None, "source": text,
        }
        for number, text in enumerate(texts)
    ]  # fmt: skip
    path = program.with_suffix(".ipynb")
    path.write_text(
        json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})
    )
    return path


@dataclass(frozen=True, slots=True)
class Classroom:
    """The page of a class, and what it was made from."""

    path: Path
    entries: tuple[Entry, ...]

    @property
    def students(self) -> set[str]:
        """The names of all who handed in anything."""
        return {entry.student for entry in self.entries}


@pytest.fixture(scope="session")
def classroom(tmp_path_factory: pytest.TempPathFactory) -> Classroom:
    """1,000 students with 15 exercises, each with the file that its report would lie in."""
    return make_class(tmp_path_factory.mktemp("class"), 1000, 15)


@pytest.fixture(scope="session")
def small_class(tmp_path_factory: pytest.TempPathFactory) -> Classroom:
    """A class just large enough to have all that a page of a class can have."""
    return make_class(tmp_path_factory.mktemp("class"), 30, 2)


def make_class(folder: Path, students: int, exercises: int) -> Classroom:
    """Write the page of a class that is always the same."""
    entries = tuple(crowd(students, exercises))
    for entry in entries:
        report = folder / place_of(entry)
        report.parent.mkdir(parents=True, exist_ok=True)
        report.touch()
    write_class_report(entries, folder / "index.html", "Concurrent Python", place_of)
    return Classroom(folder / "index.html", entries)


def place_of(entry: Entry) -> str:
    return str(report_path(entry.student, entry.exercise))


class Visit:
    """A page that was opened, and what it complained of and asked for meanwhile."""

    def __init__(self, page: Page, path: Path) -> None:
        self.page = page
        self.complaints: list[str] = []
        self.requests: list[str] = []
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", lambda request: self.requests.append(request.url))
        page.goto(path.as_uri())


@pytest.fixture
def visit(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Callable[..., Visit]]:
    """Opens a page: `width` in pixels, `scheme` light or dark, with or without `script`."""
    contexts = []

    def open_page(
        path: Path, width: int = 1100, scheme: str = "light", *, script: bool = True
    ) -> Visit:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if scheme == "dark" else "light",
            java_script_enabled=script,
        )
        contexts.append(context)
        return Visit(context.new_page(), path)

    yield open_page
    for number, context in enumerate(contexts):
        keep_picture(context.pages[0], f"{request.node.name}-{number}")
        context.close()


def keep_picture(page: Page, name: str) -> None:
    """Keep a picture of a page, if somebody wants to look at it."""
    if folder := os.environ.get("SCREENSHOTS"):
        path = Path(folder, re.sub(r"\W+", "-", name)).with_suffix(".png")
        page.screenshot(path=path, full_page=True)


@pytest.fixture
def show(visit: Callable[..., Visit], tmp_path: Path) -> Callable[[Grade], Page]:
    """Writes the report of a grade, and opens it."""

    def written_and_opened(grade: Grade) -> Page:
        path = tmp_path / "report.html"
        write(grade, path)
        return visit(path).page

    return written_and_opened
