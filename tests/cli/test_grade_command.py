"""`grade [EXERCISE ...]`: what it grades, prints, writes, and its exit codes."""

import getpass
import json
from dataclasses import replace
from pathlib import Path

import pytest
from cli_stage import failed, grade, passed

from grader.cli.grade import login_name, percent
from grader.errors import GraderError, SandboxError
from grader.grade import Explanation, Outcome, Verdict

FILE = "exercises/exercise05_exit_codes/exercise05.py"


def all_passed(exercise):
    return grade(exercise.identifier, passed(), passed())


# What is graded


@pytest.mark.parametrize("name", ["exercise05", "05", "5", "exercise05_exit_codes"])
def test_an_exercise_s_name_grades_the_student_s_file_in_exercises(stage, name):
    stage(name)
    exercise, submission, circumstances = stage.graded[0]
    assert exercise.identifier == "exercise05_exit_codes"
    assert submission.files[0].content == b"print('hello')\n"
    assert (circumstances.isolation, circumstances.clock) == ("auto", "virtual")


def test_the_default_verb_may_be_typed_all_the_same(stage):
    stage("grade", "5")
    assert len(stage.graded) == 1


def test_no_argument_grades_all_with_a_summary(stage, capsys):
    assert stage() == 1
    assert [graded[0].number for graded in stage.graded] == ["05", "12"]
    summary = capsys.readouterr().out.split("verdict\n")[-1]
    assert "exercise05_exit_codes" in summary
    assert "exercise12_coroutine" in summary
    assert summary.count("50 of 100") == 2


def test_several_exercises_are_graded_once_each_in_the_order_given(stage):
    stage("12", "5", "exercise12")
    assert [graded[0].number for graded in stage.graded] == ["12", "05"]


def test_a_path_tells_its_exercise_by_its_name_or_a_folder_s(stage, tmp_path):
    for place in ("work/exercise05.py", "work/exercise12_mine/try.py"):
        (tmp_path / place).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / place).write_text("print('work')")
        stage(tmp_path / place)
    stage(tmp_path / "work/exercise12_mine/")
    assert [graded[0].number for graded in stage.graded] == ["05", "12", "12"]
    assert {graded[1].files[0].content for graded in stage.graded} == {b"print('work')"}


