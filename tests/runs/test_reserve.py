"""What a program starts anew comes from a reserve, and is like what Python itself starts."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from grader.runs.ending import Ending
from grader.runs.job import Job
from grader.runs.supervision import supervise
from grader.sandbox import interpreter
from grader.sandbox.box import Box
from grader.sandbox.isolation import choose
from grader.sandbox.limits import Limits

METHODS = ("spawn", "forkserver")
FACTS = Path(__file__).parent.parent / "programs" / "started_anew.py"
BEGIN = """
import multiprocessing, os, signal, sys

def work():
    print("child of", "main" if os.getppid() == int(os.environ["PARENT"]) else "somebody else")
    sys.stdout.flush()
    os.write(2, b"past the stream")

def start(target=work):
    os.environ["PARENT"] = str(os.getpid())
    process = multiprocessing.get_context("spawn").Process(target=target)
    process.start()
    process.join()
    print("exit code", process.exitcode, flush=True)

if __name__ == "__main__":
"""
ACTS = {
    "one": "start()",
    "two": "start(); start()",
    "waits_for_anybody": (
        "try: os.wait()\n"
        "except ChildProcessError: print('no child')\n"
        "start()"
    ),
    "waits_for_its_own": (
        "pid = os.fork()\n"
        "if pid == 0: os._exit(3)\n"
        "print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))\n"
        "start()"
    ),
    "ends_its_whole_group": (
        "signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
        "os.killpg(0, signal.SIGTERM)\n"
        "start()"
    ),
    "starts_from_a_forked_child": (
        "child = multiprocessing.get_context('fork').Process(target=start)\n"
        "child.start(); child.join(); start()"
    ),
    "starts_from_a_spawned_child": "start(start)",
    "redirects_its_errors": (
        "os.dup2(os.open('kept.txt', os.O_RDWR | os.O_CREAT), 2)\n"
        "start()\n"
        "print(open('kept.txt').read())"
    ),
    "starts_what_nobody_finds": "def late(): pass\nstart(late)",
    "starts_from_many_threads": (
        "import threading\n"
        "codes = {}\n"
        "def begin(number):\n"
        "    process = multiprocessing.get_context('spawn').Process(target=sys.exit, args=(number,))\n"
        "    process.start(); process.join(); codes[number] = process.exitcode\n"
        "threads = [threading.Thread(target=begin, args=(number,)) for number in range(6)]\n"
        "for thread in threads: thread.start()\n"
        "for thread in threads: thread.join()\n"
        "print(sorted(codes.items()))"
    ),
    "starts_what_is_killed": "start(os.abort)",
    "starts_what_raises": "start(os.getpgid)",
}  # fmt: skip


def program(name: str) -> str:
    return BEGIN + "".join(f"    {line}\n" for line in ACTS[name].splitlines())


@pytest.fixture(scope="module")
def box() -> Iterator[Box]:
    files = {f"{name}.py": program(name).encode() for name in ACTS}
    for method in METHODS:
        files[f"facts_{method}.py"] = facts(method).encode()
    files["asks.py"] = ASKS.format(context="multiprocessing").encode()
    files["asks_itself.py"] = ASKS.format(context='multiprocessing.get_context("spawn")').encode()
    made = Box(files, Limits(), choose("auto"))
    yield made
    made.close()


def facts(method: str) -> str:
    main = 'if __name__ == "__main__":\n'
    return FACTS.read_text().replace(
        main, f'{main}    multiprocessing.set_start_method("{method}", force=True)\n'
    )


ASKS = """
import multiprocessing

def work():
    print("--multiprocessing-fork" in open("/proc/self/cmdline").read())

if __name__ == "__main__":
    process = {context}.Process(target=work)
    process.start()
    process.join()
"""


def run_inside(box, name, method="spawn"):
    run = supervise(box, Job(f"{name}.py", 1, method), 10).run
    assert box.wipe()
    return run


def run_outside(folder, text):
    (folder / "program.py").write_text(text)
    return subprocess.run(
        [interpreter.executable(), "-S", "program.py"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        start_new_session=True,
    )


@pytest.mark.parametrize("method", METHODS)
def test_interpreter_knows_and_has_what_one_has_that_python_starts(method, box, tmp_path):
    outside = run_outside(tmp_path, facts(method))
    inside = run_inside(box, f"facts_{method}", method)
    assert list(inside.output) == outside.stdout.splitlines()
    assert len(inside.output) > 10
    assert [process.name for process in inside.processes] == ["MainProcess", "anew"]
    assert inside.leftovers == ()


@pytest.mark.parametrize("name", ACTS)
def test_program_does_what_it_does_without_a_reserve(name, box, tmp_path):
    outside = run_outside(tmp_path, program(name))
    inside = run_inside(box, name)
    assert inside.ending is Ending.FINISHED
    assert inside.exit_code == outside.returncode
    assert list(inside.output) == outside.stdout.splitlines()
    assert bool(inside.errors) == bool(outside.stderr)
    assert inside.leftovers == ()


def test_error_of_an_interpreter_is_told_as_python_tells_it(box, tmp_path):
    outside = run_outside(tmp_path, program("starts_what_nobody_finds")).stderr.splitlines()
    inside = [line.text for line in run_inside(box, "starts_what_nobody_finds").errors]
    assert inside[-1].startswith("AttributeError: ")
    assert "'late'" in inside[-1]
    assert functions(inside) == functions(outside)


def functions(traceback):
    return [line.rpartition(", in ")[2] for line in traceback if line.startswith("  File ")]


@pytest.mark.parametrize(("prefers", "started"), [("spawn", "False"), ("fork", "True")])
def test_reserve_is_there_for_runs_that_will_need_it(prefers, started, box):
    """A run under fork has none: there, what the program itself wants anew is started by Python."""
    name = "asks_itself" if prefers == "fork" else "asks"
    assert list(run_inside(box, name, prefers).output) == [started]
