"""The page of a class of 1,000 in a real browser: what can be clicked, and where it leads."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from gradings import entry, failed, grade
from playwright.sync_api import Page, expect

from grader.grade import Verdict
from grader.report.classroom import write_class_report

from .conftest import Visit, keep_picture, place_of
from .outline import check_outline
from .test_reports import DESK, STANDARD, TELEPHONE

pytestmark = pytest.mark.xdist_group("class")
LARGEST = 3_000_000
"""Bytes of the page at most."""
NUMBERS = """(column) => [...document.querySelectorAll("#students tbody tr")]
  .map(row => row.cells[column].lastChild?.textContent ?? "")"""
"""What stands in a column of the table, the scores that count of scores."""
SHOWN = """() => [...document.querySelectorAll("#students tbody tr:not([hidden]) th")]
  .map(cell => cell.textContent)"""


@pytest.fixture(scope="module")
def opened(classroom, browser) -> Iterator[Visit]:
    """The page, opened once: to lay it out takes long."""
    context = browser.new_context(viewport={"width": DESK, "height": 900})
    seen = Visit(context.new_page(), classroom.path)
    keep_picture(seen.page, "class")
    yield seen
    context.close()


@pytest.fixture
def page(opened) -> Page:
    """The page as it is when it is opened."""
    page = opened.page
    page.locator("#search").fill("")
    head = page.locator("#students thead th").first
    while head.get_attribute("aria-sort") != "ascending":
        head.get_by_role("button").click()
    page.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
    return page


def sorting(page: Page) -> list[str]:
    """How each heading says that the table is sorted by it."""
    heads = page.locator("#students thead th").all()
    return [head.get_attribute("aria-sort") or "" for head in heads]


@pytest.mark.parametrize("column", [1, 16], ids=["sum", "exercise"])
def test_heading_sorts_by_its_points_both_ways(page, column):
    button = page.locator("#students thead button").nth(column)
    for way, sign in (("ascending", 1), ("descending", -1)):
        button.click()
        texts = page.evaluate(NUMBERS, column)
        points = [float(text) * sign for text in texts if text]
        assert len({*points}) > 3
        assert points == sorted(points)
        assert "" not in texts[: len(points)]  # who handed in nothing stands last, either way
        assert sorting(page) == [way if at == column else "" for at in range(17)]


def test_who_has_no_score_stands_last_and_not_among_the_zeros(browser, tmp_path):
    lost = {"verdict": Verdict.GRADER_ERROR, "score": None}
    grades = (
        grade(student="lost", **lost),
        grade(failed(), student="none"),
        grade(student="some"),
        grade(student="some", exercise="exercise07_queue", title="Queues", **lost),
    )
    write_class_report(map(entry, grades), tmp_path / "index.html", "Small", place_of)
    context = browser.new_context()
    page = Visit(context.new_page(), tmp_path / "index.html").page
    for totals in (["0", "60 + ?", "?"], ["60 + ?", "0", "?"]):
        page.locator("#students thead button").nth(1).click()
        assert page.evaluate(NUMBERS, 1) == totals
    context.close()


def test_heading_of_names_sorts_back_to_the_order_in_which_the_page_came(page):
    before = page.evaluate(NUMBERS, 0)
    button = page.locator("#students thead button").first
    button.click()
    assert page.evaluate(NUMBERS, 0) == before[::-1]
    page.locator("#students thead button").nth(1).click()
    assert page.evaluate(NUMBERS, 0) not in (before, before[::-1])
    button.click()
    assert page.evaluate(NUMBERS, 0) == before
    assert len(before) == 1000


@pytest.mark.parametrize(
    ("sought", "part"),
    [
        ("Zoë", "zoë"),
        ("zoe", "zoë"),
        ("NÚÑEZ", "núñez"),
        ("하나", "하나"),
        (" hopper 7", "hopper 7"),
    ],
)
def test_search_finds_names_without_regard_to_case_and_accents(page, classroom, sought, part):
    page.locator("#search").fill(sought)
    expected = {name for name in classroom.students if part in name.casefold()}
    assert 0 < len(expected) < 1000
    assert set(page.evaluate(SHOWN)) == expected
    expect(page.locator("#found")).to_have_text(f"{len(expected)} of 1000")


def test_search_without_a_match_says_so_and_an_empty_one_shows_all(page):
    page.locator("#search").fill("nobody of that name")
    assert page.evaluate(SHOWN) == []
    expect(page.locator("#found")).to_have_text("0 of 1000")
    page.locator("#search").fill("")
    assert len(page.evaluate(SHOWN)) == 1000
    expect(page.locator("#found")).to_be_empty()


def test_what_was_found_stays_found_when_it_is_sorted(page):
    page.locator("#search").fill("Ada")
    found = page.evaluate(SHOWN)
    page.locator("#students thead button").nth(1).click()
    again = page.evaluate(SHOWN)
    assert again != found
    assert sorted(again) == sorted(found)


def test_every_score_leads_to_the_report_of_its_student_and_exercise(page, classroom):
    links = page.evaluate("[...document.querySelectorAll('#students a')].map(link => link.href)")
    files = {path.as_uri() for path in (classroom.path.parent / "reports").rglob("*.html")}
    assert len(links) == len(classroom.entries) > 13_000
    assert set(links) == files
    assert len(links) == len(files)


def test_every_other_link_leads_to_a_place_that_is_there(page):
    broken = page.evaluate(
        "[...document.querySelectorAll('a[href^=\"#\"]')].map(link => link.hash)"
        ".filter(hash => !document.getElementById(hash.slice(1)))"
    )
    assert broken == []
    page.locator(".exercises a").last.click()
    assert page.locator(".exercise:target h2").inner_text().startswith("Delegating")


def test_changed_scores_are_unfolded(page):
    details = page.locator("details.changes")
    assert details.locator("table").is_hidden()
    details.locator("summary").click()
    assert details.locator("tbody tr").count() > 100
    assert details.locator("table").is_visible()
    details.locator("summary").click()


def test_keyboard_searches_and_sorts(page):
    page.locator("#search").focus()
    page.keyboard.type("Grace")
    page.keyboard.press("Tab")  # the table, which scrolls
    assert page.evaluate("document.activeElement.classList.contains('students')")
    for _ in range(2):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert sorting(page)[1] == "ascending"
    page.keyboard.press("Space")
    assert sorting(page)[1] == "descending"
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_what_has_the_focus_is_not_hidden_below_headings_and_names(page):
    hidden = page.evaluate(
        """() => {
          const frame = document.querySelector(".students");
          frame.scrollIntoView({ behavior: "instant", block: "center" });
          const links = [...frame.querySelectorAll("tbody tr:nth-child(30) a")];
          return links.filter(link => {
            // To where its cell lies below the heading and the name.
            frame.scrollTo(link.parentElement.offsetLeft, link.closest("tr").offsetTop);
            link.focus();
            const box = link.getBoundingClientRect();
            const seen = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
            return seen !== link;
          }).length;
        }"""
    )
    assert hidden == 0


def test_page_is_small_asks_for_nothing_and_complains_of_nothing(opened, page, classroom):
    """Whatever was clicked before."""
    assert opened.requests == [page.url.partition("#")[0]] == [classroom.path.as_uri()]
    assert opened.complaints == []
    assert 500_000 < classroom.path.stat().st_size < LARGEST


def test_page_without_scripts_says_and_links_the_same(small_class, visit):
    seen = visit(small_class.path, script=False)
    plain, lively = seen.page, visit(small_class.path).page
    assert plain.locator("#search").is_hidden()
    assert plain.locator("#students button").count() == 0
    for part in ("#students", ".exercise >> nth=0", ".top"):
        texts = [page.locator(part).text_content() for page in (plain, lively)]
        assert texts[0] == texts[1]
        assert len(texts[0]) > 50
    link = plain.locator("#students a").first
    href = link.evaluate("link => link.href")
    link.click()
    assert plain.url == href
    assert seen.complaints == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [TELEPHONE, DESK])
def test_everybody_can_read_it(small_class, visit, width, scheme):
    """Of a class of 1,000 every row is built alike, and to look at each takes minutes."""
    page = visit(small_class.path, width, scheme).page
    page.locator("details.changes").evaluate("details => details.open = true")
    found = Axe().run(page, options=STANDARD)
    assert found.response["violations"] == [], found.generate_report()


@pytest.mark.parametrize("width", [TELEPHONE, 1280])
def test_page_itself_is_not_scrolled_sideways(page, width):
    page.set_viewport_size({"width": width, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") == width
    page.set_viewport_size({"width": DESK, "height": 900})


def test_on_paper_nothing_is_cut_off(small_class, visit):
    page = visit(small_class.path).page
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 700, "height": 1000})
    assert page.evaluate("document.documentElement.scrollWidth") <= 700
    assert page.locator(".students").evaluate("frame => frame.scrollHeight == frame.clientHeight")


@pytest.mark.parametrize(
    ("name", "selector"),
    [
        ("class_top", ".top"),
        ("class_exercises", ".exercises tr >> nth=1"),
        ("class_heading", "#students thead"),
        ("class_student", "#students tr:has(del) >> nth=0"),
        ("class_exercise", "#exercise-1"),
    ],
)
def test_structure_is_the_one_that_was_looked_at(small_class, visit, name, selector):
    check_outline(name, visit(small_class.path).page.locator(selector))
