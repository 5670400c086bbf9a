import pytest

from grader.batch.pack import exercise_digest, pack, unpack
from grader.course import read_course
from grader.errors import CourseError


def names(folder):
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_pack_of_the_same_course_is_the_same_bytes(course):
    assert pack(course, course.exercises) == pack(course, course.exercises)


def test_pack_holds_what_grading_needs_and_nothing_else(course, tmp_path):
    (course.root / "solutions").mkdir()
    (course.root / "solutions" / "secret.py").write_text("answer = 42\n")
    (course.root / "tests" / "hidden" / "shared.py").write_text("LIMIT = 3\n")
    unpack(pack(course, course.exercises[:1]), tmp_path / "there")
    assert names(tmp_path / "there") == [
        "course.toml",
        "exercises/exercise01_double/exercise.toml",
        "tests/hidden/shared.py",
        "tests/hidden/test_exercise01_double.py",
    ]
    there = read_course(tmp_path / "there")
    assert [one.identifier for one in there.exercises] == ["exercise01_double"]


def test_digest_of_an_exercise_moves_with_its_tests_what_they_share_and_its_limits(course):
    def digest():
        again = read_course(course.root)
        return exercise_digest(again, again.exercises[0])

    seen = {digest()}
    (course.root / "tests" / "hidden" / "shared.py").write_text("LIMIT = 3\n")
    seen.add(digest())
    course.exercises[0].hidden_tests.write_text("# nothing\n")
    seen.add(digest())
    (course.root / "course.toml").write_text('title = "Small"\n[limits]\nwall = 3\n')
    seen.add(digest())
    assert len(seen) == 4
    course.exercises[1].hidden_tests.write_text("# nothing\n")
    assert digest() in seen


def test_course_that_cannot_be_read_is_told_with_the_file(course):
    hidden = course.exercises[0].hidden_tests
    hidden.unlink()
    hidden.mkdir()
    words = r"^tests/hidden/test_exercise01_double\.py: cannot be read: Is a directory"
    for read in (lambda: pack(course, course.exercises), lambda: digest(course)):
        with pytest.raises(CourseError, match=words):
            read()


def digest(course):
    return exercise_digest(course, course.exercises[0])
