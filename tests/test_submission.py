"""The digest of a submission: alike exactly for what grading cannot tell apart."""

from dataclasses import replace

import pytest

from grader.submission import Submission, SubmittedFile

ONE = SubmittedFile("exercise05.py", b"print(1)")
TWO = SubmittedFile("data.txt", b"x")
GIVEN = Submission("ada", "exercise05_exit_codes", "exercise05.py", (ONE, TWO))


def test_the_digest_is_sha_256_in_hexadecimal():
    assert len(bytes.fromhex(GIVEN.digest)) == 32


def test_the_student_and_the_order_of_files_have_no_part_in_the_digest():
    assert replace(GIVEN, student="bob", files=(TWO, ONE)).digest == GIVEN.digest


@pytest.mark.parametrize(
    "other",
    [
        replace(GIVEN, files=(ONE,)),
        replace(GIVEN, files=(ONE, replace(TWO, name="data.tx"))),
        replace(GIVEN, files=(ONE, replace(TWO, content=b"y"))),
        replace(GIVEN, main="exercise06.py"),
        replace(GIVEN, exercise="exercise06_event"),
        replace(GIVEN, notes=("a note",)),
        replace(GIVEN, problem="It is too large."),
    ],
)
def test_whatever_grading_sees_changes_the_digest(other):
    assert other.digest != GIVEN.digest


@pytest.mark.parametrize(
    ("files", "others"),
    [
        ([("ab", b"c")], [("a", b"bc")]),
        ([("a", b""), ("b", b"")], [("a", b"b")]),
        ([("a", b"b"), ("c", b"d")], [("a", b"bcd")]),
    ],
)
def test_bytes_that_move_between_name_and_content_change_the_digest(files, others):
    digests = {
        replace(GIVEN, files=tuple(SubmittedFile(*file) for file in some)).digest
        for some in (files, others)
    }
    assert len(digests) == 2


def test_a_name_that_is_no_unicode_has_a_digest():
    assert replace(GIVEN, files=(SubmittedFile("\udcff.py", b""),)).digest
