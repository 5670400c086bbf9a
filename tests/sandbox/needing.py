"""What a test of one isolation level needs of the machine."""

import os

import pytest

from grader.sandbox.isolation import Isolation, survey


def demand(level: Isolation) -> None:
    """Skip a test of a level that this machine lacks; on CI, where it is installed, fail."""
    report = next(report for report in survey() if report.level is level)
    if not report.available:
        complain = pytest.fail if os.environ.get("CI") else pytest.skip
        complain(f"isolation {level}: {report.reason}. {report.remedy}")
