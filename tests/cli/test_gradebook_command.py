"""`grade gradebook`: whose scores it shows, as a table and as JSON, and its complaints."""

import json
import re
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from gradebook.samples import FIVE, STARTED, SUBMITTED, entry, grade

from grader.cli.gradebook import address_of, existing
from grader.course import find_course
from grader.errors import UsageError
from grader.gradebook import Gradebook

TWELVE = "exercise12_coroutine"


@pytest.fixture
def filled(stage, monkeypatch):
    """A course's own gradebook with two batches; the address of it, and the batches."""
    monkeypatch.setenv("COLUMNS", "200")
    times = iter([STARTED, STARTED + timedelta(days=1)])
    address = address_of(find_course(stage.root), None)
    with Gradebook(address, now=lambda: next(times), lot=lambda: "1a2b") as book:
        one, other = book.start_batch("exercise05"), book.start_batch("exercise05, exercise12")
        late = {"adjusted": 60.0, "reason": "1 day late: 10 points lost"}
        book.add(
            [
                entry(one, attempt=1, score=80.0, grade=grade(test_a=50, test_b=30)),
                entry(one, attempt=2, score=70.0, **late),
                entry(one, "[bold]eve\x1b[2J", score=0.0, verdict="rejected"),
                entry(other, attempt=1, score=75.5, grade=grade(test_a=45.5, test_b=30)),
                entry(other, exercise=TWELVE, score=None, submitted=None),
            ]
        )
    return address, one, other


def cells(capsys):
    """The lines that were printed, each as its words."""
    return [re.split(r"\s{2,}", line.strip()) for line in capsys.readouterr().out.splitlines()]


def handed_in():
    return f"{SUBMITTED.astimezone():%Y-%m-%d %H:%M}"


@pytest.mark.usefixtures("filled")
def test_show_prints_the_best_attempts_unless_the_policy_says_otherwise(stage, capsys):
    assert stage("gradebook", "show") == 0
    head, *rows = cells(capsys)
    assert head == [
        *("student", "exercise", "attempt", "score", "counts", "verdict", "handed in", "remark")
    ]
    assert rows == [
        [r"[bold]eve\x1b[2J", "exercise05", "1", "0/100", "0", "rejected", handed_in()],
        ["ada", "exercise05", "1", "75.5/100", "75.5", "partial", handed_in()],
        ["ada", "exercise12", "1", "-/100", "-", "grader error", "-"],
    ]


@pytest.mark.usefixtures("filled")
def test_show_prints_the_last_attempts_where_the_policy_says_so(stage, capsys):
    toml = stage.root / f"exercises/{FIVE}/exercise.toml"
    toml.write_text(toml.read_text() + '[policy]\nattempts = "last"\n')
    stage("gradebook", "show", "--exercise", "5", "--student", "ada")
    _head, row = cells(capsys)
    remark = "1 day late: 10 points lost"
    assert row == ["ada", "exercise05", "2", "70/100", "60", "partial", handed_in(), remark]


@pytest.mark.usefixtures("filled")
def test_best_asks_for_the_best_whatever_the_policy(stage, capsys):
    toml = stage.root / f"exercises/{FIVE}/exercise.toml"
    toml.write_text(toml.read_text() + '[policy]\nattempts = "last"\n')
    stage("gradebook", "best", "--exercise", "5", "--student", "ada", "--json")
    (row,) = json.loads(capsys.readouterr().out)["gradings"]
    assert (row["attempt"], row["score"]) == (1, 75.5)


@pytest.mark.usefixtures("filled")
def test_without_a_command_the_scores_that_count_are_shown(stage, capsys):
    assert stage("gradebook") == 0
    bare = capsys.readouterr().out
    stage("gradebook", "show")
    assert capsys.readouterr().out == bare != ""


def test_without_a_command_the_options_of_show_are_taken(stage, filled, capsys, monkeypatch):
    address, _one, _other = filled
    monkeypatch.chdir(stage.root.parent)
    assert stage("gradebook", "--gradebook", address, "--student", "ada", "--json") == 0
    assert len(json.loads(capsys.readouterr().out)["gradings"]) == 2
    assert stage("gradebook", "--help") == 0
    assert "gradebook [OPTIONS] COMMAND" in capsys.readouterr().out


