"""A folder for each student: what names in it tell, and what comes along."""

import os

import pytest
from class_stage import file_names, only, problem, rows

from grader.intake import opening


def test_exercises_are_told_by_files_and_folders(school):
    collection = school.collect(
        "ada/exercise05.py", "ada/exercise06_event/main.py", "ada/12.ipynb", "bob/ex5.py",
    )  # fmt: skip
    assert collection.layout == "folders"
    assert collection.found == "Folders by student: 2 students, 3 exercises, 4 hand-ins"
    assert rows(collection) == [
        ("ada", "05", 1), ("bob", "05", 1), ("ada", "06", 1), ("ada", "12", 1),
    ]  # fmt: skip
    assert [one.origin for one in collection.handed] == [
        "ada/exercise05.py", "bob/ex5.py", "ada/exercise06_event", "ada/12.ipynb",
    ]  # fmt: skip
    assert (collection.ignored, collection.handed[0].number) == ((), "")


def test_what_tells_no_exercise_comes_along_with_each(school):
    collection = school.collect(
        "ada/exercise05.py", "ada/exercise06.py", "ada/shared.py", "ada/data/words.txt"
    )
    assert [file_names(one) for one in collection.handed] == [
        ["exercise05.py", "data/words.txt", "shared.py"],
        ["exercise06.py", "data/words.txt", "shared.py"],
    ]


def test_of_several_programs_the_one_that_tells_the_exercise_is_run(school):
    handed = only(school.collect("ada/helper.py", "ada/Exercise 5 final.py"))
    assert file_names(handed) == ["exercise05.py", "helper.py"]
    assert "Exercise 5 final.py was graded as exercise05.py" in handed.read().notes[0]


def test_two_programs_for_one_exercise_are_not_guessed_between(school):
    handed = only(school.collect("ada/exercise5_new.py", "ada/exercise5_old.py"))
    assert "it is not clear which is meant of exercise5_new.py, exercise5_old.py" in problem(handed)


def test_a_file_and_a_folder_for_one_exercise_are_two_attempts(school):
    collection = school.collect("ada/exercise05.py", "ada/exercise05_exit_codes/exercise05.py")
    assert rows(collection) == [("ada", "05", 1), ("ada", "05", 2)]


def test_folders_that_tell_nothing_are_looked_into(school):
    collection = school.collect(
        "ada/week1/exercise05.py", "ada/week2/late/exercise06/main.py", "b/exercise05.py"
    )
    assert rows(collection) == [("ada", "05", 1), ("b", "05", 1), ("ada", "06", 1)]


def test_a_folder_that_tells_nothing_is_the_hand_in_for_the_only_exercise(school):
    collection = school.collect("ada/main.py", "bob/empty.txt", "cy/.hidden", exercises=[5])
    assert [one.student for one in collection.handed][:2] == ["ada", "bob"]
    assert file_names(collection.handed[0]) == ["exercise05.py"]
    assert "bob has no Python file, only empty.txt" in problem(collection.handed[1])
    assert "cy has no files that could be graded" in problem(collection.handed[2])


def test_a_program_that_tells_nothing_is_named_where_there_are_several_exercises(school):
    collection = school.collect("ada/main.py", "bob/exercise05/x.py", "bob/other.py")
    assert rows(collection) == [("bob", "05", 1)]
    assert collection.ignored == (
        "ada: nothing in it tells which exercise it is for",
        "bob/other.py: its name does not tell which exercise it is for",
    )


def test_the_only_exercise_takes_what_tells_none_and_leaves_what_tells_another(school):
    collection = school.collect("ada/main.py", "ada/exercise06.py", exercises=[5])
    assert (rows(collection), file_names(only(collection))) == (
        [("ada", "05", 1)],
        ["exercise05.py"],
    )
    assert collection.ignored == ("1 hand-in for exercise06_event, which was not asked for: ada",)


def test_exercises_that_were_not_asked_for_take_one_line_each(school):
    names = [f"s{number:02}/exercise{e}.py" for number in range(20) for e in ("05", "06")]
    collection = school.collect(*names, exercises=[5])
    assert len(collection.handed) == 20
    (line,) = collection.ignored
    assert line.startswith("20 hand-ins for exercise06_event, which was not asked for: s00, s01, ")
    assert line.endswith("s07, …")


def test_a_student_may_be_a_number(school):
    collection = school.collect("5/exercise05.py", "12/exercise05.py", "20260001/exercise05.py")
    assert [one.student for one in collection.handed] == ["12", "20260001", "5"]


def test_a_single_student_is_no_folder_around_others(school):
    assert rows(school.collect("ada/exercise05.py")) == [("ada", "05", 1)]
    assert rows(school.collect("ada/exercise05_helper.py", exercises=[5])) == [("ada", "05", 1)]


def test_files_beside_the_folders_are_ignored(school):
    collection = school.collect("ada/exercise05.py", "bob/exercise05.py", "grades.csv")
    assert collection.ignored == ("grades.csv: it is in no student's folder",)


def test_accents_that_a_system_splits_make_no_other_student(school):
    collection = school.collect("Jose\u0301/exercise05.py", "Jos\u00e9/exercise06.py")
    assert {one.student for one in collection.handed} == {"Jos\u00e9"}


def test_names_that_differ_in_case_are_two_students(school):
    collection = school.collect("ada/exercise05.py", "Ada/exercise05.py")
    assert rows(collection) == [("Ada", "05", 1), ("ada", "05", 1)]


