"""docs/authoring.md tells of everything that a hidden test can use."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

import grader.testing
from grader.grade import Visibility
from grader.runs.trace import Run

DOCUMENT = (Path(__file__).parents[2] / "docs/authoring.md").read_text()
WORDS = {word for code in re.findall(r"`([^`\n]+)`", DOCUMENT) for word in re.findall(r"\w+", code)}


@pytest.mark.parametrize("name", [*grader.testing.__all__, "rng", "student", "run_main", "call"])
def test_what_tests_import_and_are_given_is_documented(name):
    assert name in WORDS


@pytest.mark.parametrize("field", [field.name for field in fields(Run)])
def test_every_field_of_a_run_is_documented(field):
    assert field in WORDS


@pytest.mark.parametrize("name", Visibility)
def test_every_visibility_is_documented(name):
    assert name in WORDS
