"""What can be clicked in the cards of tests, and how they are built."""

from dataclasses import replace

import pytest
from playwright.sync_api import expect
from report.samples import DEADLOCKED, FAILED, PARTIAL, PASSED, SMALL

from grader.grade import Explanation, Outcome, Scheduled
from grader.runs.ending import Ending
from grader.runs.trace import Place, Run, Step

from .outline import check_outline

STEP = Step(
    *(1, "worker", "send", "3", "yielded", "9", (Place("exercise05.py", 14, "worker"),)),
    *(False, 2, "MainProcess", 0.0, 1, Place("exercise05.py", 25, "main")),
)
SCHEDULED = replace(
    FAILED,
    runs=(replace(DEADLOCKED, schedule=2),),
    schedules=tuple(Scheduled(seed, Outcome.FAILED) for seed in (1, 2, 3)),
)
TIMED = replace(
    SMALL,
    explanation=Explanation(
        "It ended too late.",
        expected="0.0 s  child: Start\n3.0 s  main process: end",
        seen="0.0 s  child: Start\n5.0 s  main process: end",
    ),
)
STEPPED = replace(SMALL, runs=(Run(Ending.FINISHED, 0, steps=(STEP,) * 30),))
GRADE = replace(PARTIAL, tests=(PASSED, FAILED, SCHEDULED, TIMED, STEPPED))


@pytest.fixture
def page(show):
    return show(GRADE)


def test_passed_test_is_unfolded_by_a_click_and_by_the_keyboard(page):
    card = page.locator("#test-1")
    run = card.locator(".run > summary")
    assert run.is_hidden()
    card.locator("> summary").click()
    assert run.is_visible()
    card.locator("> summary").press("Enter")
    assert run.is_hidden()


def test_overview_leads_to_a_test_and_unfolds_it(page):
    page.locator(".overview a").first.click()
    assert page.locator("#test-1 .run > summary").is_visible()
    assert page.locator("#test-1:target").count() == 1


def test_message_leads_to_the_code_and_the_code_back_to_the_message(page):
    page.locator("#test-2 .look a").last.click()  # its moment on the timeline
    assert "waits in Queue.get()" in page.locator("li:target").inner_text()
    page.locator("#test-2 .look").get_by_role("link", name="line 31").click()
    line = page.locator(".code > li:target")
    assert "queue.get()" in line.locator("code").inner_text()
    line.get_by_role("link").first.click()
    assert page.locator("#test-2:target").is_visible()


def test_cell_of_a_schedule_leads_to_the_run_under_it(page):
    cells = page.locator("#test-3 .strip li")
    links = page.locator("#test-3 .strip a")
    assert (cells.count(), links.count()) == (3, 1)
    page.locator("#test-3 .run > summary").click()
    links.click()
    run = page.locator(".run:target")
    assert "under schedule 2" in run.locator("> summary").inner_text()
    assert run.locator(".timeline").is_visible()


def test_expected_and_seen_stand_above_each_other(page):
    marks = page.locator("#test-4 .timeline use").all()
    begin, late = [[one.bounding_box() for one in marks][at] for at in (0, 2)]
    assert begin["x"] == late["x"]
    assert begin["y"] < late["y"]


def test_long_table_is_scrolled_by_the_keyboard(page):
    box = page.locator("#test-5 .tall")
    assert box.bounding_box()["height"] < 500
    box.evaluate("box => box.addEventListener('scroll', () => box.dataset.moved = 'yes')")
    box.focus()
    page.keyboard.press("End")
    expect(box).to_have_attribute("data-moved", "yes")


def test_filter_hides_and_shows_passed_tests(page):
    button = page.get_by_role("button", name="Show lost points only")
    button.click()
    assert page.locator("#test-1").is_hidden()
    assert page.locator(".overview tbody tr:visible").count() == len(GRADE.tests) - 1
    button.click()
    assert page.locator("#test-1").is_visible()


def test_link_to_a_hidden_test_shows_it(page):
    page.get_by_role("button", name="Show lost points only").click()
    page.evaluate("location.hash = '#test-1'")
    page.locator("#test-1").wait_for(state="visible")


@pytest.mark.parametrize(
    ("name", "selector"),
    [
        ("folded", "#test-1"),
        ("explained", "#test-2 > :not(.run)"),
        ("strip", "#test-3 .strip"),
        ("stories", "#test-4 .picture"),
        ("steps", "#test-5 .steps tr >> nth=1"),
        ("line", ".code > .fault >> nth=1"),
    ],
)
def test_structure_is_the_one_that_was_looked_at(page, name, selector):
    check_outline(name, *page.locator(selector).all())
