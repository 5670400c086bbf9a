"""The course model: what it finds, and each of its complaints word for word."""

from pathlib import Path

import pytest

from grader.course import find_course
from grader.errors import CourseError, UsageError

GOOD = 'title = "Exit codes"\nsummary = "Tell how each process ended."\n'
TOML = "exercises/exercise05_exit_codes/exercise.toml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "course.toml").write_text('title = "Concurrent Python"\n')
    add_exercise(tmp_path, "exercise12_coroutine", GOOD)
    add_exercise(tmp_path, "exercise05_exit_codes", GOOD)
    return tmp_path


def add_exercise(root: Path, name: str, toml: str | None) -> None:
    folder = root / "exercises" / name
    folder.mkdir(parents=True, exist_ok=True)
    if toml is not None:
        (folder / "exercise.toml").write_text(toml)
    hidden = root / "tests" / "hidden"
    hidden.mkdir(parents=True, exist_ok=True)
    (hidden / f"test_{name}.py").write_text("raise SystemExit('never imported here')\n")


def complaint(root: Path) -> str:
    with pytest.raises(CourseError) as caught:
        find_course(root)
    return str(caught.value)


def test_a_course_is_found_from_its_root_from_any_folder_in_it_and_from_a_file(root):
    for start in (root, root / "exercises/exercise05_exit_codes", root / TOML):
        assert find_course(start).root == root


def test_a_course_is_found_from_a_relative_path(root, monkeypatch):
    monkeypatch.chdir(root / "exercises")
    assert find_course(Path()).root == root


def test_outside_of_a_course_the_complaint_names_where_it_looked(tmp_path):
    with pytest.raises(UsageError, match=r"no course.toml in .* or any folder above it") as caught:
        find_course(tmp_path)
    assert str(tmp_path) in str(caught.value)
    assert not isinstance(caught.value, CourseError)


def test_a_folder_that_was_deleted_under_our_feet_is_wrong_usage(tmp_path, monkeypatch):
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    with pytest.raises(UsageError, match="no longer exists"):
        find_course(Path())


def test_exercises_come_in_order_of_their_numbers_with_all_their_parts(root):
    course = find_course(root)
    assert [e.identifier for e in course.exercises] == [
        "exercise05_exit_codes",
        "exercise12_coroutine",
    ]
    first = course.exercises[0]
    assert (first.number, first.short, first.file) == ("05", "exercise05", "exercise05.py")
    assert first.title == "Exit codes"
    assert first.summary == "Tell how each process ended."
    assert first.stub == root / "exercises/exercise05_exit_codes/exercise05.py"
    assert first.hidden_tests == root / "tests/hidden/test_exercise05_exit_codes.py"


def test_an_exercise_shows_the_steps_of_generators_where_it_says_so(root):
    add_exercise(root, "exercise12_coroutine", GOOD + "steps = true")
    assert [exercise.steps for exercise in find_course(root).exercises] == [False, True]


@pytest.mark.parametrize(
    "name", ["exercise05", "05", "5", "exercise5", "exercise05_exit_codes", "Exercise05", " 5 "]
)
def test_an_exercise_has_several_names(root, name):
    assert find_course(root).exercise(name).identifier == "exercise05_exit_codes"


@pytest.mark.parametrize(
    ("name", "near"),
    [("exercise5O", "exercise05"), ("exercise05_exit_code", "exercise05_exit_codes")],
)
def test_an_unknown_exercise_is_told_with_the_nearest_and_where_all_are_listed(root, name, near):
    with pytest.raises(UsageError) as caught:
        find_course(root).exercise(name)
    expected = f"no exercise is called '{name}': did you mean '{near}'? `grade list` shows all"
    assert str(caught.value) == expected


@pytest.mark.parametrize("name", ["zzz", "", "9" * 5000, "{name}"])
def test_an_unknown_exercise_that_resembles_none_is_told_without_a_guess(root, name):
    with pytest.raises(UsageError) as caught:
        find_course(root).exercise(name)
    assert str(caught.value) == f"no exercise is called '{name}': `grade list` shows all"


def test_an_exercise_without_hidden_tests_is_complained_of_when_it_is_asked_for(root):
    (root / "tests/hidden/test_exercise05_exit_codes.py").unlink()
    course = find_course(root)
    with pytest.raises(CourseError) as caught:
        course.exercise("5")
    assert str(caught.value) == (
        "tests/hidden/test_exercise05_exit_codes.py: missing: "
        "exercise05_exit_codes cannot be graded until it is added"
    )


def test_limits_are_the_defaults_then_the_course_s_then_the_exercise_s(root):
    (root / "course.toml").write_text('title = "C"\n[limits]\nwall = 20\ncpu = 3\n')
    (root / TOML).write_text(GOOD + "[limits]\ncpu = 1.5\nprocesses = 8\n")
    course = find_course(root)
    five, twelve = (exercise.limits for exercise in course.exercises)
    assert (five.wall, five.cpu, five.processes, five.open_files) == (20.0, 1.5, 8, 256)
    assert (twelve.wall, twelve.cpu, twelve.processes) == (20.0, 3.0, 64)
    assert type(five.wall) is float


