"""Examples of a brief, run by a reference in a sandbox."""

import pytest

from grader.settings import Settings
from grader.verification.rehearsal import Rehearsal, interleaves

PROGRAM = """
import multiprocessing, os, random, sys, time

def double(number):
    return 2 * number

def show(number):
    print("pid:", os.getpid(), "number", number)

def main():
    processes = [multiprocessing.Process(target=show, args=(n,)) for n in range(3)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    print("drawn:", random.randint(1, 1000))
    print("problem", file=sys.stderr)

if __name__ == "__main__":
    main()
"""
SHOWN = "pid: 4001 number {}\n"


@pytest.fixture
def held(exercise):
    """What is wrong with a brief, the reference being PROGRAM."""

    def hold(brief, reference=PROGRAM, stub="x = 1\n"):
        settings = Settings(1, "limits")
        rehearsal = Rehearsal(exercise(), brief, reference.encode(), stub.encode(), settings)
        return rehearsal.hold()

    return hold


def console(*numbers, seed=1, drawn=138, end=""):
    lines = "".join(SHOWN.format(number) for number in numbers)
    words = f"```console seed={seed}\n$ python3 exercise01.py{end}\n{lines}drawn: {drawn}\n"
    return words + ("```\n" if end else "problem\n```\n")


def test_example_holds_whatever_the_pids_and_the_order_of_processes(held):
    assert held(console(0, 1, 2)) == held(console(2, 0, 1)) == ()


def test_standard_error_is_left_out_where_the_command_sends_it_away(held):
    assert held(console(0, 1, 2, end=" 2> log.txt")) == ()


def test_seed_holds_an_example_to_what_is_drawn(held):
    (sentence,) = held(console(0, 1, 2, seed=2))
    assert "does not print what the example shows" in sentence


@pytest.mark.parametrize("numbers", [(0, 1), (0, 1, 1), (0, 1, 2, 3)])
def test_line_too_few_too_many_or_another_is_found(held, numbers):
    (sentence,) = held(console(*numbers))
    assert sentence.startswith("'python3 exercise01.py' does not print what the example shows")
    assert "number 2" in sentence


def test_session_in_the_shell_is_held_to_its_words(held):
    assert held("```pycon\n>>> double(4)\n8\n>>> x = double\n>>> x('a')\n'aa'\n```\n") == ()
    (sentence,) = held("```pycon\n>>> double(4)\n9\n```\n")
    assert "Expected:\n    9\nGot:\n    8" in sentence


def test_code_of_an_example_may_import_the_exercise(held):
    command = '$ python3 -c "import exercise01; print(exercise01.double(2))"'
    assert held(f"```console\n{command}\n4\n```\n") == ()


def test_brief_without_an_example_is_found(held):
    assert held("No example.") == (
        "has no example: add a block ```console with `$ python3 exercise01.py`",
    )


def test_example_that_is_no_run_of_the_exercise_is_found(held):
    (sentence,) = held("```console\n$ ls\n```\n")
    assert sentence.startswith("an example can't be run: 'ls' is neither")


def test_failing_reference_is_found(held):
    (sentence,) = held(console(0), reference="1 / 0\n")
    assert sentence.startswith("the reference fails in an example")


@pytest.mark.parametrize(
    ("stub", "found"),
    [
        ("print(1)", "prints or starts something"),
        ("1 / 0", "raises ZeroDivisionError"),
        ("def f(:", "is impossible"),
    ],
)
def test_stub_must_be_quiet_when_it_is_imported(held, stub, found):
    assert [sentence for sentence in held(console(0, 1, 2), stub=stub) if found in sentence]


@pytest.mark.parametrize(
    ("whole", "parts", "expected"),
    [
        ("abc", ["ac", "b"], True),
        ("aab", ["ab", "a"], True),
        ("ba", ["ab"], False),
        ("ab", ["abc"], False),
        ("abc", ["ab"], False),
        ("", [], True),
    ],
)
def test_parts_keep_their_order_and_nothing_else(whole, parts, expected):
    assert interleaves(tuple(whole), tuple(map(tuple, parts))) is expected