def test_json_has_every_field_but_the_grade(stage, filled, capsys):
    stage("gradebook", "show", "--student", "ada", "--exercise", "12", "--json")
    _address, _one, other = filled
    assert json.loads(capsys.readouterr().out) == {
        "gradings": [
            {
                "batch": other, "student": "ada", "exercise": TWELVE, "attempt": 1,
                "submitted": None, "verdict": "grader_error", "score": None, "max_score": 100.0,
                "adjusted": None, "reason": "", "digest": entry("", exercise=TWELVE).digest,
                "origin": "ada/exercise05.py", "started": STARTED.isoformat(), "duration": 0.25,
            }
        ]
    }  # fmt: skip


def test_history_prints_every_grading_with_its_batch(stage, filled, capsys):
    _address, one, other = filled
    assert stage("gradebook", "history", "ada", "5") == 0
    name, _head, *rows = cells(capsys)
    assert name == ["ada"]
    assert [(row[1], row[2], row[-1]) for row in rows] == [
        ("1", "80/100", one),
        ("2", "70/100", one),
        ("1", "75.5/100", other),
    ]
    stage("gradebook", "history", "ada")
    assert len(cells(capsys)) == 6


@pytest.mark.parametrize("arguments", [("show",), ("history", "Ada Lovelace (1234567)")])
def test_a_terminal_of_80_columns_shows_all_columns_in_words(stage, filled, capsys, arguments):
    address, one, other = filled
    with Gradebook(address) as book:
        late = {"adjusted": 60.5, "score": 70.25, "reason": "1 day late: 9.75 points lost"}
        failed = {"score": None, "attempt": 2}
        names = [entry(batch, "Ada Lovelace (1234567)", **late) for batch in (one, other)]
        book.add([*names, entry(other, "Ada Lovelace (1234567)", **failed)])
    with pytest.MonkeyPatch.context() as terminal:
        for name, value in (("TTY_COMPATIBLE", "1"), ("TERM", "dumb"), ("COLUMNS", "80")):
            terminal.setenv(name, value)
        stage("gradebook", *arguments)
    output = capsys.readouterr().out
    words = {word for line in output.splitlines() for word in line.split()}
    assert max(map(len, output.splitlines())) <= 80
    assert {"exercise05", "70.25/100", "60.5", "partial", "Lovelace", "(1234567)"} <= words
    assert {"2026-11-20", "points", "lost"} <= words
    assert "…" not in output


@pytest.mark.usefixtures("filled")
def test_where_there_is_no_terminal_no_line_is_folded(stage, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "40")
    stage("gradebook", "history", "ada")
    assert len(cells(capsys)) == 6


def test_diff_prints_whose_score_changed_by_how_much_and_which_tests(stage, filled, capsys):
    _address, one, other = filled
    assert stage("gradebook", "diff", one, other) == 0
    _head, *rows = cells(capsys)
    assert rows == [
        ["ada", "exercise05", "1", "80 → 75.5", "80 → 75.5", "-4.5", "test a: 50 → 45.5"],
        ["ada", "exercise12", "1", "-", "-", "-", "new in the second batch"],
    ]


def test_diff_as_json_has_both_gradings_and_the_tests(stage, filled, capsys):
    _address, one, other = filled
    stage("gradebook", "diff", other, one, "--json")
    changes = json.loads(capsys.readouterr().out)["changes"]
    gained, gone = changes
    assert (gained["student"], gained["exercise"], gained["attempt"]) == ("ada", FIVE, 1)
    assert (gained["before"]["score"], gained["after"]["score"]) == (75.5, 80.0)
    assert gained["tests"] == [{"name": "test_a", "title": "test a", "before": 45.5, "after": 50}]
    assert (gone["after"], gone["tests"]) == (None, [])


def test_diff_of_a_batch_with_itself_says_that_nothing_differs(stage, filled, capsys):
    _address, one, _other = filled
    assert stage("gradebook", "diff", one, one) == 0
    assert "no score differs between the two batches" in capsys.readouterr().err


