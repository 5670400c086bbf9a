"""The report's tests read English, whatever language the machine speaks."""

from collections.abc import Iterator

import pytest

from grader.language import catalogue


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("LANGUAGE", "en")
    catalogue.cache_clear()
    yield
    catalogue.cache_clear()
