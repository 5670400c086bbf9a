"""The timeline in a real browser: what it links, and how it is built."""

import os
from pathlib import Path

import pytest
from report.samples import PARTIAL

from grader.report import write

GOLDEN = Path(__file__).with_name("golden")
OUTLINE = """root => {
  const lines = [];
  const walk = (element, depth) => {
    const name = [element.localName, ...element.classList].join(".");
    lines.push("  ".repeat(depth) + name);
    for (const child of element.children) walk(child, depth + 1);
  };
  walk(root, 0);
  return lines.join("\\n") + "\\n";
}"""
"""The elements of a part of the page, one a line, with their classes."""


@pytest.fixture
def page(visit, tmp_path):
    path = tmp_path / "report.html"
    write(PARTIAL, path)
    return visit(path).page


def test_failed_test_shows_its_timeline_without_being_asked(page):
    write_up = page.locator("#test-2-run-2")
    assert write_up.get_attribute("open") is None  # one process, nothing to see
    page.locator("#test-2-run-1 > summary").click()
    assert page.locator("#test-2-run-1 .timeline").is_visible()


def test_mark_in_the_picture_leads_to_its_words_and_on_to_the_line(page):
    page.locator("#test-2-run-1 > summary").click()
    page.locator("#test-2-run-1 .timeline a:has(.sleep)").first.click()
    entry = page.locator("li:target")
    entry.wait_for(state="visible")
    assert "Process-2 sleeps" in (entry.text_content() or "")
    entry.locator("a").click()
    assert page.locator("li:target code").text_content() == "    time.sleep(number)"


def test_line_at_fault_leads_to_the_timeline(page):
    page.get_by_role("link", name="on the timeline").first.click()
    entry = page.locator("li:target")
    entry.wait_for(state="visible")
    assert "waits in Queue.get()" in (entry.text_content() or "")


def test_picture_has_tooltips(page):
    title = page.locator("#test-2-run-1 .timeline a:has(.stuck) title").first
    assert "waits in Queue.get()" in (title.text_content() or "")


def test_filter_hides_and_shows_passed_tests(page):
    button = page.get_by_role("button", name="Show lost points only")
    button.click()
    assert page.locator("#test-1").is_hidden()
    button.click()
    assert page.locator("#test-1").is_visible()


@pytest.mark.parametrize(
    ("name", "selector"),
    [("timeline", "#test-2-run-1 .timeline"), ("card", "#test-3"), ("top", "header.top")],
)
def test_structure_is_the_one_that_was_looked_at(page, name, selector):
    """`GOLDEN=write` in the environment writes it anew, after a look at the page."""
    outline = page.locator(selector).evaluate(OUTLINE)
    golden = GOLDEN / f"{name}.txt"
    if os.environ.get("GOLDEN") == "write":
        golden.write_text(outline)
    assert outline == golden.read_text()
