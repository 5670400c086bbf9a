"""What a brief names, and the examples in it."""

import pytest

from grader.verification.brief import Command, Shell, examples, names_used, unnamed

CONSOLE = """
```console
$ python3 exercise01.py
one

two
$ python3 -c "import exercise01; exercise01.main(wait=True)" 2> log.txt
three
```
"""


def test_console_block_has_commands_and_what_each_prints():
    first, second = examples(CONSOLE, "exercise01.py")
    assert first == Command(
        "python3 exercise01.py", None, errors_shown=True, shown=("one", "", "two"), seed=0
    )
    assert (second.code, second.shown) == (
        "import exercise01; exercise01.main(wait=True)",
        ("three",),
    )
    assert not second.errors_shown


def test_block_may_have_a_seed_and_be_a_session_in_the_shell():
    assert list(examples("```pycon seed=7\n>>> f()\n3\n```\n", "exercise01.py")) == [
        Shell(">>> f()\n3\n", 7)
    ]


@pytest.mark.parametrize("block", ["```text\nx\n```", "```python\nf()\n```", "    $ ls"])
def test_other_blocks_are_not_looked_at(block):
    assert list(examples(f"{block}\n", "exercise01.py")) == []


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("$ python3 exercise02.py", "is neither"),
        ("$ python3 exercise01.py | sort", "is neither"),
        ("$ ls", "is neither"),
        ("one", "must begin with"),
    ],
)
def test_command_that_cannot_be_checked_is_refused(text, complaint):
    with pytest.raises(ValueError, match=complaint):
        list(examples(f"```console\n{text}\n```\n", "exercise01.py"))


def test_names_that_probes_use_are_found():
    text = (
        "def one(submission):\n    submission.first = submission.second()\n"
        "def two(submission, name):\n    getattr(submission, 'third')\n    getattr(submission, name)\n"
        "    return submission.__name__, other.fourth\n"
    )
    assert names_used(text) == ["first", "second", "third"]


def test_name_must_stand_in_code():
    brief = "**`first(x)`** doubles. The second is\n\n```console\n$ third\n```\n"
    assert unnamed(brief, ["first", "second", "third", "fir"]) == ["second", "fir"]
