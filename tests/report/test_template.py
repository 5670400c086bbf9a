import base64
import hashlib
import re
from dataclasses import fields, is_dataclass, replace
from itertools import pairwise

import pytest

from grader.report import render
from grader.report.template import TEMPLATES, policy

from . import samples
from .parsing import Document

HOSTILE = "<script>alert(1)</script>\"'&{{ 7 * 7 }}\x1b[31m\u202e\ud800"
GRADES = [samples.PARTIAL, samples.ACCEPTED, samples.REJECTED, samples.GRADER_ERROR]


def _poisoned(value):
    """The value with hostile text wherever it holds text.

    That is not in file names and enums, nor in actions, which are decoded as words of a list.
    """
    if type(value) is str:
        return HOSTILE
    if isinstance(value, tuple):
        return tuple(map(_poisoned, value))
    if is_dataclass(value):
        texts = {field.name for field in fields(value)} - {"action"}
        return replace(value, **{name: _poisoned(getattr(value, name)) for name in texts})
    return value


@pytest.mark.parametrize("grade", GRADES, ids=lambda grade: grade.verdict)
class TestEachPage:
    def test_every_id_is_unique_and_every_link_stays_inside(self, grade):
        document = Document(render(grade))
        ids = document.values("id")
        assert len(ids) == len(set(ids))
        assert {link.removeprefix("#") for link in document.values("href")} <= set(ids)
        for name in ("aria-labelledby", "aria-controls"):
            assert set(document.values(name)) <= set(ids)

    def test_nothing_is_loaded_from_elsewhere(self, grade):
        html = render(grade)
        assert Document(html).values("src") == []
        assert not re.search(r"https?:|url\((?!#)|@import|<link|<base|<iframe", html)

    def test_no_style_or_handler_stands_in_an_attribute(self, grade):
        names = {name for _, attributes in Document(render(grade)).tags for name in attributes}
        assert not {name for name in names if name == "style" or name.startswith("on")}

    def test_the_policy_allows_exactly_the_style_and_the_script(self, grade):
        document = Document(render(grade))
        (allowed,) = [value for value in document.values("content") if "default-src" in value]
        for tag in ("style", "script"):
            (text,) = document.inside[tag]
            digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
            assert f"{tag}-src 'sha256-{digest}'" in allowed
        assert "default-src 'none'" in allowed
        assert "unsafe" not in allowed

    def test_headings_go_down_by_one_level(self, grade):
        headings = Document(render(grade)).headings
        assert headings.count(1) == 1
        steps = pairwise(headings)
        assert all(after <= before + 1 for before, after in steps)

    def test_the_page_has_landmarks_and_a_language(self, grade):
        tags = Document(render(grade)).tags
        assert [tag for tag, _ in tags].count("main") == 1
        assert ("html", {"lang": "en"}) in tags

    def test_every_heading_of_a_table_has_a_scope(self, grade):
        assert all("scope" in found for tag, found in Document(render(grade)).tags if tag == "th")

    def test_hostile_text_is_only_text(self, grade):
        html = render(_poisoned(grade))
        document = Document(html)
        assert len(document.inside["script"]) == 1
        assert "<script>alert(1)</script>\"'&{{ 7 * 7 }}⟨ESC⟩[31m⟨U+202E⟩⟨U+D800⟩" in document.shown
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e\ud800-\udfff]", html)


def test_everything_that_was_seen_is_on_the_page():
    shown = Document(render(samples.PARTIAL)).shown
    for text in (
        *("Ada Lovelace", "Partly right", "of 100 points", "1 of 4 tests passed"),
        *("Two notebook cells", "The program never ended", "The program ends.", "Where to look"),
        *("Read as many messages", "deadlock", "worker 1 gives up", "pid 4", "Queue-1"),
        *("waits in Queue.get()", "Refused: no more work", "64 kB", "[10, 20, 30]"),
        *("waits for a message that never comes", "namespaces", "--seed 1843"),
    ):
        assert text in shown


def test_the_hint_of_a_passed_test_is_not_shown():
    assert "Never to be shown" not in render(samples.PARTIAL)


def test_a_problem_is_shown_before_anything_else_of_the_main_part():
    (main,) = Document(render(samples.REJECTED)).inside["main"]
    assert main.split()[:3] == ["What", "kept", "your"]


def test_a_value_keeps_its_first_line_end():
    # A browser drops a line end right after <pre>.
    why = replace(samples.FAILED.explanation, seen="\nsecond line")
    grade = replace(samples.PARTIAL, tests=(replace(samples.FAILED, explanation=why),))
    assert "<pre>\n\nsecond line</pre>" in render(grade)


def test_the_inlined_files_cannot_end_their_element():
    for name in ("style.css", "timeline.css", "script.js"):
        assert "</" not in TEMPLATES.joinpath(name).read_text("utf-8")


def test_the_policy_names_each_text():
    assert policy("a", "b") != policy("a", "c") != policy("c", "b")
