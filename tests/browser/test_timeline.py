"""The timeline in a real browser: what it links, and how it is built."""

import pytest
from report.samples import PARTIAL

from .outline import check_outline


@pytest.fixture
def page(show):
    return show(PARTIAL)


def test_run_without_a_timeline_is_closed_until_it_is_asked_for(page):
    assert page.locator("#test-2-run-2").get_attribute("open") is None
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
    page.locator(".code").get_by_role("link", name="on the timeline").first.click()
    entry = page.locator("li:target")
    entry.wait_for(state="visible")
    assert "waits in Queue.get()" in (entry.text_content() or "")


def test_picture_has_tooltips(page):
    title = page.locator("#test-2-run-1 .timeline a:has(.stuck) title").first
    assert "waits in Queue.get()" in (title.text_content() or "")


@pytest.mark.parametrize(("width", "shown"), [(1100, "roomy"), (375, "tight")])
def test_names_stand_beside_a_wide_picture_and_above_the_lanes_of_a_narrow_one(page, width, shown):
    page.set_viewport_size({"width": width, "height": 900})
    page.locator("#test-2-run-1 > summary").click()
    names = page.locator("#test-2-run-1 .names")
    visible = [one.get_attribute("class") for one in names.all() if one.is_visible()]
    assert visible == [f"names {shown}"]
    texts = page.locator(f"#test-2-run-1 .names.{shown} text").all_text_contents()
    assert texts[0].startswith("MainProcess")
    assert len(texts) == 4


def test_names_stay_in_sight_when_the_picture_is_scrolled(page):
    page.set_viewport_size({"width": 375, "height": 900})
    page.locator("#test-2-run-1 > summary").click()
    frame = page.locator("#test-2-run-1 .wide").first
    assert frame.evaluate("frame => { frame.scrollLeft = 9999; return frame.scrollLeft; }") > 0
    name, box = page.locator(".names text:visible").first.bounding_box(), frame.bounding_box()
    assert box["x"] <= name["x"] < box["x"] + box["width"] / 2


@pytest.mark.parametrize(
    ("name", "selector"),
    [("timeline", "#test-2-run-1 .picture"), ("card", "#test-3"), ("top", "header.top")],
)
def test_structure_is_the_one_that_was_looked_at(page, name, selector):
    check_outline(name, page.locator(selector))