def test_batches_prints_what_was_graded_when(stage, filled, capsys):
    _address, one, other = filled
    assert stage("gradebook", "batches") == 0
    _head, *rows = cells(capsys)
    assert [(row[0], *row[2:]) for row in rows] == [
        (one, "3", "exercise05"),
        (other, "2", "exercise05, exercise12"),
    ]
    stage("gradebook", "batches", "--json")
    first = json.loads(capsys.readouterr().out)["batches"][0]
    assert first == {
        "identifier": one,
        "title": "exercise05",
        "started": STARTED.isoformat(),
        "entries": 3,
    }


def test_a_gradebook_may_be_named_outside_of_any_course(stage, filled, tmp_path, monkeypatch):
    address, _one, _other = filled
    monkeypatch.chdir(tmp_path)
    assert stage("gradebook", "show", "--gradebook", address, "--exercise", FIVE) == 0
    assert stage("gradebook", "batches", "--gradebook", address) == 0
    assert stage("gradebook", "show") == 2


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["history", "adda"], "no student is called 'adda': did you mean 'ada'?"),
        (["show", "--student", "zzz"], "no student is called 'zzz': `grade gradebook` shows all"),
        (["show", "--exercise", "zzz"], "no exercise is called 'zzz': `grade list` shows all"),
        (["diff", "x", "y"], "no batch is called 'x': `grade gradebook batches` shows all"),
        (["show", "--gradebook", "gone.sqlite"], "gone.sqlite: there is none yet: `grade batch`"),
        (["show", "--gradebook", "mysql://x"], "mysql is not supported"),
        (["shew"], "No such command 'shew'"),
    ],
)
@pytest.mark.usefixtures("filled")
def test_wrong_usage_is_2_with_what_to_do_next(stage, capsys, arguments, complaint):
    assert stage("gradebook", *arguments) == 2
    assert complaint in capsys.readouterr().err


@pytest.mark.usefixtures("filled")
def test_a_student_who_has_nothing_at_an_exercise_is_no_mistake(stage, capsys):
    assert stage("gradebook", "history", "[bold]eve\x1b[2J", "12") == 0
    assert "the gradebook has no such grading yet" in capsys.readouterr().err


def test_before_the_first_batch_there_is_none_and_none_is_made(stage, capsys):
    assert stage("gradebook") == 2
    assert "there is none yet: `grade batch` makes one" in capsys.readouterr().err
    assert not (stage.root / ".grader/gradebook.sqlite").exists()


def test_the_address_to_write_to_is_the_one_given_else_the_course_s_own(stage):
    course = find_course(stage.root)
    assert address_of(course, "postgresql:///grades") == "postgresql:///grades"
    assert address_of(course, None) == str(stage.root / ".grader/gradebook.sqlite")
    assert (stage.root / ".grader/.gitignore").exists()


def test_where_the_course_s_state_can_be_kept_nowhere_a_place_is_asked_for(stage, tmp_path):
    (stage.root / ".grader").write_text("in the way")
    (tmp_path / "state").write_text("in the way, too")
    with pytest.raises(UsageError, match="can be kept nowhere: Not a directory: name a place"):
        address_of(find_course(stage.root), None)


def test_what_is_read_is_what_was_written_to_last(stage, tmp_path):
    course = find_course(stage.root)
    inside = Path(existing(course, lambda _folder: True))
    outside = Path(existing(course, lambda _folder: False))
    assert inside == stage.root / ".grader/gradebook.sqlite"
    assert outside.is_relative_to(tmp_path / "state")
    outside.parent.mkdir(parents=True)
    outside.touch()
    assert existing(course, lambda _folder: True) == str(outside)
    inside.parent.mkdir()
    inside.touch()
    assert existing(course, lambda _folder: True) == str(inside)
    assert existing(course, lambda _folder: False) == str(outside)


def test_other_verbs_do_not_wait_for_sqlalchemy():
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "grader", "list"],
        cwd=Path(__file__).parents[2], capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert "grader.cli.gradebook" in done.stderr
    assert "sqlalchemy" not in done.stderr
