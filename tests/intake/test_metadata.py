"""Gradescope's metadata: what is read of it, and what hostile YAML cannot do."""

import time
from datetime import UTC, datetime, timedelta, timezone

import pytest

from grader.intake.metadata import Submitter, read_metadata
from grader.intake.refusal import Refusal

FULL = """---
submission_1:
  :submitters:
  - :name: Ada Lovelace
    :sid: 11
    :email: ada@example.edu
  :created_at: 2026-03-01 12:30:15.250000000 -08:00
  :score: 1.5
  :results:
    tests: [{output: 'a: b', nested: {deep: [1, 2]}}, {}]
  :history:
  - :score: 1.0
  - {score: 2.0, created_at: x}
"""


def refusal(content):
    with pytest.raises(Refusal) as caught:
        read_metadata(content.encode())
    return str(caught.value)


def record(content):
    return read_metadata(content.encode())["submission_1"]


def test_submitters_time_and_history_are_read_and_the_rest_is_passed_over():
    read = record(FULL)
    assert read.submitters == (Submitter("Ada Lovelace", "ada@example.edu", "11"),)
    zone = timezone(timedelta(hours=-8))
    assert read.created_at == datetime(2026, 3, 1, 12, 30, 15, 250_000, zone)
    assert read.earlier == 2


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-03-01 12:30:15 Z", datetime(2026, 3, 1, 12, 30, 15, tzinfo=UTC)),
        ("2026-03-01T12:30:15.5+00:00", datetime(2026, 3, 1, 12, 30, 15, 500_000, UTC)),
        ("2026-03-01 12:30:15", datetime(2026, 3, 1, 12, 30, 15, tzinfo=UTC)),
        ("yesterday", None),
        ("", None),
        ("[2026]", None),
    ],
)
def test_every_way_to_write_a_time_is_read(text, moment):
    assert record(f"submission_1:\n  :created_at: {text}\n").created_at == moment


def test_the_tags_that_ruby_writes_do_not_matter():
    content = FULL.replace("submission_1:", "submission_1: !ruby/hash:Some::Thing")
    assert record(content.replace(":name: ", ":name: !ruby/string ")).submitters[0].sid == "11"


def test_what_is_referred_to_again_is_known():
    content = (
        "submission_0:\n  :submitters: &1\n  - :name: &2 Ada\n    :email: *2\n"
        "submission_1:\n  :submitters: *1\n"
    )
    assert record(content).submitters == (Submitter("Ada", "Ada", ""),)


@pytest.mark.parametrize(
    "content",
    [
        "submission_1: {submitters: {name: x}}", "submission_1: {submitters: [x, [y]]}",
        "submission_1: {submitters: *gone}", "submission_1: {? [a] : b, ? {c: d} : e}",
        "submission_1: {history: x}", "{submission_1: {}, [1]: 2, other: 3}",
    ],
)  # fmt: skip
def test_what_is_not_as_expected_is_nothing(content):
    read = record(content)
    assert (read.submitters, read.created_at, read.earlier) == ((), None, 0)


@pytest.mark.parametrize("content", ["", "x", "- a", "[a]", "--- 3\n"])
def test_what_is_no_table_is_refused(content):
    assert refusal(content) == "submission_metadata.yml lists no submissions: download it again"


def test_what_is_not_yaml_is_refused_with_the_line():
    assert refusal("a: 1\nb: [\n") == (
        "submission_metadata.yml is not YAML in line 3: download it again"
    )


@pytest.mark.parametrize(
    "content",
    ["[" * 100_000, "a: " + "{b: " * 60, "- " * 60 + "a"],
)
def test_deep_nesting_is_refused_at_once(content):
    started = time.process_time()
    refusal(content)
    assert time.process_time() - started < 5


def test_a_bomb_of_references_stays_small():
    lines = ["a0: &a0 {submitters: [x]}"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]
    lines += ["submission_1: {submitters: *a29}", "b: {<<: [*a1, *a1]}"]
    assert record("\n".join(lines)).submitters == ()


def test_more_values_than_any_assignment_has_are_refused():
    content = b"submission_1: {submitters: [" + b"x, " * 20 + b"]}"
    assert read_metadata(content, most=30)
    with pytest.raises(Refusal, match="holds too much"):
        read_metadata(content, most=20)
