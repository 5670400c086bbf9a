"""Boxes with a real prepared interpreter, at every level of isolation."""

# ruff: noqa: PTH208 - open descriptors are counted, no files listed

import errno
import itertools
import os
import select
import signal
import socket
import subprocess
import sys
import tempfile
from contextlib import ExitStack, suppress
from pathlib import Path

import pytest
from survivors import processes_of

from grader.errors import CrowdedError, SandboxError
from grader.runs.job import Job, Probe
from grader.runs.lines import Lines
from grader.runs.supervision import supervise
from grader.sandbox import box as boxes
from grader.sandbox import tree
from grader.sandbox.box import Box
from grader.sandbox.interruption import INTERRUPTS
from grader.sandbox.isolation import Isolation
from grader.sandbox.limits import Limits

WITHIN = 30.0
"""Seconds that nobody waits for unless something is wrong."""
PROGRAM = b"def where():\n    return 1\n"
ASK = "import os\n\ndef ask(submission, *arguments):\n    return "


@pytest.fixture
def box(level):
    with Box({"main.py": PROGRAM, "data/words.txt": b"hello"}, Limits(), level) as made:
        yield made


def ask(box, expression, *arguments):
    """Return what an expression is worth inside, in a run of its own."""
    job = Job("main.py", 1, probe=Probe(f"{ASK}{expression}\n", "ask", arguments))
    run = supervise(box, job, 20.0).run
    assert run.answered, run.raised
    return run.value


def begin(box, source):
    """Begin a run without a supervisor, and return what it prints first."""
    with ExitStack() as stack:
        lines = Lines()
        stack.callback(lines.close)
        page = os.memfd_create("page")
        stack.callback(os.close, page)
        os.ftruncate(page, 4096)
        job = Job("main.py", 1, virtual=False, probe=Probe(source, "go", ()))
        with job.descriptor() as descriptor:
            box.fork([descriptor, *lines.theirs(), page])
        lines.forget_theirs()
        while True:
            for number, data, sender in lines.output():
                return number, data, sender


STRAY = """
import os, time
def go(submission):
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            os.write(1, b"away")
            time.sleep(1000)
        os._exit(0)
    os.wait()
    time.sleep(1000)
"""


def alive(pid):
    return any(thread.state not in tree.ZOMBIE for thread in tree.look(pid).values())


JUDGE = """
import sys
sys.path[:0] = {path!r}
from sandbox import test_box
from grader.sandbox.box import Box
from grader.sandbox.isolation import Isolation
from grader.sandbox.limits import Limits
box = Box({{"main.py": b""}}, Limits(), Isolation({level!r}))
test_box.begin(box, test_box.STRAY)
while len(pids := test_box.tree.descendants(box.zygote)) > 2:
    pass  # the stray's parent is about to end
print(*pids, flush=True)
sys.stdin.read()
"""


