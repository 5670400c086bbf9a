"""A brief as the tests see it: the names that it must tell, and the examples in it.

An example is a fenced block. In a block `console` each line that begins with `$ ` is a command,
`python3 exerciseNN.py` or `python3 -c "..."`, and what follows is all that it prints: standard
output and standard error, or standard output alone where the command ends with `2> FILE`. A block
`pycon` is a session in the Python shell that knows the exercise's names. `seed=7` after the language
seeds the module `random`, so that an example of something random can be held to its words, too. The
start method is fork. Other blocks are not looked at.
"""

import ast
import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass

SUBMISSION = "submission"
"""What probes call the student's module."""
PROMPT = "$ "
FENCE = re.compile(
    r"^```(?P<language>console|pycon)(?: +seed=(?P<seed>[0-9]+))? *\n(?P<text>.*?)^```",
    re.MULTILINE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Command:
    """A command of an example, and what it is said to print."""

    text: str
    code: str | None
    """What `-c` runs; None where the file itself is run."""
    errors_shown: bool
    shown: tuple[str, ...]
    seed: int


@dataclass(frozen=True, slots=True)
class Shell:
    """A session in the Python shell."""

    text: str
    seed: int


def examples(brief: str, file: str) -> Iterator[Command | Shell]:
    """List the examples; raise ValueError at a command that is no run of `file`."""
    for block in FENCE.finditer(brief):
        seed = int(block["seed"] or 0)
        if block["language"] == "pycon":
            yield Shell(block["text"], seed)
        else:
            yield from _commands(block["text"], file, seed)


def _commands(text: str, file: str, seed: int) -> Iterator[Command]:
    before, *parts = f"\n{text}".split(f"\n{PROMPT}")
    if before.strip() or not parts:
        raise ValueError(f"a console block must begin with '{PROMPT}python3 {file}'")
    for part in parts:
        command, *shown = part.rstrip("\n").split("\n")
        yield _command(command, tuple(shown), file, seed)


def _command(text: str, shown: tuple[str, ...], file: str, seed: int) -> Command:
    match shlex.split(text):
        case ["python3", name, *rest] if name == file and _is_redirection(rest):
            return Command(text, None, not rest, shown, seed)
        case ["python3", "-c", code, *rest] if _is_redirection(rest):
            return Command(text, code, not rest, shown, seed)
    raise ValueError(f"'{text}' is neither python3 {file} nor python3 -c: use a block 'text'")


def _is_redirection(words: list[str]) -> bool:
    match words:
        case [] | ["2>", _]:
            return True
    return False


def names_used(hidden_tests: str) -> list[str]:
    """Return the names that the probes of a test file take from the submission, sorted."""
    found = set()
    for node in ast.walk(ast.parse(hidden_tests)):
        match node:
            case ast.Attribute(value=ast.Name(id=name), attr=used) if name == SUBMISSION:
                found.add(used)
            case ast.Call(
                func=ast.Name(id="getattr" | "hasattr" | "setattr"),
                args=[ast.Name(id=name), ast.Constant(value=str() as used), *_],
            ) if name == SUBMISSION:
                found.add(used)
    return sorted(name for name in found if not name.startswith("__"))


def unnamed(brief: str, names: list[str]) -> list[str]:
    """Return those of `names` that stand nowhere in the brief's code, in-line or in blocks."""
    code = " ".join(re.findall(r"```.*?```|`[^`\n]+`", brief, re.DOTALL))
    return [name for name in names if not re.search(rf"\b{re.escape(name)}\b", code)]
