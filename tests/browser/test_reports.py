"""Reports of every kind in a real browser: closed, whole, readable on a telephone, for everybody."""

import pytest
from axe_playwright_python.sync_playwright import Axe

STANDARD = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
TELEPHONE, DESK = 375, 1100
TYPICAL = 300_000
"""Bytes of a report at most."""
OPEN_ALL = "document.querySelectorAll('details').forEach(each => each.open = true)"
OPEN_SOME = """[...document.querySelectorAll("details.run")].slice(0, 2).forEach(
  run => [run, ...run.querySelectorAll("details")].forEach(each => each.open = true))"""
"""Two runs, which are built as all are; to look at each element of all takes half a minute."""


def test_page_asks_for_nothing_and_complains_of_nothing(report, visit):
    seen = visit(report)
    seen.page.evaluate(OPEN_ALL)
    assert seen.requests == [report.as_uri()]
    assert seen.complaints == []


def test_nothing_of_a_submission_runs_in_the_page(report, visit):
    seen = visit(report)
    assert "owned" not in seen.page.title().replace("'owned'", "")
    assert seen.page.locator("script").count() == 1
    assert seen.page.locator("img, iframe, object, link, base").count() == 0


@pytest.mark.parametrize(("width", "scheme"), [(TELEPHONE, "light"), (DESK, "dark")])
def test_everybody_can_read_it(report, visit, width, scheme):
    page = visit(report, width, scheme).page
    page.evaluate(OPEN_SOME)
    found = Axe().run(page, options=STANDARD)
    assert found.response["violations"] == [], found.generate_report()


def test_telephone_needs_no_scrolling_sideways(report, visit):
    page = visit(report, TELEPHONE).page
    page.evaluate(OPEN_ALL)
    assert page.evaluate("document.documentElement.scrollWidth") == TELEPHONE


def test_every_link_leads_somewhere_in_the_page(report, visit):
    page = visit(report).page
    broken = page.evaluate(
        "[...document.querySelectorAll('a')].map(link => link.getAttribute('href'))"
        ".filter(href => !href.startsWith('#') || !document.getElementById(href.slice(1)))"
    )
    assert broken == []


def test_what_a_link_leads_to_is_shown(report, visit):
    """Whatever is closed around it."""
    page = visit(report).page
    links = page.evaluate(
        "[...new Set([...document.querySelectorAll('main a')].map(link => link.hash"
        " ?? link.href.baseVal))]"
    )
    for link in links[:3] + links[-3:]:
        page.evaluate("hash => location.hash = hash", link)
        page.locator(link).wait_for(state="visible")


def test_page_without_scripts_says_the_same(report, visit):
    with_script, without = (visit(report, script=on).page for on in (True, False))
    said = [page.locator("main").text_content() or "" for page in (without, with_script)]
    assert len(said[0]) > 100
    # Tooltips repeat the timeline's words, and nothing else.
    assert said[1].startswith(said[0][:50])
    assert without.locator("#filter").count() == 0 or without.locator("#filter").is_hidden()


def test_report_is_small(report):
    assert report.stat().st_size < TYPICAL


def test_on_paper_nothing_is_cut_off(report, visit):
    page = visit(report).page
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 700, "height": 1000})
    assert page.evaluate("document.documentElement.scrollWidth") <= 700
