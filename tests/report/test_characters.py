import pytest

from grader.report.characters import visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred\x1b[0m", "⟨ESC⟩[31mred⟨ESC⟩[0m"),
        ("a\x00b\x7f", "a⟨NUL⟩b⟨DEL⟩"),
        ("over\rwritten", "over⟨CR⟩written"),
        ("\x9b31m", "⟨U+009B⟩31m"),
        ("\u202egnp.exe", "⟨U+202E⟩gnp.exe"),
        ("\u2066\u200f", "⟨U+2066⟩⟨U+200F⟩"),
        ("in\u200bvisible\ufeff", "in⟨U+200B⟩visible⟨U+FEFF⟩"),
        ("\ud800", "⟨U+D800⟩"),
        ("\U000e0041", "⟨U+E0041⟩"),
    ],
)
def test_a_character_that_hides_or_moves_is_shown_as_a_symbol(text, shown):
    assert visible(text) == shown


@pytest.mark.parametrize("text", ["two\nlines\tand a tab", "naïve 漢字 עברית", "👩\u200d🚀"])
def test_what_people_write_stays_as_it_is(text):
    assert visible(text) == text
