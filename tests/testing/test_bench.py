"""The bench: a clean box for every run."""

import os
import signal

import pytest

from grader.errors import NotBegunError, SandboxError
from grader.runs.ending import Ending
from grader.runs.job import Job
from grader.sandbox import levels

WRITES = "import os\nprint(sorted(os.listdir('.')))\nopen('left', 'w').close()\n"
LOCKS = "import os\nprint(sorted(os.listdir('.')))\nos.makedirs('a/b')\nos.chmod('a', 0)\n"
NONSENSE = (
    "import os\nfor fd in range(128, 132):\n    os.write(fd, b'nonsense')\nwhile True: pass\n"
)


@pytest.mark.parametrize("source", [WRITES, LOCKS])
def test_run_sees_nothing_of_the_one_before(bench, source):
    place = bench(source)
    for _ in range(2):
        assert place.run(Job("main.py", 1)).run.output == ("['main.py']",)


def test_program_that_talks_nonsense_is_broken_and_the_next_run_is_not(bench):
    place = bench(NONSENSE)
    for _ in range(2):
        told = place.run(Job("main.py", 1))
        assert told.run.ending is Ending.BROKEN


def test_program_that_cannot_be_run_needs_no_box(bench):
    assert bench("", problem="no")._box is None


def test_box_that_cannot_start_is_the_graders_failure(bench, monkeypatch):
    monkeypatch.setattr(levels.interpreter, "arguments", lambda *_: ["/bin/false"])
    with pytest.raises(SandboxError):
        bench("").run(Job("main.py", 1))


def test_box_that_breaks_between_two_runs_is_the_graders_failure(bench):
    place = bench(WRITES)
    place.run(Job("main.py", 1))
    os.kill(place._box.zygote, signal.SIGKILL)
    with pytest.raises(NotBegunError):
        place.run(Job("main.py", 1))
    assert place.run(Job("main.py", 1)).run.output == ("['main.py']",)


def test_bench_leaves_no_folder(bench):
    place = bench(WRITES)
    folder = place._box.folder
    with place:
        assert folder.exists()
    assert not folder.exists()