def test_a_path_in_a_course_is_graded_from_outside_of_it(stage, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert stage(stage.root / FILE) == 1


def test_submission_names_another_file_or_folder(stage, tmp_path):
    (tmp_path / "mine.py").write_text("print('mine')")
    stage("5", "--submission", tmp_path / "mine.py")
    assert stage.graded[0][1].files[0].content == b"print('mine')"


def test_submission_alone_tells_its_exercise(stage, tmp_path):
    (tmp_path / "exercise12.py").write_text("print('mine')")
    stage("--submission", tmp_path / "exercise12.py")
    assert stage.graded[0][0].number == "12"


def test_a_submission_that_cannot_be_run_is_graded_with_its_problem(stage, tmp_path):
    (tmp_path / "exercise05.py").mkdir()
    stage(tmp_path / "exercise05.py")
    assert "is a folder" in stage.graded[0][1].problem


def test_the_options_reach_the_grading(stage):
    stage("5", "--seed", 3, "--isolation", "landlock", "--clock", "real", "--student", "bob")
    _, submission, circumstances = stage.graded[0]
    assert submission.student == "bob"
    assert (circumstances.seed, circumstances.isolation) == (3, "landlock")
    assert circumstances.clock == "real"


def test_the_student_is_the_login_by_default(stage, monkeypatch):
    monkeypatch.setenv("LOGNAME", "ada")
    stage("5")
    assert stage.graded[0][1].student == "ada"


def test_a_login_that_the_system_does_not_know_is_student(monkeypatch):
    def unknown():
        raise KeyError

    monkeypatch.setattr(getpass, "getuser", unknown)
    assert login_name() == "student"


def test_seeds_are_drawn_by_lot(stage):
    stage("5")
    stage("5")
    assert stage.graded[0][2].seed != stage.graded[1][2].seed


def test_the_student_s_view_is_graded_unless_all_tests_are_asked_for(stage):
    stage("5")
    stage("5", "--all-tests")
    assert [circumstances.audience for _, _, circumstances in stage.graded] == [
        "student", "instructor",
    ]  # fmt: skip


# Exit codes


def test_all_points_are_0_and_fewer_are_1(stage):
    assert stage("5") == 1
    stage.answer = all_passed
    assert stage("5") == 0


@pytest.mark.parametrize(("minimum", "code"), [(50, 0), (50.1, 1), (0, 0), ("nan", 1)])
def test_the_minimum_score_is_what_counts_as_success(stage, minimum, code):
    assert stage("5", "--min-score", minimum) == code


def test_thirds_that_add_up_to_all_are_success(stage):
    thirds = [passed(points=0.1) for _ in range(10)]
    stage.answer = lambda exercise: replace(grade(exercise.identifier, *thirds), max_score=1.0)
    assert stage("5") == 0


def test_a_grade_without_points_to_be_had_is_success():
    assert percent(replace(grade(), score=0.0, max_score=0.0)) == 100


def test_points_that_are_graded_later_are_no_obstacle_to_success(stage, capsys):
    stage.answer = lambda e: grade(e.identifier, passed(points=70), graded_later=30)
    assert stage("5") == 0
    text = capsys.readouterr().out
    assert "Score: 70 of 70, accepted\n30 more points are graded later.\n" in text


def test_of_several_exercises_the_worst_counts(stage):
    stage.answer = lambda e: grade(e.identifier, *([passed()] if e.number == "05" else [failed()]))
    assert stage("5") == 0
    assert stage("5", "12") == 1


def test_the_grader_s_own_failure_is_3_with_a_sentence_and_a_log(stage, capsys, tmp_path):
    broken = replace(failed(), outcome=Outcome.ERROR)
    stage.answer = lambda exercise: grade(
        exercise.identifier,
        broken,
        score=None,
        verdict=Verdict.GRADER_ERROR,
        details=("Traceback of the hidden test",),
    )
    assert stage("5") == 3
    message = capsys.readouterr().err
    assert "the grader failed, which costs no points: exercise05_exit_codes: test_kill" in message
    log = Path(message.split("Details: ")[1].strip())
    assert log.is_relative_to(tmp_path / "state/grader/log")
    assert "Traceback of the hidden test" in log.read_text()


@pytest.mark.parametrize("error", [GraderError, SandboxError])
def test_an_error_of_the_grader_is_3_with_its_sentence_and_no_traceback(stage, capsys, error):
    def answer(_exercise):
        raise error("no sandbox could be built")

    stage.answer = answer
    assert stage("5") == 3
    message = capsys.readouterr().err
    assert message.startswith("grade: the grader failed, which costs no points: no sandbox could")
    assert "Traceback" not in message
    assert "Traceback" in Path(message.split("Details: ")[1].strip()).read_text()


def test_ctrl_c_is_130(stage, capsys):
    def answer(_exercise):
        raise KeyboardInterrupt

    stage.answer = answer
    assert stage("5") == 130
    assert capsys.readouterr().err.strip() == "grade: interrupted"


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["exercise5O"], "did you mean 'exercise05'? `grade list` shows all"),
        (["zzz"], "no exercise is called 'zzz': `grade list` shows all"),
        (["7"], "no exercise is called '7'"),
        (["work/exercise05.py"], "work/exercise05.py does not exist: check the path"),
        (["--submission", "gone.py"], "gone.py does not exist"),
        (["5", "--submission", "gone.py"], "gone.py does not exist"),
        (
            ["./course.toml"],
            "does not tell which exercise it is for: name it, e.g. grade exercise05",
        ),
        (["5", "12", "--submission", FILE], "--submission goes with one exercise"),
        (["5", "12", "--json", "-"], "--report and --json go with one exercise"),
        (["--report", "x.html"], "--report and --json go with one exercise"),
        (["5", "--json", "-", "--report", "-"], "cannot both be standard output"),
        (["5", "--json", "gone/x.json"], "the folder gone does not exist: make it"),
        (["5", "--json", "exercises"], "Invalid value for '--json'"),
        (["5", "--seed", "x"], "Invalid value for '--seed'"),
        (["5", "--seed", "-1"], "Invalid value for '--seed'"),
        (["5", "--min-score", "101"], "Invalid value for '--min-score'"),
        (["5", "--isolation", "none"], "Invalid value for '--isolation'"),
        (["5", "--clock", "sand"], "Invalid value for '--clock'"),
        (["--nonsense"], "No such option"),
        (["list", "more"], "unexpected extra argument"),
    ],
)
def test_wrong_usage_is_2_with_a_sentence_before_anything_is_graded(
    stage, capsys, arguments, expected
):
    assert stage(*arguments) == 2
    output = capsys.readouterr()
    assert expected in output.err
    assert output.out == ""
    assert output.err.count("\n") == 1
    assert stage.graded == []


