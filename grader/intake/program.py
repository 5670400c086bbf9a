"""The file that is run: a `.py` file as it is, or a notebook's code cells."""

from pathlib import PurePath

from grader.intake.refusal import Refusal
from grader.intake.source import check_source, demand_content
from grader.intake.tree import Tree
from grader.language import translate as _
from grader.submission import SubmittedFile

PYTHON = ".py"
NOTEBOOK = ".ipynb"


def read_program(tree: Tree, name: PurePath, main: str) -> tuple[SubmittedFile, tuple[str, ...]]:
    """Return the program in the file `name` of `tree`, to be called `main`, with notes.

    Raises Refusal or UsageError for what cannot be run, OSError where the system refuses.
    """
    content = tree.read(name)
    match name.suffix.lower():
        case ".py":
            check_source(name.name, content)
            return SubmittedFile(main, content), renamed(name, main)
        case ".ipynb":
            return notebook_program(name, main, content)
    message = _("{name} is no Python file: hand in a .py file, a notebook (.ipynb) or a folder")
    raise Refusal(message.format(name=name.name))


def notebook_program(
    name: PurePath, main: str, content: bytes
) -> tuple[SubmittedFile, tuple[str, ...]]:
    """Return the program in a notebook, with the notes on what was left out of it."""
    from grader.intake.notebook import read_notebook  # noqa: PLC0415  few submissions are notebooks

    demand_content(name.name, content)
    program = read_notebook(name.name, content)
    return SubmittedFile(main, program.text.encode(), program.cells), program.notes


def renamed(name: PurePath, main: str) -> tuple[str, ...]:
    """The note on a file that the student called otherwise than the exercise asks."""
    if name.as_posix() == main:
        return ()
    message = _("{name} was graded as {main}, the name that the exercise asks for.")
    return (message.format(name=name, main=main),)
