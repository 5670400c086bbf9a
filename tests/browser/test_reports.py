"""Reports of every kind in a real browser: closed, whole, readable on a telephone, for everybody."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page
from report.samples import PARTIAL

from grader.report import write

from .conftest import Visit, keep_picture

STANDARD = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
TELEPHONE, DESK = 375, 1100
TYPICAL = 300_000
"""Bytes of a report at most."""
OPEN_ALL = "document.querySelectorAll('details').forEach(each => each.open = true)"
OPEN_SOME = """[...document.querySelectorAll("details.run")].slice(0, 2).forEach(run =>
  [run.closest("details.test"), run, ...run.querySelectorAll("details")]
    .forEach(each => each && (each.open = true)))"""
"""Two runs, which are built as all are; to look at each element of all takes half a minute."""
FETCH = """async ([origin, count]) => {
  const blocked = [];
  const all = new Promise(done => addEventListener("securitypolicyviolation", event => {
    if (blocked.push(event.effectiveDirective.replace(/-(elem|attr)$/, "")) === count) done();
  }));
  for (const [name, values] of [
    ["img", { src: origin + "/a.png" }],
    ["script", { src: origin + "/a.js" }],
    ["link", { rel: "stylesheet", href: origin + "/a.css" }],
    ["iframe", { src: origin + "/a.html" }],
    ["script", { textContent: "document.title = 'owned'" }],
    ["style", { textContent: "body { display: none }" }],
  ]) document.body.append(Object.assign(document.createElement(name), values));
  document.body.setAttribute("onclick", "document.title = 'owned'");
  document.body.click();
  await fetch(origin + "/a.json").catch(() => {});
  await Promise.race([all, new Promise(done => setTimeout(done, 10_000))]);
  return blocked.sort();
}"""
"""Tries to load everything from elsewhere, and to add a script, a style and a handler."""
SAID = """() => {
  const main = document.querySelector("main").cloneNode(true);
  main.querySelectorAll("svg title").forEach(title => title.remove());
  return main.textContent;
}"""
"""The text of a page without tooltips, which repeat the timeline's words."""


@pytest.fixture(scope="module")
def seen(report, browser, kind) -> Iterator[Visit]:
    """The report of a kind, opened once for all that is asked of it."""
    context = browser.new_context()
    opened = Visit(context.new_page(), report)
    keep_picture(opened.page, kind)
    yield opened
    context.close()


@pytest.fixture
def page(seen) -> Page:
    """The report on a desk, as it is when it is opened."""
    seen.page.emulate_media(media="screen", color_scheme="light")
    seen.page.set_viewport_size({"width": DESK, "height": 900})
    seen.page.goto(seen.page.url.partition("#")[0])
    return seen.page


def test_nothing_of_a_submission_runs_in_the_page(page):
    assert "owned" not in page.title().replace("'owned'", "")
    assert page.locator("script").count() == 1
    assert page.locator("img, iframe, object, link, base").count() == 0


@pytest.mark.parametrize(("width", "scheme"), [(TELEPHONE, "light"), (DESK, "dark")])
def test_everybody_can_read_it(page, width, scheme):
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    page.evaluate(OPEN_SOME)
    found = Axe().run(page, options=STANDARD)
    assert found.response["violations"] == [], found.generate_report()


def test_telephone_needs_no_scrolling_sideways(page):
    page.set_viewport_size({"width": TELEPHONE, "height": 900})
    page.evaluate(OPEN_ALL)
    assert page.evaluate("document.documentElement.scrollWidth") == TELEPHONE


def test_every_link_leads_somewhere_in_the_page(page):
    links = page.evaluate(
        "[...document.querySelectorAll('a')].map(link => link.getAttribute('href'))"
    )
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(element => '#' + element.id)")
    assert links
    assert set(links) <= set(ids)


def test_what_a_link_leads_to_is_shown(page):
    """Whatever is closed around it."""
    links = page.evaluate(
        "[...new Set([...document.querySelectorAll('main a')].map(link => link.hash"
        " ?? link.href.baseVal))]"
    )
    for link in links[:3] + links[-3:]:
        page.evaluate("hash => location.hash = hash", link)
        page.locator(link).wait_for(state="visible")


def test_page_without_scripts_says_the_same(report, page, visit):
    without = visit(report, script=False).page
    assert without.evaluate(SAID) == page.evaluate(SAID)
    assert len(page.evaluate(SAID)) > 100
    assert without.locator("button:visible").count() == 0


def test_on_paper_nothing_is_cut_off(page):
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 700, "height": 1000})
    page.evaluate(OPEN_ALL)
    assert page.evaluate("document.documentElement.scrollWidth") <= 700


def test_page_asks_for_nothing_and_complains_of_nothing(page, seen, report):
    """Whatever was done with it before."""
    page.evaluate(OPEN_ALL)
    assert {*seen.requests} == {report.as_uri()}
    assert seen.complaints == []


def test_report_is_small(report):
    assert report.stat().st_size < TYPICAL


@pytest.mark.parametrize("kind_of_page", ["report", "class"])
def test_policy_forbids_everything_from_elsewhere(kind_of_page, visit, tmp_path, small_class):
    path = small_class.path
    if kind_of_page == "report":
        path = tmp_path / "report.html"
        write(PARTIAL, path)
    page = visit(path).page
    forbidden = ["connect-src", "frame-src", "img-src", *["script-src"] * 3, *["style-src"] * 2]
    assert page.evaluate(FETCH, ["https://elsewhere.invalid", len(forbidden)]) == forbidden
    assert page.title() != "owned"
    assert page.locator("body").is_visible()
