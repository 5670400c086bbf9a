"""The parts of an exercise, as they are found on disk."""

import pytest

from grader.errors import CourseError


def test_wrong_answers_tell_what_they_lose(material):
    fails = {answer.path.stem: answer.fails for answer in material().wrong}
    assert fails["is_silent"] == {"test_shows"}
    assert fails["triples"] == {"test_double", "test_shows"}


def test_wrong_answer_without_a_header_names_nothing(root, material):
    (root / "solutions/exercise01_doubling/wrong/triples.py").write_text("x = 3\n")
    assert {answer.path.stem: answer.fails for answer in material().wrong}["triples"] == set()


@pytest.mark.parametrize(
    "part",
    [
        "solutions/exercise01_doubling/exercise01.py",
        "exercises/exercise01_doubling/README.md",
        "exercises/exercise01_doubling/exercise01.py",
    ],
)
def test_missing_part_is_named(root, material, part):
    (root / part).unlink()
    with pytest.raises(CourseError, match=f"^{part}: missing"):
        material()
