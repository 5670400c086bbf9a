"""The isolation levels: which there are, which this machine has, and how to get the others."""

import platform
import shutil
import subprocess
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from grader.errors import UsageError
from grader.language import translate as _
from grader.sandbox import system_calls


class Isolation(StrEnum):
    """How a student's program is kept from the rest of the machine, strongest first."""

    NAMESPACES = "namespaces"
    LANDLOCK = "landlock"
    LIMITS = "limits"


@dataclass(frozen=True, slots=True)
class LevelReport:
    """Whether this machine has a level; `reason` and `remedy` are empty where it does."""

    level: Isolation
    available: bool
    reason: str = ""
    remedy: str = ""


LANDLOCK_NEEDED = 6
"""The version of Landlock that keeps signals in (Linux 6.12)."""


@cache
def survey() -> tuple[LevelReport, ...]:
    """Try every level on this machine, strongest first."""
    return (_namespaces(), _landlock(), LevelReport(Isolation.LIMITS, available=True))


def choose(wanted: str) -> Isolation:
    """Return the level to use for `auto`, `strict` or a level's name.

    Raises UsageError, with the remedy, where the machine does not have it.
    """
    if wanted == "auto":
        return next(report.level for report in survey() if report.available)
    level = Isolation.NAMESPACES if wanted == "strict" else Isolation(wanted)
    report = next(report for report in survey() if report.level is level)
    if not report.available:
        raise UsageError(f"isolation {level}: {report.reason}. {report.remedy}")
    return level


def _namespaces() -> LevelReport:
    program = shutil.which("bwrap")
    if program is None:
        return LevelReport(
            Isolation.NAMESPACES,
            available=False,
            reason=_("bubblewrap is not installed"),
            remedy=_("Install it, e.g. on Debian or Ubuntu: apt install bubblewrap"),
        )
    trial = [program, "--unshare-all", "--unshare-user", "--disable-userns", "--cap-drop", "ALL"]
    # Without a process of its own in there: that would outlive it by a moment.
    trial += ["--as-pid-1", "--ro-bind", "/", "/", "--proc", "/proc", "--dev", "/dev", "true"]
    try:
        done = subprocess.run(trial, capture_output=True, text=True, check=False, timeout=30)
        complaint = "" if done.returncode == 0 else done.stderr.strip()[:200] or "-"
    except (OSError, subprocess.TimeoutExpired) as error:
        complaint = str(error)[:200]
    if not complaint:
        return LevelReport(Isolation.NAMESPACES, available=True)
    return LevelReport(
        Isolation.NAMESPACES,
        available=False,
        reason=_("bubblewrap cannot start a program here: {complaint}").format(complaint=complaint),
        remedy=_("Allow unprivileged user namespaces; in a container, see docs/isolation.md"),
    )


def _landlock() -> LevelReport:
    version = _landlock_version()
    if version >= LANDLOCK_NEEDED and system_calls.available():
        return LevelReport(Isolation.LANDLOCK, available=True)
    known = _("this kernel has Landlock version {have}, and {need} is needed")
    return LevelReport(
        Isolation.LANDLOCK,
        available=False,
        reason=known.format(have=version, need=LANDLOCK_NEEDED)
        if system_calls.available()
        else _("no system call filter is known for {machine}").format(machine=platform.machine()),
        remedy=_("Use Linux 6.12 or later with Landlock enabled (lsm=landlock)"),
    )


def _landlock_version() -> int:
    """Return the version of the kernel's Landlock, 0 where it has none."""
    try:
        import landlockpy  # noqa: PLC0415 - needed at one level only
    except ImportError:
        return 0
    return landlockpy.abi_version() if landlockpy.supported() else 0
