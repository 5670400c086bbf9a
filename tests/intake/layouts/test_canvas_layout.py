"""Canvas: names as Canvas makes them, and those that only look alike."""

import pytest
from class_stage import file_names, only, problem, rows


def test_a_download_is_told_by_its_names(school):
    collection = school.collect(
        "lovelaceada_12345_67890_exercise05.py",
        "hoppergrace_LATE_12346_67891_exercise05.py",
        "hoppergrace_12346_67892_exercise06.ipynb",
    )
    assert collection.layout == "canvas"
    assert collection.found == "Canvas download: 2 students, 2 exercises, 3 hand-ins"
    assert rows(collection) == [
        ("hoppergrace (12346)", "05", 1),
        ("lovelaceada (12345)", "05", 1),
        ("hoppergrace (12346)", "06", 1),
    ]
    assert [one.late for one in collection.handed] == [True, False, False]
    assert [one.number for one in collection.handed] == ["12346", "12345", "12346"]


def test_a_file_gets_back_the_name_that_the_student_gave_it(school):
    handed = only(school.collect("lovelaceada_1_2_exercise05-2.py"))
    assert handed.attempt == 3
    submission = handed.read()
    assert (submission.files[0].name, submission.notes) == ("exercise05.py", ())
    assert handed.origin == "lovelaceada_1_2_exercise05-2.py"


def test_several_files_of_a_student_are_one_hand_in(school):
    handed = only(
        school.collect(
            "lovelaceada_1_2_exercise05-1.py",
            "lovelaceada_1_3_helper-1.py",
            "lovelaceada_1_4_w.txt",
        )
    )
    assert file_names(handed) == ["exercise05.py", "helper.py", "w.txt"]
    assert handed.attempt == 2


def test_downloads_put_together_give_each_attempt_with_its_own_files(school):
    collection = school.collect(
        contents={
            "lovelaceada_1_20_exercise05.py": b"first = 1",
            "lovelaceada_LATE_1_30_exercise05-1.py": b"second = 2",
            "lovelaceada_1_21_helper.py": b"h = 1",
        }
    )
    assert rows(collection) == [("lovelaceada (1)", "05", 1), ("lovelaceada (1)", "05", 2)]
    assert [one.late for one in collection.handed] == [False, True]
    contents = [one.read().files[0].content for one in collection.handed]
    assert contents == [b"first = 1", b"second = 2"]
    assert all(file_names(one) == ["exercise05.py", "helper.py"] for one in collection.handed)


def test_attempts_and_lateness_are_told_by_exercise(school):
    collection = school.collect("ada_LATE_1_2_exercise05-3.py", "ada_1_3_exercise06.py")
    assert rows(collection) == [("ada (1)", "05", 4), ("ada (1)", "06", 1)]
    assert [one.late for one in collection.handed] == [True, False]


def test_files_handed_in_again_together_are_one_attempt(school):
    collection = school.collect(
        "ada_1_20_exercise05.py", "ada_1_21_helper.py",
        "ada_1_30_exercise05-1.py", "ada_1_31_helper-1.py",
    )  # fmt: skip
    assert rows(collection) == [("ada (1)", "05", 1), ("ada (1)", "05", 2)]


def test_a_file_of_the_same_name_twice_is_two_attempts(school):
    collection = school.collect("ada_1_20_exercise05.py", "ada_1_30_exercise05.py")
    assert rows(collection) == [("ada (1)", "05", 1), ("ada (1)", "05", 2)]
    assert [one.origin[6:8] for one in collection.handed] == ["20", "30"]


def test_a_number_stays_where_nothing_else_tells_the_exercise(school):
    handed = only(school.collect("lovelaceada_1_2_exercise-5.py"))
    assert (handed.exercise, handed.attempt) == ("exercise05_exit_codes", 1)


def test_a_file_that_tells_no_exercise_is_for_the_only_one_asked_for(school):
    handed = only(school.collect("lovelaceada_1_2_my work-1.py", exercises=[5]))
    assert (handed.exercise, handed.attempt) == ("exercise05_exit_codes", 2)
    assert file_names(handed) == ["exercise05.py"]


