"""Where reports lie: no two in one file, none outside of the folder."""

from hypothesis import given
from hypothesis import strategies as st

from grader.report.classroom.place import file_name, report_path, reported

HOSTILE = [
    *("../../etc/passwd", "/etc/passwd", "..", ".", "", "a/b", "a\\b", "C:x", "nul", "COM1", "con"),
    *(
        "Ada",
        "ADA",
        "ada",
        "ada ",
        "ada.",
        "a\x00b",
        "\ud800",
        "é",
        "e\u0301",
        "김하나",
        "ﬁ",
        "x" * 5000,
    ),
    *("ada-2", "ada.2", "ada_2", "-rf", "<b>", "a\nb"),
]
names = st.text(st.characters(codec=None), max_size=80) | st.sampled_from(HOSTILE)


def test_a_harmless_name_is_its_own_file():
    path = report_path("ada_lovelace", "exercise05_exit_codes")
    assert str(path) == "reports/exercise05_exit_codes/ada_lovelace.html"


def test_a_further_attempt_has_its_number():
    assert report_path("ada", "exercise05_exit_codes", 2).name == "ada.2.html"


def test_another_name_can_still_be_recognised():
    name = report_path("José Núñez", "exercise05_exit_codes").name
    assert name.startswith("jose_nunez-")


@given(names, names, st.integers(1, 10**6))
def test_every_path_is_three_short_harmless_parts(student, exercise, attempt):
    path = report_path(student, exercise, attempt)
    folder, *parts = path.parts
    assert folder == "reports"
    assert len(parts) == 2
    for part in parts:
        assert part.isascii()
        assert part[0].isalnum()
        assert set(part) <= set("abcdefghijklmnopqrstuvwxyz0123456789_-.")
        assert ".." not in part
        assert len(part) <= 80
        assert part.partition(".")[0] not in {"con", "nul", "com1"}


@given(st.lists(st.tuples(names, st.integers(1, 30)), max_size=8, unique=True))
def test_no_two_share_a_file_even_where_capitals_do_not_count(students):
    paths = [str(report_path(name, "e", attempt)).casefold() for name, attempt in students]
    assert len(paths) == len(set(paths))


def test_no_name_is_taken_for_another():
    different = set(HOSTILE)
    assert len({report_path(name, "e") for name in different}) == len(different)
    assert len({report_path("ada", name) for name in different}) == len(different)


def test_who_has_a_report_of_any_attempt_is_told_by_it(tmp_path):
    assert reported(tmp_path, "exercise05_exit_codes") == set()
    for attempt, name in enumerate(HOSTILE, 1):
        path = tmp_path / report_path(name, "exercise05_exit_codes", attempt)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    assert reported(tmp_path, "exercise05_exit_codes") == set(map(file_name, HOSTILE))
