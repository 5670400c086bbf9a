"""Reading what faulthandler writes, in the forms of Python 3.11 to 3.14."""

import faulthandler
import tempfile

import pytest

from grader.runs.stacks import Stack, read_stacks
from grader.runs.trace import Place

WORK = "/work"
LIBRARY = "/usr/lib/python3"
FRAMES = f"""\
  File "{LIBRARY}/multiprocessing/connection.py", line 379 in _recv
  File "{LIBRARY}/multiprocessing/connection.py", line 250 in recv_bytes
  File "{LIBRARY}/multiprocessing/queues.py", line 103 in get
  File "/grader/inside/channels.py", line 92 in method
  File "/work/exercise07.py", line 5 in reader
  File "{LIBRARY}/multiprocessing/process.py", line 108 in run
  File "/work/exercise07.py", line 11 in main
  File "/work/exercise07.py", line 14 in <module>
  File "/grader/inside/program.py", line 70 in _run_file
"""
HEADINGS = {
    "3.11": "Current thread 0x00007f0123456789 (most recent call first):",
    "3.12": "Thread 0x00007f0123456789 (most recent call first):",
    "3.14": "Current thread 0x00007f0123456789 [MainThread] (most recent call first):",
    "3.14 named by a program": "Thread 0x00007f0123456789 [my: (thread)] (most recent call first):",
    "3.14 python": "Current thread 0x00007f0123456789 [python3.14] (most recent call first):",
}
PLACES = (
    Place("exercise07.py", 14, "<module>"),
    Place("exercise07.py", 11, "main"),
    Place("exercise07.py", 5, "reader"),
)


@pytest.mark.parametrize("heading", HEADINGS.values(), ids=HEADINGS)
def test_thread_is_read_in_the_form_of_every_version(heading):
    assert read_stacks(f"{heading}\n{FRAMES}", WORK) == (
        Stack(0x7F0123456789, "Queue.get", PLACES),
    )


def test_what_follows_the_frames_in_newer_versions_is_passed_over():
    """Python 3.14 adds the stack of C functions, and a list of extension modules."""
    more = (
        "\nCurrent thread's C stack trace (most recent call first):\n"
        '  Binary file "/usr/lib/libc.so.6", at +0x1 [0x7f]\n'
        "\nExtension modules: _multiprocessing, numpy (total: 2)\n"
    )
    assert read_stacks(HEADINGS["3.14"] + "\n" + FRAMES + more, WORK) == (
        Stack(0x7F0123456789, "Queue.get", PLACES),
    )


def test_main_thread_comes_first():
    text = (
        'Thread 0x01 (most recent call first):\n  File "/work/a.py", line 1 in helper\n\n'
        'Current thread 0x02 (most recent call first):\n  File "/work/a.py", line 2 in main\n'
    )
    assert [stack.places[0].function for stack in read_stacks(text, WORK)] == ["main", "helper"]


def test_thread_of_a_library_is_left_out():
    text = 'Thread 0x01 (most recent call first):\n  File "/usr/lib/x.py", line 1 in run\n'
    assert read_stacks(text, WORK) == ()


@pytest.mark.parametrize(
    "birth", ['process.py", line 314 in _bootstrap', 'popen_fork.py", line 79 in _launch']
)
def test_what_a_forked_child_has_of_its_parents_stack_is_left_out(birth):
    library = '  File "/usr/lib/python3.14/multiprocessing'
    text = (
        "Thread 0x01 (most recent call first):\n"
        f'{library}/queues.py", line 222 in _finalize_join\n'
        f"{library}/{birth}\n"
        '  File "/work/a.py", line 14 in <module>\n'
    )
    (stack,) = read_stacks(text, WORK)
    assert stack.places == ()


def test_thread_that_computes_waits_for_nothing():
    text = 'Thread 0x01 (most recent call first):\n  File "/work/a.py", line 3 in f\n'
    assert read_stacks(text, WORK) == (Stack(1, "", (Place("a.py", 3, "f"),)),)


def test_file_in_a_folder_of_the_submission_keeps_its_folder():
    text = 'Thread 0x01 (most recent call first):\n  File "/work/parts/a.py", line 3 in f\n'
    assert read_stacks(text, WORK)[0].places[0].file == "parts/a.py"


def test_folder_that_only_begins_alike_is_not_the_students():
    text = 'Thread 0x01 (most recent call first):\n  File "/workshop/a.py", line 3 in f\n'
    assert read_stacks(text, WORK) == ()


def test_only_the_innermost_places_of_a_deep_recursion_are_kept():
    frames = "".join(f'  File "/work/a.py", line {n} in f\n' for n in range(1, 101))
    (stack,) = read_stacks(f"Thread 0x01 (most recent call first):\n{frames}  ...\n", WORK)
    assert [place.line for place in stack.places] == list(range(20, 0, -1))


@pytest.mark.parametrize(
    "text",
    [
        "", "\n\n", "nonsense", 'File "/work/a.py", line 1 in f', '  File "/work/a.py", line 1 in f',
        "Thread 0xzz (most recent call first):\n  File", 'Thread 0x1:\n  File "/work/a.py", line x in f',
        'Thread 0x1:\n  File "/work/a.py", line 99999999999999999999 in f',
        "Thread 0x1:\n  <no Python frame>\n", "\0" * 100, "Thread 0x1:" * 1000,
    ],
)  # fmt: skip
def test_nonsense_tells_nothing(text):
    assert read_stacks(text, WORK) == ()


def test_this_interpreters_own_words_are_understood():
    with tempfile.TemporaryFile() as file:
        faulthandler.dump_traceback(file=file, all_threads=True)
        file.seek(0)
        text = file.read().decode()
    folder, _, name = __file__.rpartition("/")
    found = [place for stack in read_stacks(text, folder) for place in stack.places]
    assert (found[-1].file, found[-1].function) == (
        name, "test_this_interpreters_own_words_are_understood",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("file", "function", "known"),
    [
        ("multiprocessing/queues.py", "put", "Queue.put"),
        ("multiprocessing/connection.py", "recv", "Connection.recv"),
        ("multiprocessing/process.py", "join", "Process.join"),
        ("inside/semaphores.py", "acquire", "Lock.acquire"),
        ("threading.py", "join", "Thread.join"),
        ("subprocess.py", "wait", "another program"),
    ],
)
def test_library_call_goes_by_the_name_that_a_student_knows(file, function, known):
    text = (
        "Thread 0x01 (most recent call first):\n"
        f'  File "{LIBRARY}/{file}", line 9 in {function}\n'
        '  File "/work/a.py", line 3 in f\n'
    )
    assert read_stacks(text, WORK)[0].waiting == known