def test_an_empty_file_is_2_even_where_other_exercises_could_be_graded(stage, capsys):
    (stage.root / "exercises/exercise12_coroutine/exercise12.py").write_text("\n")
    assert stage() == 2
    assert "exercise12.py is empty" in capsys.readouterr().err
    assert stage.graded == []


def test_outside_of_a_course_is_2(stage, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert stage("5") == 2
    assert "no course.toml in" in capsys.readouterr().err


def test_a_course_described_wrongly_is_2(stage, capsys):
    (stage.root / "course.toml").write_text("titel = 1")
    assert stage("5") == 2
    assert capsys.readouterr().err.startswith("grade: course.toml: 'titel' is unknown")


# Outputs


def test_the_table_names_the_kept_report(stage, capsys):
    stage("5")
    report = stage.root / ".grader/exercise05_exit_codes.html"
    assert f"Report: {report}\n" in capsys.readouterr().out
    assert report.read_text() == "<html>exercise05_exit_codes</html>"


def test_report_and_json_are_written_where_asked(stage, capsys, tmp_path):
    stage("5", "--report", tmp_path / "r.html", "--json", tmp_path / "g.json")
    assert (tmp_path / "r.html").read_text().startswith("<html>")
    assert json.loads((tmp_path / "g.json").read_text())["score"] == 50
    assert f"Report: {tmp_path / 'r.html'}\n" in capsys.readouterr().out


def test_json_on_standard_output_is_alone_there(stage, capsys):
    stage("5", "--json", "-")
    output = capsys.readouterr()
    assert json.loads(output.out)["exercise"] == "exercise05_exit_codes"
    assert "Score: 50 of 100" in output.err


def test_the_report_on_standard_output_is_alone_there(stage, capsys):
    stage("5", "--report", "-")
    output = capsys.readouterr()
    assert output.out == "<html>exercise05_exit_codes</html>"
    assert "Score: 50 of 100" in output.err


def test_a_file_that_cannot_be_written_is_2(stage, capsys):
    assert stage("5", "--json", "/proc/grade.json") == 2
    assert "/proc/grade.json cannot be written" in capsys.readouterr().err


def test_a_course_and_a_home_that_cannot_be_written_are_no_obstacle(stage, capsys, tmp_path):
    (stage.root / ".grader").write_text("in the way")
    (tmp_path / "state").write_text("in the way")
    stage.answer = all_passed
    assert stage("5") == 0
    output = capsys.readouterr()
    assert "the grade could not be kept: Not a directory" in output.err
    assert "Report:" not in output.out


def test_open_shows_the_report_in_a_browser(stage):
    stage("5", "--open")
    assert stage.opened == [(stage.root / ".grader/exercise05_exit_codes.html").as_uri()]


def test_without_a_browser_open_tells_the_path(stage, capsys):
    stage.browser = False
    stage("5", "--open")
    assert "no browser was found: open " in capsys.readouterr().err


def test_the_help_and_the_version_are_0(stage, capsys):
    assert stage("--help") == 0
    text = capsys.readouterr().out
    for word in ("Examples:", "--min-score", "doctor", "list", "_GRADE_COMPLETE=bash_source"):
        assert word in text
    assert stage("--version") == 0
    assert capsys.readouterr().out == "grade 0.1.0\n"


@pytest.mark.parametrize("verb", ["grade", "list", "doctor", "new", "release"])
def test_every_verb_has_help_with_examples(stage, capsys, verb):
    assert stage(verb, "--help") == 0
    assert "Examples:" in capsys.readouterr().out


def test_a_problem_of_the_whole_submission_is_told_once(stage, capsys):
    sentence = "exercise05.py is too large."
    test = replace(failed(), explanation=Explanation(sentence))
    stage.answer = lambda exercise: grade(exercise.identifier, test, test, problem=sentence)
    stage("5")
    assert capsys.readouterr().out.count(sentence) == 1
