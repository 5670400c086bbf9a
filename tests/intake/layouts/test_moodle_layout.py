"""Moodle: with folders and without, one assignment or several put together."""

import pytest
from class_stage import file_names, only, problem, rows


@pytest.mark.parametrize(
    "name",
    [
        "Ada Lovelace_123456_assignsubmission_file_/exercise05.py",
        "Ada Lovelace_123456_assignsubmission_file/exercise05.py",
        "Ada Lovelace_123456_assignsubmission_file_exercise05.py",
    ],
)
def test_each_way_to_download_is_read(school, name):
    collection = school.collect(name)
    handed = only(collection)
    assert collection.layout == "moodle"
    assert (handed.student, handed.number, handed.attempt) == ("Ada Lovelace", "123456", 1)
    assert file_names(handed) == ["exercise05.py"]
    assert handed.origin == name


def test_a_download_is_told_by_its_names(school):
    collection = school.collect(
        "Ada Lovelace_1_assignsubmission_file_/exercise05.py",
        "Ada Lovelace_1_assignsubmission_file_/helper.py",
        "Ada Lovelace_1_assignsubmission_file_/data/words.txt",
        "Jörg Müller_2_assignsubmission_file_/exercise06.py",
    )
    assert collection.found == "Moodle download: 2 students, 2 exercises, 2 hand-ins"
    assert rows(collection) == [("Ada Lovelace", "05", 1), ("Jörg Müller", "06", 1)]
    assert file_names(collection.handed[0]) == ["exercise05.py", "data/words.txt", "helper.py"]


def test_files_without_folders_come_together(school):
    prefix = "Ada Lovelace_1_assignsubmission_file_"
    handed = only(school.collect(f"{prefix}exercise05.py", f"{prefix}my_helper.py"))
    assert file_names(handed) == ["exercise05.py", "my_helper.py"]


@pytest.mark.parametrize(
    ("prefix", "student"),
    [
        ("Participant_77", "Participant"),
        ("Team blue_9", "Team blue"),
        ("Default group", "Default group"),
        ("Anna-Lena O'Neill_3", "Anna-Lena O'Neill"),
        ("李 小龍_3", "李 小龍"),
    ],
)
def test_every_kind_of_student_is_known(school, prefix, student):
    assert only(school.collect(f"{prefix}_assignsubmission_file_/exercise05.py")).student == student


def test_students_of_the_same_name_are_two_where_they_hand_in_the_same(school):
    collection = school.collect(
        "John Smith_1_assignsubmission_file_/exercise05.py",
        "John Smith_2_assignsubmission_file_/exercise05.py",
    )
    assert rows(collection) == [("John Smith (1)", "05", 1), ("John Smith (2)", "05", 1)]


def test_a_student_is_one_though_the_number_is_another_in_each_assignment(school):
    collection = school.collect(
        "Ada Lovelace_1_assignsubmission_file_/exercise05.py",
        "Ada Lovelace_2_assignsubmission_file_/exercise06.py",
    )
    assert rows(collection) == [("Ada Lovelace", "05", 1), ("Ada Lovelace", "06", 1)]


@pytest.mark.parametrize(
    "name",
    [
        "Ada_1_assignsubmission_onlinetext_/onlinetext.html",
        "Ada_1_assignsubmission_onlinetext_o.html",
    ],
)
def test_what_was_typed_into_the_page_is_a_hand_in_with_a_problem(school, name):
    handed = only(school.collect(name, exercises=[5]))
    assert handed.student == "Ada"
    assert problem(handed) == "This was typed into a web page: hand in your program as a file."


def test_what_was_typed_beside_files_is_ignored(school):
    collection = school.collect(
        "Ada_1_assignsubmission_onlinetext_/onlinetext.html",
        "Ada_1_assignsubmission_file_/exercise05.py",
    )
    assert len(collection.handed) == 1
    assert collection.ignored == (
        "Ada_1_assignsubmission_onlinetext_: it was typed into the page beside files",
    )


def test_a_folder_that_tells_no_exercise_is_for_the_only_one_asked_for(school):
    handed = only(school.collect("Ada_1_assignsubmission_file_/work.py", exercises=[6]))
    assert (handed.exercise, file_names(handed)) == ("exercise06_event", ["exercise06.py"])


def test_an_empty_folder_is_a_hand_in_with_a_problem(school):
    collection = school.collect(
        "Ada_1_assignsubmission_file_/exercise05.py", "Bob_2_assignsubmission_file_/.hidden",
        exercises=[5],
    )  # fmt: skip
    assert "has no files that could be graded" in problem(collection.handed[1])


def test_what_moodle_did_not_name_is_ignored(school):
    collection = school.collect("Ada_1_assignsubmission_file_/exercise05.py", "notes.txt")
    assert collection.ignored == ("notes.txt: Moodle does not name files like this",)