def test_nothing_outlives_a_judge_that_is_killed(level, tmp_path):
    """Not even who has left its session, group and parent."""
    source = JUDGE.format(path=sys.path, level=str(level))
    judge = subprocess.Popen(
        [sys.executable, "-c", source],
        env={**os.environ, "TMPDIR": str(tmp_path)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    with judge:
        pids = [int(word) for word in judge.stdout.readline().split()]
        handles = [os.pidfd_open(pid) for pid in pids]
        judge.kill()
    ended = [select.select([handle], [], [], WITHIN)[0] for handle in handles]
    for handle in handles:
        with suppress(ProcessLookupError):
            signal.pidfd_send_signal(handle, signal.SIGKILL)
        os.close(handle)
    assert len(ended) == 2
    assert all(ended), pids


def test_files_of_the_submission_lie_in_the_working_folder(box):
    assert ask(box, "open('data/words.txt').read()") == "hello"
    assert ask(box, "os.getcwd()") == box.work


def test_daemon_in_a_session_of_its_own_is_ended_and_proved_dead(box):
    _, said, daemon = begin(box, STRAY)
    assert said == b"away"
    assert alive(daemon)
    box.settle()
    assert not alive(daemon)
    assert tree.descendants(box.zygote) == []


def test_close_ends_the_daemon_the_zygote_and_the_folder(level):
    box = Box({"main.py": PROGRAM}, Limits(), level)
    _, _, daemon = begin(box, STRAY)
    zygote = box.zygote
    box.close()
    assert not alive(daemon)
    assert not alive(zygote)
    assert not box.folder.exists()


def test_close_leaves_no_descriptor(level):
    before = len(os.listdir("/proc/self/fd"))
    with Box({"main.py": PROGRAM}, Limits(), level) as box:
        ask(box, "1")
    assert len(os.listdir("/proc/self/fd")) == before


def test_box_that_never_got_ready_is_closed_too(level):
    box = Box({"main.py": PROGRAM}, Limits(), level)
    box.close()
    assert not box.folder.exists()


@pytest.fixture
def temporary(monkeypatch, tmp_path):
    """A folder of a name that nobody else has, and an interrupt as a command meets it."""
    folder = Path(tempfile.mkdtemp(prefix=f"interrupted-{os.getpid()}-", dir=tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    before = {number: signal.signal(number, signal.default_int_handler) for number in INTERRUPTS}
    yield folder
    for number, handler in before.items():
        signal.signal(number, handler)


STRUCK = [
    (tempfile, "mkdtemp"),
    (Box, "_write"),
    (Box, "_start"),
    (Box, "settle"),
    (boxes, "remove"),
]


@pytest.mark.parametrize(
    "interrupt",
    [*itertools.product(INTERRUPTS, ["the interrupt", "what it strikes"])],
    ids=lambda interrupt: f"{interrupt[0].name}, first {interrupt[1]}",
)
@pytest.mark.parametrize("struck", STRUCK, ids=lambda struck: struck[1])
def test_interrupt_leaves_nothing_of_a_box(level, monkeypatch, temporary, struck, interrupt):
    """It strikes where the interpreter waits for the kernel, and so just there."""
    real = getattr(*struck)
    number, first = interrupt

    def strike(*arguments, **options):
        if first == "the interrupt":
            signal.raise_signal(number)
        found = real(*arguments, **options)
        if first == "what it strikes":
            signal.raise_signal(number)
        return found

    monkeypatch.setattr(*struck, strike)
    with pytest.raises(KeyboardInterrupt), Box({"main.py": PROGRAM}, Limits(), level) as box:
        ask(box, "6 * 7")
    assert (list(temporary.iterdir()), processes_of(temporary)) == ([], [])


def test_number_of_a_main_process_that_is_gone_is_signalled_no_more(box, monkeypatch):
    assert ask(box, "os.getpid()") > 0
    signalled = []
    monkeypatch.setattr(os, "killpg", lambda group, _: signalled.append(group))
    box.settle()
    assert signalled == []


def test_what_a_run_wrote_is_gone_in_the_next(box):
    ask(box, "[open(f + '/left', 'w').close() for f in ('.', os.environ['TMPDIR'])]")
    assert box.wipe()
    assert ask(box, "sorted(os.listdir('.'))") == ["data", "main.py"]
    assert ask(box, "os.listdir(os.environ['TMPDIR'])") == []


def test_wipe_removes_what_its_owner_may_not_even_open(box):
    if box.level is Isolation.NAMESPACES:
        lock = "os.makedirs('a/b') or open('a/b/file', 'w').close() or os.chmod('a/b', 0)"
        ask(box, f"{lock} or os.chmod('a', 0)")
    else:  # rights can't be changed there, but a folder can be made without any
        ask(box, "os.makedirs('a/c') or os.mkdir('a/b', 0) or os.mkdir('d', 0)")
    assert box.wipe()
    assert ask(box, "sorted(os.listdir('.'))") == ["data", "main.py"]


def test_wipe_follows_no_link(box, tmp_path):
    treasure = tmp_path / "treasure"
    treasure.write_text("gold")
    ask(box, "os.symlink(arguments[0], 'link')", str(tmp_path))
    assert box.wipe()
    assert treasure.read_text() == "gold"


def test_wipe_removes_a_fifo_and_a_socket(box):
    ask(box, "os.mkfifo('fifo') or __import__('socket').socket(1).bind('sock')")
    assert box.wipe()


def test_run_starts_in_an_empty_environment(box, monkeypatch):
    monkeypatch.setenv("SECRET_TOKEN", "x")
    assert "SECRET_TOKEN" not in ask(box, "dict(os.environ)")


def test_module_of_the_submission_is_found_though_its_folder_looks_untouched(level):
    """The copy of a folder takes over its time; the import system must not trust what it saw."""
    with Box({"main.py": PROGRAM}, Limits(), level) as box:
        status = (box.folder / "work").stat()
        if level is Isolation.NAMESPACES:
            assert box.zygote
            status = Path(f"/proc/{box.zygote}/root/work").stat()
        os.utime(box.folder / "submission", ns=(status.st_atime_ns, status.st_mtime_ns))
        assert ask(box, "submission.where()") == 1


def test_grader_and_the_virtual_environment_are_not_importable(box):
    find = "[n for n in arguments if __import__('importlib.util').util.find_spec(n)]"
    assert ask(box, find, "grader", "pytest", "msgspec") == []


def test_course_cannot_be_read(box, level, tmp_path):
    if level is Isolation.LIMITS:
        pytest.skip("limits do not hide files; the level's description says so")
    secret = tmp_path / "solution.py"
    secret.write_text("answer = 42")
    job = Job("main.py", 1, probe=Probe(f"{ASK}open(arguments[0]).read()\n", "ask", (str(secret),)))
    run = supervise(box, job, 20.0).run
    assert run.raised.type in ("FileNotFoundError", "PermissionError")


def test_submission_itself_cannot_be_changed(box, level):
    if level is Isolation.LIMITS:
        pytest.skip("limits do not protect files; the level's description says so")
    place = "/submission" if level is Isolation.NAMESPACES else str(box.folder / "submission")
    job = Job("main.py", 1, probe=Probe(f"{ASK}open(arguments[0] + '/x', 'w')\n", "ask", (place,)))
    run = supervise(box, job, 20.0).run
    assert run.raised.type in ("OSError", "PermissionError")


def test_network_is_out_of_reach(box, level):
    connect = "__import__('socket').create_connection(('127.0.0.1', 1), 1)"
    run = supervise(box, Job("main.py", 1, probe=Probe(ASK + connect + "\n", "ask", ())), 20.0).run
    assert run.raised is not None
    if level is Isolation.NAMESPACES:
        job = Job("main.py", 1, probe=Probe(
            ASK + "[n for _, n in __import__('socket').if_nameindex() if n != 'lo']\n", "ask", ()))  # fmt: skip
        assert not supervise(box, job, 20.0).run.value
    else:
        assert run.raised.type == "PermissionError"


def test_run_cannot_end_its_zygote(box, level):
    if level is Isolation.LIMITS:
        pytest.skip("limits do not keep signals in; the judge sees a broken box")
    if level is Isolation.NAMESPACES:
        ask(box, "[os.kill(1, 9)]")
    else:
        job = Job("main.py", 1, probe=Probe(ASK + "os.kill(os.getppid(), 9)\n", "ask", ()))
        assert supervise(box, job, 20.0).run.raised.type == "PermissionError"
    assert ask(box, "1") == 1


def test_run_cannot_signal_the_judge(box, level):
    if level is Isolation.LIMITS:
        pytest.skip("limits do not keep signals in")
    job = Job("main.py", 1, probe=Probe(ASK + "os.kill(arguments[0], 0)\n", "ask", (os.getpid(),)))
    run = supervise(box, job, 20.0).run
    assert run.raised.type in ("PermissionError", "ProcessLookupError")


def refuse(monkeypatch, times):
    """Have the kernel refuse to send descriptors, as where others of the user have flooded it."""
    left, real = [None] * times, socket.send_fds

    def send(*arguments):
        if left:
            left.pop()
            raise OSError(errno.ETOOMANYREFS, "too many references")
        return real(*arguments)

    monkeypatch.setattr(socket, "send_fds", send)


def test_run_begins_once_there_is_room_for_its_descriptors(box, monkeypatch):
    refuse(monkeypatch, 3)
    assert ask(box, "6 * 7") == 42


def test_run_that_finds_no_room_is_the_graders_failure(box, monkeypatch):
    monkeypatch.setattr("grader.sandbox.box.ANSWER_WITHIN", 0)
    refuse(monkeypatch, 100)
    with pytest.raises(CrowdedError, match="no room"):
        ask(box, "6 * 7")


def test_zygote_that_died_is_a_sandbox_error(level):
    box = Box({"main.py": PROGRAM}, Limits(), level)
    try:
        os.kill(box.zygote, signal.SIGKILL)
        with pytest.raises(SandboxError):
            supervise(box, Job("main.py", 1), 20.0)
    finally:
        box.close()
    assert not box.folder.exists()


def test_interpreter_that_cannot_start_is_told_with_its_reason(monkeypatch, level):
    monkeypatch.setattr("grader.sandbox.interpreter.executable", lambda: Path("/bin/false"))
    box = Box({"main.py": PROGRAM}, Limits(), level)
    try:
        with pytest.raises(SandboxError, match="sandbox"):
            assert box.zygote
    finally:
        box.close()


def test_nothing_of_one_box_is_seen_in_another(level):
    with Box({"main.py": PROGRAM}, Limits(), level) as one:
        ask(one, "open('secret', 'w').write('x')")
        with Box({"main.py": PROGRAM}, Limits(), level) as two:
            assert ask(two, "os.listdir('.')") == ["main.py"]
