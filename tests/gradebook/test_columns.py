"""How names are kept: readable where they can be, and never two alike."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.gradebook.columns import original, stored

ANYTHING = st.text(st.characters(codec=None) | st.sampled_from("\\\0\udc80u0"))


@pytest.mark.parametrize("name", ["", "ada", "한국", "O'Brien", "a/b.py", "\x1b"])
def test_ordinary_names_are_kept_as_they_are(name):
    assert stored(name) == name


@pytest.mark.parametrize(
    ("name", "kept"), [("a\0", r"a\u0000"), ("\udc80", r"\udc80"), (r"C:\u0000", r"C:\\u0000")]
)
def test_what_no_database_takes_is_spelled_out(name, kept):
    assert stored(name) == kept


@given(ANYTHING)
def test_every_text_is_given_back_and_can_be_kept(name):
    kept = stored(name)
    assert original(kept) == name
    assert "\0" not in kept.encode().decode()
