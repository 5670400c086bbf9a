"""Gradescope: folders and the metadata that tells whose they are."""

from datetime import UTC, datetime

import pytest
from class_stage import PROGRAM, file_names, only, rows

METADATA = """---
submission_101:
  :submitters:
  - :name: Ada Lovelace
    :sid: '11'
    :email: ada@example.edu
  :created_at: 2026-03-01 12:30:15.250000000 Z
  :score: 7.0
  :history:
  - :created_at: 2026-02-27 10:00:00.000000000 Z
    :score: 1.0
  - :created_at: 2026-02-28 10:00:00.000000000 Z
    :score: 3.0
submission_102:
  :submitters:
  - :name: Grace Hopper
    :sid: '12'
    :email: grace@example.edu
  - :name: Ada Lovelace
    :sid: '13'
    :email: other.ada@example.edu
"""


def export(**files):
    metadata = files.pop("metadata", METADATA).encode()
    return {"submission_metadata.yml": metadata} | {
        f"submission_{number}/exercise05.py": PROGRAM for number in (101, 102)
    }


def test_the_metadata_tells_who_when_and_how_often(school):
    collection = school.collect(contents=export())
    assert (collection.layout, collection.ignored) == ("gradescope", ())
    assert collection.found == "Gradescope export: 3 students, 1 exercise, 3 hand-ins"
    ada = collection.handed[0]
    assert (ada.student, ada.number, ada.attempt) == (
        "Ada Lovelace (ada@example.edu)",
        "ada@example.edu",
        3,
    )
    assert ada.submitted == datetime(2026, 3, 1, 12, 30, 15, 250_000, UTC)
    assert ada.origin == "submission_101/exercise05.py"


def test_each_member_of_a_group_gets_the_hand_in(school):
    collection = school.collect(contents=export())
    assert rows(collection)[1:] == [
        ("Ada Lovelace (other.ada@example.edu)", "05", 1),
        ("Grace Hopper (grace@example.edu)", "05", 1),
    ]
    assert all(file_names(one) == ["exercise05.py"] for one in collection.handed)


def test_the_folder_around_an_export_does_not_matter(school):
    contents = {f"assignment_7_export/{name}": data for name, data in export().items()}
    assert len(school.collect(contents=contents).handed) == 3


def test_a_folder_without_metadata_is_not_lost(school):
    collection = school.collect("submission_103/exercise05.py", contents=export())
    assert ("submission_103", "05", 1) in rows(collection)


def test_a_submission_without_a_folder_is_named(school):
    contents = export()
    del contents["submission_101/exercise05.py"]
    assert school.collect(contents=contents).ignored == (
        "submission_101: handed in by Ada Lovelace, but missing in the export: download it again",
    )


def test_a_submitter_without_name_or_address_is_not_lost(school):
    metadata = "submission_101:\n  :submitters:\n  - :name:\n    :email:\nsubmission_102: {}\n"
    collection = school.collect(contents=export(metadata=metadata))
    assert [one.student for one in collection.handed] == ["submission_101", "submission_102"]


def test_a_folder_that_tells_no_exercise_is_for_the_only_one_asked_for(school):
    contents = {
        "submission_metadata.yml": b"submission_1:\n  :submitters:\n  - :name: Ada\n",
        "submission_1/main.py": PROGRAM,
    }
    handed = only(school.collect(contents=contents, exercises=[5]))
    assert (handed.student, handed.exercise) == ("Ada", "exercise05_exit_codes")


@pytest.mark.parametrize(
    ("metadata", "complaint"),
    [
        (b"a: [", "submission_metadata.yml is not YAML in line"),
        (b"- 1\n", "submission_metadata.yml lists no submissions"),
        (b"\xff\xfe\xff", "submission_metadata.yml is not YAML in line 1"),
    ],
)
def test_damaged_metadata_is_wrong_usage(school, metadata, complaint):
    contents = export() | {"submission_metadata.yml": metadata}
    assert complaint in school.refusal(contents=contents)


def test_metadata_that_is_a_link_is_not_followed(on_disk):
    (on_disk.path.parent / "elsewhere.yml").write_text(METADATA)
    on_disk.collect("submission_101/exercise05.py")
    (on_disk.path / "submission_metadata.yml").symlink_to("../elsewhere.yml")
    assert "is a link to a file outside" in on_disk.refusal()
