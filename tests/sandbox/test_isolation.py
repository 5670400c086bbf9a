"""Which levels there are, and what is said where one is missing."""

# ruff: noqa: ARG005 - a fake takes what the real one takes

import subprocess

import pytest

from grader.errors import UsageError
from grader.sandbox import isolation
from grader.sandbox.isolation import Isolation, LevelReport


@pytest.fixture
def _only_limits(monkeypatch):
    reports = (
        LevelReport(Isolation.NAMESPACES, False, "bubblewrap is not installed", "Install it"),
        LevelReport(Isolation.LANDLOCK, False, "too old", "Use another kernel"),
        LevelReport(Isolation.LIMITS, True),
    )
    monkeypatch.setattr(isolation, "survey", lambda: reports)


def test_survey_tells_of_every_level_strongest_first():
    assert [report.level for report in isolation.survey()] == list(Isolation)


def test_level_that_is_missing_has_a_reason_and_a_remedy():
    for report in isolation.survey():
        assert report.available is (report.reason == "")
        assert report.available is (report.remedy == "")


def test_limits_are_had_everywhere():
    assert isolation.survey()[-1] == LevelReport(Isolation.LIMITS, True)


@pytest.mark.usefixtures("_only_limits")
def test_auto_takes_the_best_there_is():
    assert isolation.choose("auto") is Isolation.LIMITS


@pytest.mark.usefixtures("_only_limits")
@pytest.mark.parametrize("wanted", ["strict", "namespaces"])
def test_strict_refuses_anything_weaker_and_tells_the_remedy(wanted):
    with pytest.raises(UsageError, match=r"bubblewrap is not installed\. Install it"):
        isolation.choose(wanted)


@pytest.mark.usefixtures("_only_limits")
def test_level_asked_for_by_name_is_never_replaced():
    with pytest.raises(UsageError, match="too old"):
        isolation.choose("landlock")
    assert isolation.choose("limits") is Isolation.LIMITS


def test_missing_bubblewrap_is_told(monkeypatch):
    monkeypatch.setattr(isolation.shutil, "which", lambda name: None)
    report = isolation._namespaces()
    assert not report.available
    assert "bubblewrap" in report.reason
    assert "apt install bubblewrap" in report.remedy


def test_bubblewrap_that_fails_is_told_in_its_own_words(monkeypatch, tmp_path):
    program = tmp_path / "bwrap"
    program.write_text("#!/bin/sh\necho 'bwrap: No permissions' >&2\nexit 1\n")
    program.chmod(0o755)
    monkeypatch.setattr(isolation.shutil, "which", lambda name: str(program))
    assert isolation._namespaces().reason.endswith(": bwrap: No permissions")


def test_bubblewrap_that_hangs_is_no_crash(monkeypatch):
    def hangs(*_, **__):
        raise subprocess.TimeoutExpired("bwrap", 30)

    monkeypatch.setattr(isolation.shutil, "which", lambda name: "/usr/bin/bwrap")
    monkeypatch.setattr(isolation.subprocess, "run", hangs)
    assert not isolation._namespaces().available


def test_old_landlock_is_told_with_its_version(monkeypatch):
    monkeypatch.setattr(isolation, "_landlock_version", lambda: 3)
    report = isolation._landlock()
    assert not report.available
    assert "3" in report.reason
    assert "6.12" in report.remedy
