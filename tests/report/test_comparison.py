from grader.grade import Explanation
from grader.report.comparison import PAIRS, build_values


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


def _parts(expected, seen):
    values = build_values(Explanation("Why.", expected=expected, seen=seen))
    return [
        [piece.text for line in value.lines for piece in line.pieces if piece.differs]
        for value in values
    ]


def test_of_lines_that_are_much_alike_only_what_differs_is_marked():
    assert _parts("job, exit code : -15", "job, exit code : -9") == [["-15"], ["-9"]]
    assert _parts("a b c\nsame", "a b x y\nsame") == [["c"], ["x y"]]


def test_lines_keep_their_text_whatever_is_marked():
    text = "  name: «x», argument : (3794, 'a b')\n\n…"
    expected, seen = build_values(Explanation("Why.", expected=text, seen=text.replace("x", "y")))
    assert "\n".join(line.text for line in expected.lines) == text
    assert "\n".join(line.text for line in seen.lines) == text.replace("x", "y")


def test_of_lines_in_different_numbers_whole_ones_are_marked():
    assert _parts("a b c 1\nsame", "a b c 2\na b c 3\nsame") == [
        ["a b c 1"],
        ["a b c 2", "a b c 3"],
    ]


def test_of_very_many_lines_whole_ones_are_marked():
    expected = "\n".join(f"line a {n}" for n in range(PAIRS + 1))
    seen = expected.replace("a", "b")
    assert _parts(f"{expected}\nsame", f"{seen}\nsame")[0] == expected.split("\n")
