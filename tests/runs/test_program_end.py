"""A program ends in the sandbox as it ends outside: compared with the interpreter itself."""

import subprocess
import sys
from collections.abc import Iterator

import pytest

from grader.runs.job import Job
from grader.runs.supervision import supervise
from grader.sandbox import interpreter
from grader.sandbox.box import Box
from grader.sandbox.isolation import choose
from grader.sandbox.limits import Limits

ENDS = {
    "last_line": "print('done')",
    "exit_number": "import sys; sys.exit(3)",
    "exit_none": "import sys; sys.exit()",
    "exit_true": "import sys; sys.exit(True)",
    "exit_big": "import sys; sys.exit(2 ** 40 + 7)",
    "exit_negative": "import sys; sys.exit(-1)",
    "exit_text": "import sys; sys.exit('no more')",
    "exit_object": "import sys; sys.exit((1, 2))",
    "raises": "raise ValueError('wrong')",
    "hard_exit": "import os; print('kept', flush=True); os._exit(5)",
    "exit_function": "import atexit; atexit.register(print, 'first'); atexit.register(print, 'second')",
    "exit_function_exits": "import atexit, sys; atexit.register(sys.exit, 4); print('x')",
    "thread_is_joined": (
        "import threading, time\n"
        "def late():\n    time.sleep(0.05); print('late')\n"
        "threading.Thread(target=late).start(); print('early')"
    ),
    "daemon_thread_is_cut": (
        "import threading, time\n"
        "threading.Thread(target=lambda: (time.sleep(30), print('never')), daemon=True).start()"
    ),
    "object_is_deleted": (
        "class Loud:\n    def __del__(self):\n        print('deleted')\nkept = Loud()"
    ),
    "cycle_is_deleted": (
        "class Loud:\n    def __del__(self):\n        print('deleted')\n"
        "kept = Loud(); kept.itself = kept; del kept"
    ),
    "private_goes_first": (
        "class Loud:\n"
        "    def __init__(self, name):\n        self.name = name\n"
        "    def __del__(self):\n        print(self.name)\n"
        "public = Loud('public'); _private = Loud('private')"
    ),
    "generator_is_closed": (
        "def coroutine():\n    try:\n        yield\n    finally:\n        print('closed')\n"
        "kept = coroutine(); next(kept)"
    ),
    "no_line_end": "import sys; sys.stdout.write('no line end')",
    "closed_output": "import sys; sys.stdout.close()",
    "forked_child_falls_off_the_end": (
        "import os\nif os.fork() == 0:\n    print('child')\nelse:\n    os.wait(); print('parent')"
    ),
    "child_ends_first": (
        "import multiprocessing\n"
        "def work():\n    print('work')\n"
        "multiprocessing.get_context('fork').Process(target=work).start()"
    ),
}


@pytest.fixture(scope="module")
def box() -> Iterator[Box]:
    made = Box(
        {f"{name}.py": text.encode() for name, text in ENDS.items()}, Limits(), choose("auto")
    )
    yield made
    made.close()


@pytest.mark.parametrize("name", ENDS)
def test_program_ends_as_it_does_outside(name, box, tmp_path):
    program = tmp_path / f"{name}.py"
    program.write_text(ENDS[name])
    outside = subprocess.run(
        [interpreter.executable(), "-S", program], capture_output=True, text=True, check=False
    )
    inside = supervise(box, Job(program.name, 1, None), 10).run
    assert box.wipe()
    assert inside.exit_code == outside.returncode
    assert list(inside.output) == outside.stdout.splitlines()
    assert bool(inside.errors) == bool(outside.stderr)


def test_program_is_compared_with_the_interpreter_that_runs_it():
    assert interpreter.executable().samefile(sys.executable)
