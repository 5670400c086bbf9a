"""GitHub Classroom: clones, whose names join slug and login by a hyphen that both may have."""

from class_stage import file_names, only, rows


def clone(name):
    return (f"{name}/exercise05.py", f"{name}/.git/HEAD", f"{name}/README.md")


def test_clones_are_told_by_their_names(school):
    collection = school.collect(*clone("exercise05-ada"), *clone("exercise05-grace-hopper"))
    assert collection.layout == "classroom"
    assert rows(collection) == [("ada", "05", 1), ("grace-hopper", "05", 1)]
    assert file_names(collection.handed[0]) == ["exercise05.py", "README.md"]


def test_the_folder_around_clones_tells_the_slug(school):
    collection = school.collect(
        *clone("exercise-05-jobs-submissions/exercise-05-jobs-grace-hopper")
    )
    assert rows(collection) == [("grace-hopper", "05", 1)]
    assert only(collection).origin == "exercise-05-jobs-submissions/exercise-05-jobs-grace-hopper"


def test_the_exercise_s_topic_is_part_of_the_slug(school):
    assert only(school.collect(*clone("exercise05-exit-codes-ada"))).student == "ada"


def test_clones_of_several_exercises_may_lie_together(school):
    collection = school.collect(
        *clone("exercise05-exit-codes-ada"), *clone("exercise05-exit-codes-bob"),
        *clone("exercise06-ada"), *clone("exercise06-bob"),
    )  # fmt: skip
    assert rows(collection) == [
        ("ada", "05", 1), ("bob", "05", 1), ("ada", "06", 1), ("bob", "06", 1),
    ]  # fmt: skip


def test_an_archive_without_the_repositories_is_told_by_the_exercise(school):
    collection = school.collect("exercise05-ada/main.py", "exercise05-bob/main.py")
    assert (collection.layout, rows(collection)) == (
        "classroom",
        [("ada", "05", 1), ("bob", "05", 1)],
    )


def test_clones_of_a_whole_course_are_looked_into(school):
    collection = school.collect(
        "course-ada/.git/HEAD", "course-ada/exercise05/main.py", "course-ada/exercise06.py",
        "course-bob/.git/HEAD", "course-bob/exercise05.py",
    )  # fmt: skip
    assert collection.layout == "classroom"
    assert rows(collection) == [("ada", "05", 1), ("bob", "05", 1), ("ada", "06", 1)]


def test_what_is_no_repository_is_ignored(school):
    collection = school.collect(*clone("exercise05-ada"), "grades.csv")
    assert collection.ignored == ("grades.csv: it is no repository of a student",)
