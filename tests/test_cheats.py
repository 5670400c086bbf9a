"""No cheat pays: each file in `cheats/` tries one, and is graded at every level there is.

A cheat's first line says what it tries. `# levels:` names the levels that promise to stop it, where
not all do; `# test:` the hidden test it aims at. A cheat that gets what it should not prints GOT.
"""

import contextlib
import fcntl
import json
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from survivors import processes_of

from grader.course import find_course
from grader.grade import Grade, Verdict
from grader.grading import grade_submission
from grader.intake import read_submission
from grader.sandbox.isolation import Isolation, survey
from grader.settings import Settings

COURSE = Path(__file__).parent.parent
CHEATS = sorted((COURSE / "tests" / "cheats").glob("*.py"))
WALL = 1.0
LONG = 60.0
"""Seconds that two runs and what is around them stay far below, unless something hangs."""
AIM = "test_exit_codes_are_returned"
MARK = f"grader-cheat-{os.getpid()}"
INSIDES = ("Traceback", "/inside/", "grader.", "probe.py", "tests/hidden", "assert ", str(COURSE))


def told(path: Path, what: str, default: str) -> str:
    found = re.search(rf"^# {what}: (.*)$", path.read_text(), re.MULTILINE)
    return found[1] if found else default


def cases() -> Iterator[object]:
    for path in CHEATS:
        for level in told(path, "levels", " ".join(Isolation)).split():
            yield pytest.param(path, Isolation(level), id=f"{path.stem}-{level}")


@pytest.fixture
def _one_bomb_at_a_time(path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The limits are for one program, not for those of all test processes together."""
    with (tmp_path_factory.getbasetemp().parent / "bombs.lock").open("w") as lock:
        if "bomb" in path.stem:
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@pytest.fixture
def boxes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of a name that nobody else has, in which the boxes are built."""
    folder = Path(tempfile.mkdtemp(prefix=f"{MARK}-", dir=tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    yield folder
    for pid in processes_of(folder):
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    for file in shared_memory():
        file.unlink()
    # `shutil.rmtree` calls itself for each folder, however deep they lie.
    subprocess.run(["chmod", "-R", "u+rwX", folder], check=False, stderr=subprocess.DEVNULL)
    subprocess.run(["rm", "-rf", folder], check=True)


def shared_memory() -> list[Path]:
    """List the cheats' own files in shared memory."""
    return sorted(Path("/dev/shm").glob(f"{MARK}*"))


@pytest.fixture
def outside(tmp_path: Path) -> Iterator[dict[str, str]]:
    """What lies outside of the sandbox, by the name that a cheat gives it."""
    victim = tmp_path / "victim"
    victim.write_text("not yours")
    with contextlib.ExitStack() as stack:
        listening = [
            stack.enter_context(socket.socket(family))
            for family in (socket.AF_UNIX, socket.AF_UNIX, socket.AF_INET)
        ]
        addresses = (str(tmp_path / "socket"), f"\0{MARK}", ("127.0.0.1", 0))
        for server, address in zip(listening, addresses, strict=True):
            server.bind(address)
            server.listen()
        yield {
            "COURSE": str(COURSE),
            "JUDGE": str(os.getpid()),
            "MARK": MARK,
            "VICTIM": str(victim),
            "SOCKET": str(tmp_path / "socket"),
            "ABSTRACT": MARK,
            "PORT": str(listening[2].getsockname()[1]),
        }


def require(level: Isolation) -> None:
    report = next(report for report in survey() if report.level is level)
    if not report.available:
        reason = f"{level}: {report.reason}. {report.remedy}"
        pytest.fail(reason) if os.environ.get("CI") else pytest.skip(reason)


def grade(source: str, aim: str, level: Isolation, folder: Path) -> Grade:
    exercise = find_course(COURSE).exercise("05")
    exercise = replace(
        exercise,
        hidden_tests=Path(f"{exercise.hidden_tests}::{aim}"),
        limits=replace(exercise.limits, wall=WALL, processes=32),
    )
    file = folder / exercise.file
    file.write_text(source)
    submission = read_submission(file, exercise, "cheat")
    return grade_submission(exercise, submission, Settings(seed=7, isolation=level))


def filled(source: str, names: dict[str, str]) -> str:
    return re.sub(r"@([A-Z]+)@", lambda match: names[match[1]], source)


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="there is no /proc to look in")
@pytest.mark.usefixtures("_one_bomb_at_a_time")
@pytest.mark.parametrize(("path", "level"), list(cases()))
def test_a_cheat_does_not_pay(
    path: Path, level: Isolation, boxes: Path, outside: dict[str, str], tmp_path: Path
) -> None:
    require(level)
    aim = told(path, "test", AIM)
    found = grade(filled(path.read_text(), outside), aim, level, tmp_path)
    assert processes_of(boxes) == []
    assert (found.score, found.verdict) == (0, Verdict.REJECTED)
    assert list(boxes.iterdir()) == []
    assert shared_memory() == []
    assert found.duration < LONG
    runs = [run for test in found.tests for run in test.runs]
    printed = [line.text for run in runs for line in run.lines]
    assert [text for text in printed if text.startswith("GOT")] == []
    messages = " ".join([found.problem or "", *(test.message for test in found.tests)])
    assert [text for text in (*INSIDES, str(boxes)) if text in messages] == []
    assert (tmp_path / "victim").read_text() == "not yours"


def test_the_reference_passes_the_tests_that_the_cheats_aim_at(boxes: Path, tmp_path: Path) -> None:
    """Else a cheat would fail for another reason than that it is one."""
    reference = COURSE / "solutions" / "exercise05_exit_codes" / "exercise05.py"
    for aim in sorted({told(path, "test", AIM) for path in CHEATS}):
        found = grade(reference.read_text(), aim, Isolation.LIMITS, tmp_path)
        assert found.verdict is Verdict.ACCEPTED, aim
    assert processes_of(boxes) == []


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has a capability to lose")
@pytest.mark.parametrize(
    ("file", "verdict"),
    [
        ("tests/cheats/hides_from_the_judge.py", Verdict.REJECTED),
        ("solutions/exercise05_exit_codes/exercise05.py", Verdict.ACCEPTED),
    ],
    ids=["who hides", "who sleeps"],
)
def test_a_judge_in_a_container_sees_and_wakes_processes(
    boxes: Path, tmp_path: Path, file: str, verdict: Verdict
) -> None:
    """A container's root lacks CAP_SYS_PTRACE: much of `/proc` is then closed to it."""
    grading = [sys.executable, "-m", "grader", "exercise05", "--isolation", "landlock"]
    grading += ["--submission", str(COURSE / file)]
    grading += ["--json", "-", "--report", str(tmp_path / "report.html")]
    done = subprocess.run(
        ["setpriv", "--bounding-set=-sys_ptrace", "--", *grading],
        env={**os.environ, "TMPDIR": str(boxes)},
        cwd=COURSE,
        capture_output=True,
        text=True,
        check=False,
    )
    assert json.loads(done.stdout)["verdict"] == verdict, done.stderr


@pytest.mark.parametrize("path", CHEATS, ids=lambda path: path.stem)
def test_every_cheat_says_what_it_tries(path: Path) -> None:
    assert path.read_text().startswith("# Tries to ")