def test_a_file_that_tells_no_exercise_is_named_where_there_are_several(school):
    collection = school.collect("lovelaceada_1_2_mine.py", "hoppergrace_2_3_exercise05.py")
    assert rows(collection) == [("hoppergrace (2)", "05", 1)]
    assert collection.ignored == (
        "lovelaceada_1_2_mine.py: nothing in it tells which exercise it is for",
    )


@pytest.mark.parametrize(
    ("name", "student"),
    [
        ("müller-lüdenscheidtjörg_1_2_exercise05.py", "müller-lüdenscheidtjörg (1)"),
        ("김민준_1_2_exercise05.py", "김민준 (1)"),
        ("group7_LATE_1_2_exercise05.py", "group7 (1)"),
        ("agent007_1_2_exercise05.py", "agent007 (1)"),
        ("o_brien_1_2_exercise05.py", "o_brien (1)"),
        ("smith-john_late_1_2_exercise05.py", "smith-john (1)"),
        ("anon_a1B2c_67890_exercise05.py", "anon_a1B2c"),
        ("LATE_anon_a1B2c_67890_exercise05.py", "anon_a1B2c"),
    ],
)
def test_every_kind_of_student_is_known(school, name, student):
    handed = only(school.collect(name))
    assert handed.student == student
    assert handed.late == ("late" in name.lower())
    assert file_names(handed) == ["exercise05.py"]


def test_students_of_the_same_name_are_two(school):
    collection = school.collect("smithjohn_1_3_exercise05.py", "smithjohn_2_4_exercise05.py")
    assert rows(collection) == [("smithjohn (1)", "05", 1), ("smithjohn (2)", "05", 1)]


@pytest.mark.parametrize("page", ["text", "link"])
def test_what_was_typed_into_the_page_is_a_hand_in_with_a_problem(school, page):
    collection = school.collect(f"lovelaceada_LATE_12345_{page}.html", exercises=[5])
    handed = only(collection)
    assert (handed.student, handed.late) == ("lovelaceada (12345)", True)
    assert problem(handed) == "This was typed into a web page: hand in your program as a file."


def test_what_was_typed_beside_files_is_ignored(school):
    collection = school.collect("ada_1_2_exercise05.py", "ada_1_text.html")
    assert len(collection.handed) == 1
    assert collection.ignored == ("ada_1_text.html: it was typed into the page beside files",)


def test_a_file_of_another_kind_is_a_hand_in_with_a_problem(school):
    handed = only(school.collect("lovelaceada_1_2_exercise05.pdf"))
    assert "has no Python file, only exercise05.pdf" in problem(handed)


def test_what_canvas_did_not_name_is_ignored(school):
    collection = school.collect("ada_1_2_exercise05.py", "bob_2_3_exercise05.py", "grades.csv")
    assert collection.ignored == ("grades.csv: Canvas does not name files like this",)


def test_a_folder_around_the_download_does_not_matter(school):
    handed = only(school.collect("exercise05 submissions/ada_1_2_exercise05.py"))
    assert (handed.student, handed.origin) == (
        "ada (1)",
        "exercise05 submissions/ada_1_2_exercise05.py",
    )


def test_a_link_to_another_student_s_file_is_not_followed(on_disk):
    on_disk.collect("ada_1_2_exercise05.py")
    (on_disk.path / "bob_2_3_exercise05.py").symlink_to("ada_1_2_exercise05.py")
    ada, bob = on_disk.read().handed
    assert file_names(ada) == ["exercise05.py"]
    assert "exercise05.py is a link to a file outside of its folder" in problem(bob)


def test_a_number_of_many_digits_is_no_trouble(archived):
    collection = archived.collect(f"ada_{'1' * 5_000}_2_exercise05.py", layout="canvas")
    assert (len(collection.handed), len(collection.ignored)) == (0, 1)
