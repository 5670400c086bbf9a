from grader.report.excerpt import FIRST, LAST, WIDTH, Excerpt, cut, excerpt, lines_left_out, shorten


def test_few_items_are_all_shown():
    assert excerpt(range(5), 3, 2) == Excerpt((0, 1, 2, 3, 4), (), 0)


def test_of_many_items_the_beginning_and_the_end_are_shown():
    assert excerpt(range(100), 3, 2) == Excerpt((0, 1, 2), (98, 99), 95)


def test_a_long_line_says_how_much_of_it_is_missing():
    assert cut("x" * WIDTH) == "x" * WIDTH
    assert cut("x" * (WIDTH + 1)).endswith("x … [1 more character is left out]")
    assert cut("x" * (WIDTH + 20)).endswith("x … [20 more characters are left out]")


def test_a_long_text_says_how_many_lines_are_missing():
    text = "\n".join(map(str, range(1000)))
    lines = shorten(text).split("\n")
    assert lines[FIRST - 1 : FIRST + 2] == ["199", "[750 lines are left out here]", "950"]
    assert len(lines) == FIRST + LAST + 1


def test_a_short_text_is_shown_as_it_is():
    assert shorten("one\ntwo\n") == "one\ntwo\n"


def test_nothing_left_out_needs_no_note():
    assert lines_left_out(0) == ""
    assert lines_left_out(1) == "1 line is left out here"