@pytest.mark.parametrize(
    ("toml", "expected"),
    [
        (
            GOOD + '[limits]\nwall = "ten"',
            "'limits.wall' must be a number above 0, not \"ten\": write e.g. wall = 10",
        ),
        (
            GOOD + "[limits]\nwall = 0",
            "'limits.wall' must be a number above 0, not 0: write e.g. wall = 10",
        ),
        (
            GOOD + "[limits]\ncpu = nan",
            "'limits.cpu' must be a number above 0, not nan: write e.g. cpu = 8",
        ),
        (
            GOOD + "[limits]\ncpu = inf",
            "'limits.cpu' must be a number above 0, not inf: write e.g. cpu = 8",
        ),
        (
            GOOD + "[limits]\nprocesses = true",
            "'limits.processes' must be a whole number above 0, not true: write e.g. processes = 64",
        ),
        (
            GOOD + "[limits]\nprocesses = 2.5",
            "'limits.processes' must be a whole number above 0, not 2.5: write e.g. processes = 64",
        ),
        (
            GOOD + "[limits]\ndisk = [1]",
            "'limits.disk' must be a whole number above 0, not a list: write e.g. disk = 67108864",
        ),
        (
            "limits = 5\n" + GOOD,
            "'limits' must be a table, not 5: write e.g. [limits] and below it wall = 10",
        ),
        (GOOD + "[limits]\nwal = 5", "'limits.wal' is unknown: did you mean 'limits.wall'?"),
        (GOOD + 'titel = "x"', "'titel' is unknown: did you mean 'title'?"),
        (GOOD + "xyz = 1", "'xyz' is unknown: known are title, summary, limits, due, published, policy, extensions, steps"),
        ('summary = "x"', "'title' is missing: write e.g. title = \"Exit codes\""),
        (
            'title = "x"',
            "'summary' is missing: write e.g. summary = \"Tell how each process ended.\"",
        ),
        ('title = " "\nsummary = "x"', "'title' must be a text, not \" \": write e.g. title = \"Exit codes\""),
        (
            'title = "x"\n[summary]',
            "'summary' must be a text, not a table: write e.g. summary = \"Tell how each process ended.\"",
        ),
        ("title = ", "not TOML: Invalid value (at end of document)"),
    ],
)  # fmt: skip
def test_each_complaint_names_file_field_and_remedy(root, toml, expected):
    (root / TOML).write_text(toml)
    assert complaint(root) == f"{TOML}: {expected}"


def test_a_limit_too_large_to_be_one_is_complained_of(root):
    (root / "course.toml").write_text(f'title = "C"\n[limits]\nwall = {10**400}\n')
    assert complaint(root).startswith(
        "course.toml: 'limits.wall' must be a number above 0, not 1000"
    )


def test_a_file_that_is_not_utf_8_is_complained_of_with_the_byte(root):
    (root / TOML).write_bytes(b'title = "\xff"')
    assert complaint(root) == f"{TOML}: not UTF-8 at byte 10: save it as UTF-8"


def test_an_exercise_without_its_file_is_complained_of(root):
    (root / TOML).unlink()
    assert complaint(root) == f"{TOML}: missing: add it, with title and summary"


def test_an_exercise_file_that_is_a_folder_is_complained_of(root):
    (root / TOML).unlink()
    (root / TOML).mkdir()
    assert complaint(root) == f"{TOML}: cannot be read: Is a directory"


def test_a_course_without_a_title_is_complained_of(root):
    (root / "course.toml").write_text("")
    assert complaint(root) == (
        "course.toml: 'title' is missing: write e.g. title = \"Concurrent Python\""
    )


def test_a_course_without_exercises_folder_is_complained_of(tmp_path):
    (tmp_path / "course.toml").write_text('title = "C"')
    assert complaint(tmp_path).startswith("exercises: missing: add a folder exercises/")


def test_a_folder_whose_name_is_no_exercise_s_is_complained_of(root):
    (root / "exercises/exercise7").mkdir()
    assert complaint(root) == (
        "exercises/exercise7: no name for an exercise: rename it to e.g. exercise05_exit_codes"
    )


def test_two_exercises_with_one_number_are_complained_of(root):
    add_exercise(root, "exercise05_other", GOOD)
    assert complaint(root) == (
        "exercises: exercise05_exit_codes and exercise05_other have the same number: "
        "rename one of them"
    )


def test_what_is_no_exercise_is_passed_over(root):
    (root / "exercises/__pycache__").mkdir()
    (root / "exercises/README.md").write_text("read me")
    assert len(find_course(root).exercises) == 2


def test_our_own_course_is_described_rightly():
    assert find_course(Path(__file__)).title == "Concurrent Python"
