"""Collections by their door: which layout it is, and what is wrong usage."""

import os
import zipfile

import pytest
from class_stage import COURSE, PROGRAM, ClassStage, exercise, only, rows, write_folder, write_zip

from grader.errors import UsageError
from grader.intake import read_submission
from grader.intake.collection import read_collection
from grader.intake.layouts import LAYOUTS


def wrong_usage(path, layout="auto"):
    with pytest.raises(UsageError) as caught:
        read_collection(path, COURSE, layout)
    return str(caught.value)


def test_a_path_that_does_not_exist_is_wrong_usage(tmp_path):
    path = tmp_path / "gone"
    assert wrong_usage(path) == f"{path} does not exist: check the path"


def test_an_empty_folder_and_an_empty_archive_are_wrong_usage(school):
    assert school.refusal().endswith("is empty: give the folder or archive with the hand-ins")


@pytest.mark.timeout(5)
def test_a_pipe_is_wrong_usage_and_never_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    assert "is neither a folder nor a zip archive" in wrong_usage(tmp_path / "pipe")


@pytest.mark.parametrize("content", [b"", b"print(1)", b"PK\x03\x04", b"PK\x05\x06" + b"\xff" * 18])
def test_what_is_no_archive_is_wrong_usage(tmp_path, content):
    path = tmp_path / "class.zip"
    path.write_bytes(content)
    assert wrong_usage(path) == f"{path} is not a zip archive, or a damaged one: download it again"


def test_half_an_archive_is_wrong_usage(tmp_path):
    path = tmp_path / "class.zip"
    write_zip(path, {"ada/exercise05.py": PROGRAM})
    path.write_bytes(path.read_bytes()[:-30])
    assert "a damaged one: download it again" in wrong_usage(path)


def test_an_unknown_layout_is_wrong_usage(tmp_path):
    assert wrong_usage(tmp_path, "blackboard") == (
        "'blackboard' is no layout: use one of "
        "auto, folders, flat, canvas, moodle, gradescope, classroom"
    )


@pytest.mark.parametrize(
    ("names", "options"),
    [
        (["ada/exercise05.py", "bob_exercise05.py"], "--layout folders / --layout flat"),
        (
            ["ada_1_2_exercise05.py", "Bob_2_assignsubmission_file_/exercise05.py"],
            "--layout canvas / --layout moodle / --layout folders / --layout flat",
        ),
        (
            ["ada_1_2_exercise05.py", *(f"s{number}/exercise05.py" for number in range(5))],
            "--layout canvas / --layout folders / --layout flat",
        ),
    ],
)
def test_between_two_layouts_nothing_is_guessed(school, names, options):
    assert school.refusal(*names).endswith(
        f"could be laid out in several ways: say which one is meant: {options}"
    )


def test_a_layout_that_is_named_holds(school):
    names = ["ada/exercise05.py", "bob_exercise05.py"]
    assert rows(school.collect(*names, layout="folders")) == [("ada", "05", 1)]
    assert rows(school.collect(*names, layout="flat")) == [("bob", "05", 1)]


def test_what_is_laid_out_in_no_known_way_is_wrong_usage(school):
    assert "are laid out cannot be told: say it with --layout and one of" in school.refusal(
        "essay.txt", "photo.jpg"
    )


@pytest.mark.parametrize("layout", LAYOUTS)
def test_no_layout_fails_on_what_is_not_its_own(school, layout):
    names = [
        "essay.txt", "x/y/z.txt", "a_1_2_b.py", "c_1_assignsubmission_file_/d", "submission_1/e.py",
        "exercise05-f/g.py", "h_exercise05.py", "___", "-", "_1_2_", "exercise05",
    ]  # fmt: skip
    contents = {"submission_metadata.yml": b"{}"}
    collection = school.collect(*names, layout=layout, contents=contents)
    for handed in collection.handed:
        assert handed.read().student == handed.student != ""
    assert len(collection.handed) + len(collection.ignored) > 0


def test_the_collection_s_own_name_may_tell_the_exercise(tmp_path):
    path = tmp_path / "exercise06 submissions"
    write_folder(path, {"ada/main.py": PROGRAM, "bob/main.py": PROGRAM})
    assert rows(read_collection(path, COURSE)) == [("ada", "06", 1), ("bob", "06", 1)]


def test_a_link_to_the_collection_is_followed(tmp_path):
    write_folder(tmp_path / "real", {"ada/exercise05.py": PROGRAM})
    (tmp_path / "class").symlink_to("real")
    assert only(read_collection(tmp_path / "class", COURSE)).read().problem is None


@pytest.mark.parametrize("place", ["reports", "term/reports", "term/ada/reports"])
def test_the_output_folder_is_no_student_wherever_it_lies(on_disk, place):
    names = ("term/ada/exercise05.py", "term/bob/exercise05.py", "term/bob/exercise06.py")
    first = on_disk.collect(*names)
    output = on_disk.path / place / "reports"
    output.mkdir(parents=True)
    (output / "exercise05.py").write_bytes(PROGRAM)
    (on_disk.path.parent / "link").symlink_to(output.parent)
    again = read_collection(on_disk.path, COURSE, output=on_disk.path.parent / "link")
    assert rows(again) == rows(first)
    assert (again.found, again.ignored) == (first.found, ())
    assert [one.read() for one in again.handed] == [one.read() for one in first.handed]


def test_an_output_folder_that_is_made_after_the_collection_was_told_is_left_out(on_disk):
    on_disk.collect("ada/exercise05/main.py", "bob/exercise05.py")
    output = on_disk.path / "ada/exercise05/reports"
    ada, _bob = read_collection(on_disk.path, COURSE, output=output).handed
    before = ada.read()
    output.mkdir()
    (output / "index.html").touch()
    assert ada.read() == before


def test_reports_do_not_go_where_the_hand_ins_are(on_disk):
    on_disk.collect("ada/exercise05.py", "bob/exercise05.py")
    with pytest.raises(UsageError, match="is where the hand-ins are: choose another folder"):
        read_collection(on_disk.path, COURSE, output=on_disk.path.parent / "." / "class")


def test_nothing_is_read_before_it_is_asked_for(on_disk):
    handed = only(on_disk.collect("ada/exercise05.py"))
    (on_disk.path / "ada/exercise05.py").write_bytes(b"later = 1\n")
    assert handed.read().files[0].content == b"later = 1\n"


def test_a_folder_and_its_archive_hold_the_same(tmp_path):
    names = ("ada/exercise05.py", "ada/data/w.txt", "bob/exercise06/main.py", "bob/x.ipynb")
    folder, archive = ClassStage(tmp_path, zipped=False), ClassStage(tmp_path, zipped=True)
    one, other = folder.collect(*names), archive.collect(*names)
    assert rows(one) == rows(other)
    assert [h.read().digest for h in one.handed] == [h.read().digest for h in other.handed]


def test_one_hand_in_is_the_same_in_a_class_and_by_itself(on_disk):
    handed = only(on_disk.collect("ada/exercise05.py", "ada/helper.py", "ada/data/w.txt"))
    alone = read_submission(on_disk.path / "ada", exercise(5), "ada")
    assert handed.read() == alone


def test_a_message_can_be_shown_whatever_a_file_is_called(archived):
    names = {f"ada/exercise05{x}.txt": b"" for x in ("\x1b[31m", "\u202e", "\n")}
    with zipfile.ZipFile(archived.path, "w") as archive:
        for name in names:
            archive.writestr(name, b"")
    submission = only(archived.read()).read()
    assert submission.problem.isprintable()
