"""One file for each hand-in: the student before the exercise, or after it."""

import pytest
from class_stage import file_names, only, problem, rows


def test_names_tell_student_and_exercise(school):
    collection = school.collect(
        "ada_exercise05.py", "grace hopper - exercise 6.ipynb", "exercise12_bob.py", "eve_05.py",
        "x_y_exercise05_exit_codes.py", "cy-ex05.py",
    )  # fmt: skip
    assert collection.layout == "flat"
    assert rows(collection) == [
        ("ada", "05", 1), ("cy", "05", 1), ("eve", "05", 1), ("x_y", "05", 1),
        ("grace hopper", "06", 1), ("bob", "12", 1),
    ]  # fmt: skip
    ada = collection.handed[0]
    assert (file_names(ada), ada.origin) == (["exercise05.py"], "ada_exercise05.py")


def test_a_student_s_files_for_one_exercise_are_attempts(school):
    collection = school.collect("ada_exercise05.py", "ada_exercise05_2.py", "ada_exercise05_3.py")
    assert rows(collection) == [("ada", "05", 1), ("ada", "05", 2), ("ada", "05", 3)]


def test_a_folder_may_stand_for_a_file(school):
    collection = school.collect(
        "ada_exercise05/main.py", "ada_exercise05/w.txt", "bob_exercise05.py"
    )
    assert (collection.layout, file_names(collection.handed[0])) == (
        "flat",
        ["exercise05.py", "w.txt"],
    )


def test_the_name_is_the_student_s_where_only_one_exercise_is_asked_for(school):
    collection = school.collect("ada.py", "bob_exercise05.py", exercises=[5])
    assert rows(collection) == [("ada", "05", 1), ("bob", "05", 1)]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("zoe.py", "its name does not tell which exercise it is for"),
        ("exercise05.py", "its name does not tell which student it is from"),
        ("zoe_exercise99.py", "its name does not tell which exercise it is for"),
        ("zoe_exercise05_exercise06.py", "its name does not tell which exercise it is for"),
    ],
)
def test_what_does_not_tell_enough_is_ignored(school, name, reason):
    collection = school.collect("ada_exercise05.py", name)
    assert len(collection.handed) == 1
    assert collection.ignored == (f"{name}: {reason}",)


def test_a_file_of_another_kind_is_a_hand_in_with_a_problem(school):
    collection = school.collect("ada_exercise05.py", "bob_exercise05.docx")
    assert "has no Python file" in problem(collection.handed[1])


def test_a_link_is_not_followed(on_disk):
    on_disk.collect("ada_exercise05.py")
    (on_disk.path / "bob_exercise05.py").symlink_to("ada_exercise05.py")
    assert "is a link to a file outside" in problem(on_disk.read().handed[1])


def test_a_folder_around_the_files_does_not_matter(school):
    collection = school.collect("all/ada_exercise05.py", "all/bob_exercise05.py")
    assert rows(collection) == [("ada", "05", 1), ("bob", "05", 1)]


def test_one_file_with_a_problem_leaves_the_others(school):
    collection = school.collect("ada_exercise05.py", contents={"bob_exercise05.py": b"x = '\xff'"})
    assert file_names(collection.handed[0]) == ["exercise05.py"]
    assert "bob_exercise05.py is not UTF-8" in problem(collection.handed[1])


def test_nothing_is_left_of_a_class_of_one(school):
    assert only(school.collect("ada_exercise05.py")).student == "ada"
