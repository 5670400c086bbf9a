"""Makes the pictures of the README: `.venv/bin/python docs/screenshots.py`, in a clone with `.[test]`.

It grades a mistake that the course knows, and photographs the report in Debian's Chromium
(`apt install chromium`). The seed is fixed, so that a picture changes only where the report does.
"""

from pathlib import Path

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


def main() -> None:
    """Make all pictures."""
    with sync_playwright() as playwright:
        # Chromium's own sandbox does not work for root; the pages are our own.
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        photograph_report(browser, IMAGES / "report.png")
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
