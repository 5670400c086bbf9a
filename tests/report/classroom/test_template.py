"""The page of a class as HTML: whole, closed, and small enough."""

import base64
import hashlib
import re
import subprocess
import sys
from dataclasses import replace
from itertools import pairwise

import pytest
from gradings import crowd, entry, failed, grade

from grader.report.classroom import report_path, write_class_report
from report.parsing import Document

HOSTILE = "<script>alert(1)</script>\"'&{{ 7 * 7 }}\x1b[31m\u202e\ud800"
SHOWN = "<script>alert(1)</script>\"'&{{ 7 * 7 }}⟨ESC⟩[31m⟨U+202E⟩⟨U+D800⟩"
CLASSES = {
    "empty": (),
    "one": (entry(adjusted=30.0, reason="1 day late"),),
    "crowd": tuple(crowd(students=60, exercises=3)),
}


def render(folder, entries, ignored=()):
    path = folder / "index.html"

    def link(one):
        return str(report_path(one.student, one.exercise))

    write_class_report(entries, path, "Concurrent Python", link, ignored)
    return path.read_text("utf-8")


@pytest.fixture(params=CLASSES)
def html(request, tmp_path):
    return render(tmp_path, CLASSES[request.param])


def test_what_was_not_graded_is_listed_and_folded_where_it_is_much(tmp_path):
    lines = [f"photo{number}.png: nothing in it tells an exercise" for number in range(8)]
    short, long = (render(tmp_path, [entry()], lines[:count]) for count in (5, 8))
    assert all(f"<li>{line}</li>" in long for line in lines)
    assert "Not graded: 8" in long
    assert ("<details" in short, short.count(" open>"), long.count(" open>")) == (True, 1, 0)
    assert "Not graded" not in render(tmp_path, [entry()])


def test_names_of_what_was_not_graded_are_text_alone(tmp_path):
    assert "<script>alert" not in render(tmp_path, [entry()], [HOSTILE])


class TestEachPage:
    def test_every_id_is_unique_and_every_link_leads_to_a_report_or_stays_inside(self, html):
        document = Document(html)
        ids = document.values("id")
        assert len(ids) == len(set(ids))
        links = document.values("href")
        assert {link.removeprefix("#") for link in links if link.startswith("#")} <= set(ids)
        assert all(link.startswith(("#", "reports/")) for link in links)
        for name in ("aria-labelledby", "for"):
            assert set(document.values(name)) <= set(ids)

    def test_nothing_is_loaded_from_elsewhere(self, html):
        assert Document(html).values("src") == []
        assert not re.search(r"https?:|url\((?!#)|@import|<link|<base|<iframe", html)

    def test_no_style_or_handler_stands_in_an_attribute(self, html):
        names = {name for _, attributes in Document(html).tags for name in attributes}
        assert not {name for name in names if name == "style" or name.startswith("on")}

    def test_the_policy_allows_exactly_the_style_and_the_script(self, html):
        document = Document(html)
        (allowed,) = [value for value in document.values("content") if "default-src" in value]
        for tag in ("style", "script"):
            (text,) = document.inside[tag]
            digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
            assert f"{tag}-src 'sha256-{digest}'" in allowed
        assert "default-src 'none'" in allowed

    def test_headings_go_down_by_one_level(self, html):
        headings = Document(html).headings
        assert headings.count(1) == 1
        assert all(after <= before + 1 for before, after in pairwise(headings))

    def test_every_heading_of_a_table_has_a_scope_and_every_image_its_words(self, html):
        tags = Document(html).tags
        assert all("scope" in found for tag, found in tags if tag == "th")
        images = [found for tag, found in tags if tag == "svg"]
        assert all(found.get("aria-label") or "aria-hidden" in found for found in images)


def test_the_table_works_without_the_script(tmp_path):
    """What only the script can do is hidden until it runs."""
    html = render(tmp_path, CLASSES["crowd"])
    assert '<p class="search" hidden>' in html
    assert "<button" not in html.partition("<script>")[0]


def test_hostile_text_is_only_text(tmp_path):
    hostile = grade(
        *(failed(HOSTILE, HOSTILE, summary=HOSTILE),), student=HOSTILE, title=HOSTILE, exercise="e"
    )
    html = render(tmp_path, [replace(entry(hostile), adjusted=-1.0, reason=HOSTILE)])
    document = Document(html)
    assert len(document.inside["script"]) == 1
    assert SHOWN in document.shown
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e\ud800-\udfff]", html)


def test_each_score_leads_to_the_student_s_own_report(tmp_path):
    html = render(tmp_path, CLASSES["one"])
    assert '<del>60</del> <a href="reports/exercise05_exit_codes/ada.html">30</a>' in html
    assert "1 day late" in html


def test_a_class_of_a_thousand_in_fifteen_exercises_stays_below_three_megabytes(tmp_path):
    one_student = len(render(tmp_path, crowd(40, 15))) - len(render(tmp_path, crowd(20, 15)))
    rest = len(render(tmp_path, crowd(20, 15))) - one_student
    assert rest + one_student / 20 * 1000 < 3e6


def test_what_lay_there_before_stays_where_a_grade_is_damaged(tmp_path):
    (tmp_path / "index.html").write_text("before")
    with pytest.raises(Exception, match="damaged"):
        render(tmp_path, [entry(grade=b"{")])
    assert (tmp_path / "index.html").read_text() == "before"


def test_importing_the_door_imports_no_template_engine():
    code = "import sys, grader.report.classroom; print({'jinja2', 'msgspec'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
