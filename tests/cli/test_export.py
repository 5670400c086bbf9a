"""`grade export`: from the gradebook, or from one grade, to a file."""

import csv
import io
import json
import subprocess
import sys
from contextlib import contextmanager
from datetime import timedelta

import pytest
from gradings import STARTED, entry, grade, passed

from grader.exports.grade_json import to_json
from grader.grade import Verdict
from grader.gradebook import Entry, Gradebook

CONTEXT = {
    "CLASSROOM": "cs",
    "ASSIGNMENT": "exercise05",
    "SUBMISSION_TAG": "submit/1",
    "COMMIT_URL": "https://github.example/c",
    "RELEASE_URL": "https://github.example/r",
}


@contextmanager
def batch(stage):
    """A batch of the course's gradebook, which takes entries."""
    (stage.root / ".grader").mkdir(exist_ok=True)
    with Gradebook(str(stage.root / ".grader/gradebook.sqlite")) as book:
        name = book.start_batch("A class")
        yield lambda *several: book.add(real(one, name) for one in several)


def real(one, name):
    fields = {field: getattr(one, field) for field in Entry.__dataclass_fields__}
    return Entry(**{**fields, "batch": name, "adjusted": fields["adjusted"] or fields["score"]})


@pytest.fixture
def _graded(stage):
    """Ada's two attempts, of which the first was better, and Grace's one at another exercise."""
    good, bad = grade(passed(points=100)), grade()
    with batch(stage) as add:
        add(
            entry(good, digest="1" * 64),
            entry(bad, digest="2" * 64, attempt=2, started=STARTED + timedelta(1)),
            entry(grade(student="grace", exercise="exercise12_coroutine"), digest="3" * 64),
        )


@pytest.fixture
def grade_file(tmp_path):
    path = tmp_path / "grade.json"
    path.write_bytes(to_json(grade()))
    return path


def table(text):
    return [(row["student"], row["attempt"], row["final"]) for row in csv.DictReader(text)]


def exported(stage, capsys, *arguments):
    capsys.readouterr()
    code = stage("export", *arguments)
    return code, capsys.readouterr()


@pytest.mark.usefixtures("_graded")
@pytest.mark.parametrize(
    ("attempts", "found"),
    [
        ("counting", [("ada", "1", "100"), ("grace", "1", "60")]),
        ("best", [("ada", "1", "100"), ("grace", "1", "60")]),
        ("last", [("ada", "2", "60"), ("grace", "1", "60")]),
        ("all", [("ada", "1", "100"), ("ada", "2", "60"), ("grace", "1", "60")]),
    ],
)
def test_the_attempts_that_were_asked_for_are_exported(stage, capsys, attempts, found):
    code, captured = exported(stage, capsys, "csv", "--attempts", attempts)
    assert (code, captured.err) == (0, "")
    assert table(io.StringIO(captured.out)) == found


@pytest.mark.usefixtures("_graded")
def test_where_the_last_attempt_counts_by_the_course_s_policy_it_is_exported(stage, capsys):
    toml = stage.root / "exercises/exercise05_exit_codes/exercise.toml"
    toml.write_text(toml.read_text() + '[policy]\nattempts = "last"\n')
    _code, captured = exported(stage, capsys, "csv")
    assert table(io.StringIO(captured.out))[0] == ("ada", "2", "60")


@pytest.mark.usefixtures("_graded")
def test_one_exercise_or_one_student_can_be_asked_for(stage, capsys):
    _code, captured = exported(stage, capsys, "csv", "--exercise", "12")
    assert table(io.StringIO(captured.out)) == [("grace", "1", "60")]
    _code, captured = exported(stage, capsys, "jsonl", "--student", "ada")
    assert json.loads(captured.out)["student"] == "ada"


@pytest.mark.usefixtures("_graded")
def test_a_roster_that_lacks_a_student_is_told_with_exit_code_1(stage, capsys, tmp_path):
    roster, output = tmp_path / "roster.csv", tmp_path / "import.csv"
    roster.write_text("Student,ID,SIS User ID,SIS Login ID,Section\nLovelace Ada,1,,ada,A\n")
    code, captured = exported(
        *(stage, capsys, "canvas", "--roster", roster, "--output", output),
    )
    assert code == 1
    assert (
        captured.err
        == "grade: grace is left out: is not in the list: export it anew, or enter the points by hand\n"
    )
    assert "Lovelace Ada,1,,ada,A,100," in output.read_text()


