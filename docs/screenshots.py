"""Makes the pictures of the README: `.venv/bin/python docs/screenshots.py`, in a clone with `.[test]`.

It grades a mistake that the course knows, and a class whose students have handed in such mistakes,
and photographs the reports in Debian's Chromium (`apt install chromium`). Seeds are fixed, so that a
picture changes only where the report does.
"""

import random
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, Page, sync_playwright

from grader.course import find_course
from grader.grading import grade_submission
from grader.report import render
from grader.settings import Settings
from grader.submission import Submission, SubmittedFile

ROOT = Path(__file__).resolve().parents[1]
IMAGES = ROOT / "docs" / "images"
CHROMIUM = "/usr/bin/chromium"
MISTAKE = ROOT / "solutions" / "exercise05_exit_codes" / "wrong" / "patience_per_process.py"
WIDTH, HEIGHT, MARGIN = 1000, 1600, 24
EXERCISES = ("exercise04_daemon", "exercise05_exit_codes", "exercise12_coroutine")
STUDENTS = (
    *("Ada Lovelace", "Alan Turing", "Barbara Liskov", "Donald Knuth", "Edsger Dijkstra"),
    *("Grace Hopper", "John Backus", "Leslie Lamport", "Niklaus Wirth", "Tony Hoare"),
)


def main() -> None:
    """Make all pictures."""
    with sync_playwright() as playwright:
        # Chromium's own sandbox does not work for root; the pages are our own.
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        photograph_report(browser, IMAGES / "report.png")
        photograph_class(browser, IMAGES / "class.png")
        browser.close()


def photograph_report(browser: Browser, path: Path) -> None:
    """Photograph a partial grade: its head, and the test that failed with its timeline."""
    page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
    page.set_content(_report())
    # What stands between the head and the first lost points is left out.
    page.evaluate(
        """() => {
          for (const part of document.querySelectorAll(".overview, .test.good, #code-title"))
            part.style.display = "none";
        }"""
    )
    page.screenshot(path=path, full_page=True, clip=_part(page))


def photograph_class(browser: Browser, path: Path) -> None:
    """Photograph the page of a class, to the end of its table of students."""
    with TemporaryDirectory() as folder:
        hand_in(Path(folder, "class"))
        command = [sys.executable, "-m", "grader", "batch", f"{folder}/class", "--seed", "5"]
        places = ["--out", f"{folder}/out", "--gradebook", f"{folder}/gradebook.sqlite"]
        subprocess.run([*command, *places], cwd=ROOT, check=True)
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        page.goto(f"file://{folder}/out/index.html")
        box = page.locator(".students").first.bounding_box()
        height = box["y"] + box["height"] + MARGIN if box else HEIGHT
        clip = {"x": 0, "y": 0, "width": WIDTH, "height": height}
        page.screenshot(path=path, full_page=True, clip=clip)


def hand_in(folder: Path) -> None:
    """Have each student hand in a reference or a mistake for each exercise, drawn by lot."""
    lot = random.Random(5)  # noqa: S311 - the picture must repeat
    for student in STUDENTS:
        (folder / student).mkdir(parents=True)
        for exercise in EXERCISES:
            solutions = ROOT / "solutions" / exercise
            name = f"{exercise.partition('_')[0]}.py"
            mistakes = sorted((solutions / "wrong").glob("*.py"))
            chosen = lot.choice([*mistakes, *[solutions / name] * (len(mistakes) // 2)])
            shutil.copy(chosen, folder / student / name)


def _report() -> str:
    exercise = find_course(ROOT).exercise("exercise05")
    program = SubmittedFile(exercise.file, MISTAKE.read_bytes())
    submission = Submission("Ada Lovelace", exercise.identifier, exercise.file, (program,))
    return render(grade_submission(exercise, submission, Settings(seed=5)))


def _part(page: Page) -> dict[str, float]:
    """The page from its top to the end of the timeline in the first failed test."""
    box = page.locator(".test.bad .words").first.bounding_box()
    if box is None:
        raise SystemExit(f"{MISTAKE}: its report shows no timeline; choose another mistake")
    return {"x": 0, "y": 0, "width": WIDTH, "height": box["y"] + box["height"] + MARGIN}


if __name__ == "__main__":
    main()
