"""The command line, ended by others while it grades."""

import os
import select
import subprocess
import sys
from pathlib import Path

from survivors import processes_of

from grader.cli.boundary import ExitCode

COURSE = Path(__file__).parent.parent.parent
WITHIN = 60.0
"""Seconds that nobody waits for unless something is wrong."""
PROGRAM = """
open({fifo!r}, "w").write("here")
while True:
    pass
"""


def test_command_that_is_terminated_leaves_nothing(tmp_path):
    fifo, boxes = tmp_path / "fifo", tmp_path / f"ended-{os.getpid()}"
    boxes.mkdir()
    os.mkfifo(fifo)
    listening = os.open(fifo, os.O_RDWR | os.O_NONBLOCK)
    submission = tmp_path / "exercise05.py"
    submission.write_text(PROGRAM.format(fifo=str(fifo)))
    grading = [sys.executable, "-m", "grader", "exercise05", "--isolation", "limits"]
    with subprocess.Popen(
        [*grading, "--submission", str(submission), "--report", str(tmp_path / "report.html")],
        cwd=COURSE,
        env={**os.environ, "TMPDIR": str(boxes), "XDG_STATE_HOME": str(tmp_path)},
        stdout=subprocess.DEVNULL,
    ) as command:
        has_begun = select.select([listening], [], [], WITHIN)[0]
        command.terminate()
    os.close(listening)
    assert has_begun
    assert command.returncode == ExitCode.INTERRUPTED
    assert (list(boxes.iterdir()), processes_of(boxes)) == ([], [])
