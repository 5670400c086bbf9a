from grader.grade import SourceFile
from grader.report.place import FILES_SHOWN, LINES_SHOWN, Link, anchors, split_lines
from grader.runs.trace import Place

SOURCES = (SourceFile("a.py", "1\n2\n"), SourceFile("long.py", "x\n" * (LINES_SHOWN + 9)))


def test_a_place_links_to_its_line():
    found = anchors(SOURCES)
    assert found.link(Place("a.py", 2, "f")) == Link("a.py, line 2, in f", "#file-1-line-2")
    assert found.link(Place("long.py", 7, "<module>")) == Link("long.py, line 7", "#file-2-line-7")


def test_a_line_that_the_page_does_not_show_is_named_without_a_link():
    found = anchors(SOURCES)
    for file, line in (("b.py", 1), ("a.py", 3), ("a.py", 0), ("long.py", LINES_SHOWN + 1)):
        assert found.link(Place(file, line, "f")).href is None


def test_a_file_beyond_those_shown_has_no_links():
    many = [SourceFile(f"{number}.py", "x") for number in range(FILES_SHOWN + 1)]
    assert anchors(many).anchor(Place(f"{FILES_SHOWN}.py", 1, "f")) is None


def test_a_place_named_twice_is_one_link():
    assert len(anchors(SOURCES).links([Place("a.py", 1, "f"), Place("a.py", 1, "f")])) == 1


def test_lines_end_where_python_ends_them():
    assert split_lines("a\r\nb\rc\x0cd\u2028e\n") == ["a", "b", "c\x0cd\u2028e"]
    assert split_lines("") == []
    assert split_lines("a\n\n") == ["a", ""]


def test_a_short_link_names_the_file_where_there_are_several():
    assert anchors(SOURCES).short_link(Place("a.py", 2, "f")) == Link(
        "a.py, line 2", "#file-1-line-2"
    )
    alone = anchors(SOURCES[:1])
    assert alone.short_link(Place("a.py", 2, "f")) == Link("line 2", "#file-1-line-2")
    assert alone.short_link(Place("elsewhere.py", 2, "f")) is None
