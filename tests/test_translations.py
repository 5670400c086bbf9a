"""Every text that a student reads can be translated."""

import io
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from grader.language import LOCALES, catalogue, translate

ROOT = Path(__file__).parent.parent
COMMAND = [
    *("extract", "-F", "babel.cfg", "-k", "_", "-k", "translate"),
    *("-k", "translate_plural:1,2", "--no-wrap", "-o"),
]


def identifiers(content):
    return {message.id for message in read_po(io.BytesIO(content)) if message.id}


def test_template_holds_every_text_and_none_that_is_gone(tmp_path):
    """Mend it with the first command of docs/translating.md."""
    fresh = tmp_path / "fresh.pot"
    subprocess.run(
        [sys.executable, "-m", "babel.messages.frontend", *COMMAND, str(fresh), "."],
        cwd=ROOT, capture_output=True, check=True,
    )  # fmt: skip
    assert identifiers((LOCALES / "grader.pot").read_bytes()) == identifiers(fresh.read_bytes())


def test_text_without_a_translation_stays_english():
    assert translate("no such text") == "no such text"


@pytest.fixture
def _korean(tmp_path, monkeypatch):
    folder = tmp_path / "ko" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    source = folder / "grader.po"
    source.write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "passed"\nmsgstr "통과"\n'
    )
    compiling = ["compile", "-D", "grader", "-d", str(tmp_path)]
    subprocess.run(
        [sys.executable, "-m", "babel.messages.frontend", *compiling],
        check=True,
        capture_output=True,
    )
    monkeypatch.setattr("grader.language.LOCALES", tmp_path)
    monkeypatch.setenv("LANGUAGE", "ko")
    catalogue.cache_clear()
    yield
    catalogue.cache_clear()


@pytest.mark.usefixtures("_korean")
def test_catalogue_of_the_environments_language_is_used():
    assert translate("passed") == "통과"