@pytest.mark.parametrize("name", ["a\x1b[2Jda", "a\nda", "a\u202eda", "a\u2028da", "x" * 200])
def test_every_student_can_be_shown(on_disk, name):
    handed = only(on_disk.collect(f"{name}/exercise05.py"))
    assert handed.student.isprintable()
    assert handed.origin.isprintable()
    assert len(handed.student) <= 120
    assert file_names(handed) == ["exercise05.py"]


def test_a_name_that_is_no_text_can_be_shown_and_read(on_disk):
    on_disk.collect(os.fsdecode(b"ad\xff/exercise05.py"), "bob/exercise05.py")
    ada = on_disk.read().handed[0]
    assert ada.student == r"ad\udcff"
    ada.student.encode()
    assert file_names(ada) == ["exercise05.py"]


def test_names_that_look_alike_when_shown_are_two_students(on_disk):
    on_disk.collect(os.fsdecode(b"ad\xff/exercise05.py"), r"ad\udcff/exercise05.py")
    assert [one.student for one in on_disk.read().handed] == [r"ad\udcff", r"ad\udcff (2)"]


def test_names_that_are_too_long_to_be_shown_are_told_apart(on_disk):
    on_disk.collect("x" * 150 + "a/exercise05.py", "x" * 150 + "b/exercise05.py")
    one, other = (one.student for one in on_disk.read().handed)
    assert (len(one), other) == (120, f"{one} (2)")


def test_a_student_s_folder_that_is_a_link_is_not_followed(on_disk):
    on_disk.collect("ada/exercise05.py")
    (on_disk.path / "bob").symlink_to("ada")
    collection = on_disk.read(exercises=[5])
    assert problem(collection.handed[1]) == "bob is a link: put the folder itself there."
    assert on_disk.read().ignored == ("bob: bob is a link: put the folder itself there",)


def test_links_to_other_students_are_not_followed(on_disk):
    on_disk.collect("ada/exercise05.py", "bob/exercise06.py")
    (on_disk.path / "bob/exercise05.py").symlink_to("../ada/exercise05.py")
    (on_disk.path / "bob/exercise12").symlink_to("../ada")
    handed = {(one.student, one.exercise[8:10]): one for one in on_disk.read().handed}
    assert "is a link to a file outside" in problem(handed["bob", "05"])
    assert "has no Python file, only exercise12" in problem(handed["bob", "12"])


def test_a_link_within_the_student_s_folder_is_followed(on_disk):
    on_disk.collect("ada/real.py")
    (on_disk.path / "ada/exercise05.py").symlink_to("real.py")
    assert file_names(only(on_disk.read())) == ["exercise05.py", "real.py"]


@pytest.mark.timeout(10)
def test_what_is_no_file_is_never_waited_for(on_disk):
    on_disk.collect("bob/exercise05.py")
    (on_disk.path / "ada").mkdir()
    os.mkfifo(on_disk.path / "ada/exercise05.py")
    os.mkfifo(on_disk.path / "pipe")
    collection = on_disk.read()
    assert "exercise05.py is a named pipe" in problem(collection.handed[0])
    assert collection.ignored == ("pipe: it is in no student's folder",)


def test_a_hand_in_that_is_gone_by_the_time_it_is_read_is_unread(on_disk):
    handed = only(on_disk.collect("ada/exercise05.py"))
    (on_disk.path / "ada/exercise05.py").unlink()
    submission = handed.read()
    assert submission.problem is None
    assert submission.unread == (
        "ada/exercise05.py: it cannot be read (No such file or directory) and has no score: "
        "see to it, then call again"
    )


def test_a_file_that_comes_along_and_cannot_be_read_leaves_the_hand_in_unread(on_disk, monkeypatch):
    handed = only(on_disk.collect("ada/exercise05.py", "ada/words.txt"))
    opened = os.open

    def forbidden(path, *arguments, **options):
        if path == "words.txt":
            raise PermissionError(13, "Permission denied", path)
        return opened(path, *arguments, **options)

    # Root may read everything, so the system's refusal is played.
    monkeypatch.setattr(opening.os, "open", forbidden)
    submission = handed.read()
    assert submission.files == ()
    assert submission.unread.startswith("ada/words.txt: it cannot be read (Permission denied)")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_folder_without_permission_is_told_and_is_no_stray(on_disk):
    on_disk.collect("ada/exercise05.py", "bob/exercise05.py")
    (on_disk.path / "ada").chmod(0)
    collection = on_disk.read()
    assert rows(collection) == [("bob", "05", 1)]
    assert collection.ignored == ()
    assert collection.unread[0].startswith("ada: it cannot be read (Permission denied)")
    ada, _bob = on_disk.read(exercises=[5]).handed
    assert ada.read().unread == collection.unread[0]


def test_an_empty_program_has_a_problem(school):
    handed = only(school.collect(contents={"ada/exercise05.py": b""}))
    assert "exercise05.py is empty" in problem(handed)


def test_a_student_with_too_many_files_has_a_problem_and_others_do_not(school):
    names = [f"ada/f{number}.txt" for number in range(201)]
    collection = school.collect("ada/exercise05.py", "bob/exercise05.py", *names)
    assert "ada holds too much: at most 200 files" in problem(collection.handed[0])
    assert file_names(collection.handed[1]) == ["exercise05.py"]


def test_what_systems_leave_behind_is_no_student(school):
    collection = school.collect(
        "ada/exercise05.py", "bob/exercise05.py", "__MACOSX/ada/._exercise05.py", ".DS_Store",
        "Thumbs.db",
    )  # fmt: skip
    assert rows(collection) == [("ada", "05", 1), ("bob", "05", 1)]
    assert collection.ignored == ()
