"""The list of mutants that are no mistakes: read, and held against today's mutants."""

import pytest

from grader.errors import CourseError
from grader.verification.equivalents import read_equivalents, without_mutant
from grader.verification.mutants import mutants_of

ENTRY = """
[[mutant]]
operator = "call removed"
line = "x.close()"
becomes = "pass"
reason = "Nobody waits for it."
"""


@pytest.fixture
def read(tmp_path):
    def read_text(text):
        path = tmp_path / "equivalent.toml"
        path.write_text(text)
        return read_equivalents(path, "solutions/equivalent.toml")

    return read_text


def test_no_list_means_no_entries(tmp_path):
    assert read_equivalents(tmp_path / "equivalent.toml", "equivalent.toml") == ()


def test_entry_means_the_mutant_of_its_text_wherever_it_stands(read):
    entries = read(ENTRY)
    assert entries[0].reason == "Nobody waits for it."
    assert without_mutant(entries, mutants_of("y = 1\nx.close()\n")) == ()
    assert without_mutant(entries, mutants_of("y.close()\n")) == entries


def test_entry_for_the_second_occurrence_means_that_alone(read):
    second = read(ENTRY + "occurrence = 2\n")
    assert without_mutant(second, mutants_of("x.close()\n")) == second
    assert without_mutant(second, mutants_of("x.close()\nx.close()\n")) == ()


def test_several_lines_may_be_indented_in_the_list(read):
    lines = ENTRY.replace('"x.close()"', '"""\n    a()\n    b()\n"""')
    assert read(lines)[0].identity[1] == "a()\nb()"


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("[[mutant]\n", "not TOML"),
        ("x = 1\n", r"has to consist of tables \[\[mutant\]\]"),
        (ENTRY.replace("reason", "because"), "entry 1: known are operator, line"),
        (ENTRY.replace('"pass"', "0"), "entry 1: 'becomes' must be a text"),
        (ENTRY.replace("Nobody waits for it.", " "), "entry 1: 'reason' must be a text"),
        (ENTRY + "occurrence = 0\n", "entry 1: 'occurrence' must be a whole number above 0"),
    ],
)
def test_list_that_is_written_wrongly_is_complained_of(read, text, complaint):
    with pytest.raises(CourseError, match=f"^solutions/equivalent.toml: {complaint}"):
        read(text)
