"""Who of an exported list a student is."""

import pytest

from grader.errors import UsageError
from grader.exports.roster import Roster, read_roster

CANVAS = Roster(
    ("Student", "ID", "SIS User ID", "SIS Login ID", "Section"),
    (
        ("    Points Possible", "", "", "", ""),
        ("Lovelace, Ada", "101", "S1", "ada@uni.example", "A"),
        ("Hopper, Grace", "102", "S2", "ghopper", "A"),
        ("Núñez, José", "103", "S3", "jnunez", "B"),
        ("Kim, Hana", "104", "S4", "hana1", "B"),
        ("Kim, Hana", "105", "S5", "hana2", "B"),
    ),
)
MOODLE = Roster(
    ("First name", "Last name", "ID number", "Email address"),
    (
        ("Ada", "Lovelace", "s1", "ada@uni.example"),
        ("Grace", "Hopper", "s2", "grace@uni.example"),
    ),
)


@pytest.mark.parametrize(
    ("student", "row"),
    [
        ("101", 1), ("S1", 1), ("ADA@uni.example", 1), ("ada", 1),
        ("Ada Lovelace", 1), ("lovelace, ada", 1), ("lovelaceada", 1), ("ghopper", 2),
        ("José Núñez", 3), ("Jose\u0301 Nu\u0301n\u0303ez", 3), ("núñezjosé", 3),
        ("kimhana_104", 4), ("Hana Kim (105)", 5), ("Hana Kim #105", 5),
    ],
)  # fmt: skip
def test_a_student_is_found_by_what_platforms_and_downloads_call_one(student, row):
    assert CANVAS.match([student]).rows == {student: row}


@pytest.mark.parametrize("student", ["Ada Lovelace", "adalovelace", "s1", "ada", "Ada Lovelace_77"])
def test_a_list_of_moodle_s_is_matched_alike(student):
    assert MOODLE.match([student, "grace"]).rows == {student: 0, "grace": 1}


def test_whoever_is_not_in_the_list_is_left_out_with_the_reason():
    matched = CANVAS.match(["ada", "alan"])
    assert matched.rows == {"ada": 1}
    assert [(one.student, one.reason) for one in matched.left_out] == [
        ("alan", "is not in the list: export it anew, or enter the points by hand")
    ]


def test_namesakes_are_not_guessed():
    (one,) = CANVAS.match(["Hana Kim"]).left_out
    assert one.reason == "may be several in the list: enter the points by hand"


def test_two_students_who_may_be_the_same_are_both_left_out():
    matched = CANVAS.match(["ada", "Ada Lovelace", "ghopper"])
    assert matched.rows == {"ghopper": 2}
    assert {one.student for one in matched.left_out} == {"ada", "Ada Lovelace"}
    assert "another student may be the same" in matched.left_out[0].reason


def test_a_sure_sign_wins_over_a_name_that_another_has():
    roster = Roster(("Student", "ID"), (("ada", "1"), ("Lovelace, Ada", "ada")))
    assert roster.match(["ada"]).rows == {"ada": 1}


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_file_is_read_whatever_separates_its_cells(tmp_path, separator):
    path = tmp_path / "roster.csv"
    lines = [["Student", "ID", "SIS Login ID"], ["Lovelace Ada", "101"], [], ["Kim", "2", "k", "x"]]
    text = "\r\n".join(separator.join(line) for line in lines)
    path.write_text("\ufeff" + text, "utf-8")
    roster = read_roster(path)
    assert roster.columns == ("Student", "ID", "SIS Login ID")
    assert roster.rows == (("Lovelace Ada", "101", ""), ("Kim", "2", "k"))


@pytest.mark.parametrize("content", [b"", b"one,two\n1,2\n", b"\xff\xfe", b'"' + b"x" * 200_000])
def test_a_file_that_is_no_list_of_students_is_refused(tmp_path, content):
    path = tmp_path / "roster.csv"
    path.write_bytes(content)
    with pytest.raises(UsageError, match=r"roster\.csv is no list of students: give the CSV"):
        read_roster(path)


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(UsageError, match="cannot be read: No such file"):
        read_roster(tmp_path / "roster.csv")
