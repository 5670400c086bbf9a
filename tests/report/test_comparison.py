from grader.grade import Explanation
from grader.report.comparison import build_values


def _marked(expected, seen):
    values = build_values(Explanation("Why.", expected=expected, seen=seen))
    return [[line.text for line in value.lines if line.differs] for value in values]


def test_lines_that_differ_are_marked_in_both_values():
    assert _marked("a\nb\nc", "a\nx\nc") == [["b"], ["x"]]


def test_a_line_too_many_does_not_mark_those_after_it():
    assert _marked("a\nb", "a\nnew\nb") == [[], ["new"]]


def test_values_without_a_common_line_are_not_marked_at_all():
    assert _marked("1", "2") == [[], []]


def test_a_value_that_the_test_does_not_say_is_not_shown():
    assert [value.name for value in build_values(Explanation("Why.", seen="x"))] == ["Seen"]
    assert build_values(Explanation("Why.")) == ()


def test_an_empty_value_is_a_value_without_lines():
    assert build_values(Explanation("Why.", seen=""))[0].lines == ()
