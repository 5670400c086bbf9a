import re
from dataclasses import replace
from html import unescape

from grader.grade import SourceFile
from grader.report import render
from grader.report.card import build_card
from grader.report.place import FILES_SHOWN, LINES_SHOWN, anchors
from grader.report.source import code_files, highlight

from .samples import FAILED, PARTIAL

WHY = FAILED.explanation


def _shown(grade):
    shown = anchors(grade.sources)
    cards = [build_card(number, test, shown, "e") for number, test in enumerate(grade.tests, 1)]
    return code_files(grade, cards, shown)


def _files(*sources):
    return _shown(replace(PARTIAL, sources=sources))


def test_each_line_is_html_by_itself():
    lines = highlight(['x = """<b>', '</b>"""', "", "def f(): pass"])
    assert len(lines) == 4
    assert lines[0].endswith('<span class="string">&#34;&#34;&#34;&lt;b&gt;</span>')
    assert lines[1].startswith('<span class="string">&lt;/b&gt;')
    assert lines[2] == ""
    assert '<span class="function">f</span>' in lines[3]


def test_lines_keep_their_text():
    lines = ["", "  ", "if x < 1 and y:", "\treturn 'é'", "$ not python ?", ""]
    assert [unescape(re.sub("<[^>]+>", "", line)) for line in highlight(lines)] == lines


def test_a_line_at_fault_carries_the_message_and_a_link_to_the_test():
    (file,) = _shown(PARTIAL)
    (mark,) = file.lines[31 - 1].marks
    assert [teller.href for teller in mark.tellers] == ["#test-2"]
    assert mark.message.startswith("The program never ended")


def test_a_line_on_the_way_to_the_fault_is_marked_without_the_message():
    (file,) = _shown(PARTIAL)
    (mark,) = file.lines[35 - 1].marks
    assert ([teller.href for teller in mark.tellers], mark.message) == (["#test-2"], "")


def test_a_line_at_fault_leads_to_where_the_timeline_tells_of_it():
    (file,) = _shown(PARTIAL)
    (mark,) = file.lines[31 - 1].marks
    timeline = build_card(2, PARTIAL.tests[1], anchors(PARTIAL.sources), "e").runs[0].timeline
    (entry,) = [one for one in timeline.entries if f"#{one.anchor}" == mark.tellers[0].moment]
    assert entry.text.startswith("MainProcess waits in Queue.get()")
    (other,) = file.lines[17 - 1].marks
    assert other.tellers[0].moment == ""


def test_what_several_tests_say_of_a_line_is_said_once():
    (file,) = _shown(replace(PARTIAL, tests=(FAILED, replace(FAILED, title="Another"))))
    (mark,) = file.lines[31 - 1].marks
    assert [(teller.title, teller.href) for teller in mark.tellers] == [
        (FAILED.title, "#test-1"),
        ("Another", "#test-2"),
    ]


def test_only_lines_at_fault_are_marked():
    (file,) = _shown(PARTIAL)
    assert [at for at, line in enumerate(file.lines, 1) if line.marks] == [17, 31, 35]


def test_a_very_long_file_says_how_many_lines_are_missing():
    (file,) = _files(SourceFile("long.py", "pass\n" * (LINES_SHOWN + 7)))
    assert len(file.lines) == LINES_SHOWN
    assert file.left_out == "7 lines are left out here"


def test_all_files_together_are_no_longer_than_a_page_can_hold():
    first, second = _files(
        SourceFile("long.py", "pass\n" * (LINES_SHOWN - 1)), SourceFile("b.py", "1\n2\n3\n")
    )
    assert (len(first.lines), first.left_out) == (LINES_SHOWN - 1, "")
    assert (len(second.lines), second.left_out) == (1, "2 lines are left out here")


def test_an_empty_file_has_no_lines():
    (file,) = _files(SourceFile("empty.py", ""))
    assert file.lines == ()


def test_no_more_files_are_shown_than_a_page_can_hold():
    assert len(_files(*[SourceFile(f"{n}.py", "") for n in range(FILES_SHOWN + 3)])) == FILES_SHOWN


def test_what_is_broken_of_a_long_line_keeps_its_indentation():
    long = "x = 1  # " + "long " * 9
    (file,) = _files(SourceFile("a.py", f"{long}\n    {long}\n\t\t{long}\n        short\n"))
    assert [line.depth for line in file.lines] == [0, 1, 2, 0]


def test_a_long_line_may_be_broken_after_a_bracket_and_before_an_attribute():
    long = "processes = [multiprocessing.Process(target=f, args=(0.5, 'a (b.c) <'))]"
    (file,) = _files(SourceFile("a.py", f"{long}\nf(a.b)\n"))
    html = file.lines[0].code
    assert unescape(re.sub("<[^>]+>", "", html)) == long
    assert "[<wbr>multiprocessing.<wbr>Process(<wbr>" in re.sub("</?span[^>]*>", "", html)
    assert "0.5" in html
    assert "<wbr>" not in file.lines[1].code


def test_what_tests_say_in_backticks_is_code_beside_the_line_too():
    test = replace(FAILED, title="`main` ends", explanation=replace(WHY, summary="Join `it`."))
    html = render(replace(PARTIAL, tests=(test,)))
    assert '"><code>main</code> ends</a>' in html.partition('class="code"')[2]
    assert "<span>Join <code>it</code>.</span>" in html