@pytest.mark.usefixtures("_graded")
def test_several_gradings_for_gradescope_are_files_in_a_folder(stage, capsys, tmp_path):
    code, captured = exported(stage, capsys, "gradescope", "--output", tmp_path / "out")
    assert (code, captured.err) == (0, "")
    assert json.loads((tmp_path / "out/exercise05_exit_codes/ada.json").read_text())["score"] == 100
    assert (tmp_path / "out/exercise12_coroutine/grace.json").is_file()


@pytest.mark.usefixtures("_graded")
def test_a_folder_that_cannot_be_made_is_told(stage, capsys, tmp_path):
    (tmp_path / "exercise05_exit_codes").write_text("in the way")
    code, captured = exported(stage, capsys, "gradescope", "--output", tmp_path)
    assert code == 2
    assert "ada.json cannot be written: " in captured.err


def test_a_grading_without_a_score_is_told_beside_the_others(stage, capsys, tmp_path):
    lost = grade(student="grace", verdict=Verdict.GRADER_ERROR, score=None)
    with batch(stage) as add:
        add(entry(digest="1" * 64), entry(lost, digest="2" * 64))
    code, captured = exported(stage, capsys, "gradescope", "--output", tmp_path)
    assert code == 1
    assert "grace is left out: grace has no score" in captured.err
    assert [path.name for path in (tmp_path / "exercise05_exit_codes").iterdir()] == ["ada.json"]


@pytest.mark.parametrize("name", ["gradescope", "junit", "csv", "jsonl", "canvas", "moodle"])
def test_one_grade_from_a_file_is_exported(stage, capsys, grade_file, name):
    code, captured = exported(stage, capsys, name, "--grade", grade_file)
    assert (code, captured.err) == (0, "")
    assert "60" in captured.out


def test_a_grade_from_standard_input_is_exported(stage, capsys, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(to_json(grade()))))
    code, captured = exported(stage, capsys, "gradescope", "--grade", "-")
    assert (code, json.loads(captured.out)["score"]) == (0, 60)


def test_classroom_50_s_file_takes_its_environment(stage, capsys, grade_file, monkeypatch):
    for name, value in CONTEXT.items():
        monkeypatch.setenv(name, value)
    _code, captured = exported(stage, capsys, "classroom50", "--grade", grade_file)
    assert json.loads(captured.out)["submission"] == "submit/1"


def test_a_failure_of_the_grader_is_3_and_no_file(stage, capsys, grade_file, tmp_path):
    grade_file.write_bytes(to_json(grade(verdict=Verdict.GRADER_ERROR, score=None)))
    output = tmp_path / "results.json"
    code, captured = exported(
        *(stage, capsys, "gradescope", "--grade", grade_file, "--output", output),
    )
    assert code == 3
    assert "ada has no score" in captured.err
    assert not output.exists()


@pytest.mark.usefixtures("_graded")
@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["csv", "--roster", "x"], "--roster goes with the formats canvas and moodle"),
        (["csv", "--grade", "x", "--student", "ada"], "--grade names one grade"),
        (["csv", "--grade", "missing.json"], "missing.json cannot be read"),
        (["canvas", "--attempts", "all"], "canvas has one attempt of each student"),
        (["canvas", "--roster", "missing.csv"], "missing.csv cannot be read"),
        (["gradescope"], "several gradings make several files: name a folder with --output"),
        (["csv", "--student", "linus"], "there is nothing to export"),
        (["csv", "--exercise", "99"], "no exercise is called '99'"),
        (["pdf"], "'pdf' is not one of"),
    ],
    ids=" ".join,
)
def test_what_cannot_be_done_is_2_and_told(stage, capsys, arguments, words):
    code, captured = exported(stage, capsys, *arguments)
    assert code == 2
    assert words in captured.err
    assert captured.out == ""


@pytest.mark.usefixtures("_graded")
def test_classroom_50_takes_one_grading(stage, capsys, monkeypatch):
    for name, value in CONTEXT.items():
        monkeypatch.setenv(name, value)
    code, captured = exported(stage, capsys, "classroom50")
    assert (code, captured.err) == (
        *(2, "grade: classroom50 is about one grading: give it with --grade\n"),
    )


def test_without_a_gradebook_the_remedy_is_told(stage, capsys):
    code, captured = exported(stage, capsys, "csv")
    assert code == 2
    assert "`grade batch` makes one" in captured.err


def test_naming_the_formats_takes_no_format_s_code():
    """`grade list` must start at once, and this verb stands beside it."""
    code = (
        "import sys, grader.cli.export as _;"
        "print({name for name in sys.modules if name.startswith(('grader.exports', 'msgspec'))})"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
