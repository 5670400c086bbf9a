"""Notebooks: cells in order, what only Jupyter understands left out, and hostile ones refused."""

import json
import time

import pytest

from grader.intake.jupyter import without_jupyter
from grader.intake.notebook import read_notebook
from grader.intake.refusal import Refusal


def notebook(*sources, **metadata):
    cells = [
        {"cell_type": "code", "source": s, "metadata": {}, "outputs": [], "execution_count": None}
        for s in sources
    ]
    return {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 4}


def program(*sources):
    return read_notebook("exercise05.ipynb", json.dumps(notebook(*sources)).encode())


def refusal(content):
    with pytest.raises(Refusal) as caught:
        read_notebook("exercise05.ipynb", content)
    return str(caught.value)


def test_cells_come_in_order_with_a_marker_before_each():
    found = program("a = 1", "b = 2\nc = 3")
    assert found.text == "# --- cell 1 ---\na = 1\n# --- cell 2 ---\nb = 2\nc = 3\n"
    assert found.cells == (1, 3)


def test_a_marker_that_a_student_wrote_begins_no_cell():
    assert program("# --- cell 7 ---\na = 1", "b = 2").cells == (1, 4)


def test_text_cells_are_left_out_and_not_counted():
    content = notebook("a = 1")
    content["cells"].insert(0, {"cell_type": "markdown", "source": "# Title", "metadata": {}})
    assert read_notebook("n.ipynb", json.dumps(content).encode()).text.startswith("# --- cell 1")


def test_a_source_in_lines_is_joined():
    assert "a = 1\nb = 2\n" in program(["a = 1\n", "b = 2"]).text


def test_what_was_left_out_is_noted_and_keeps_its_line():
    result = program("x = 1\n%matplotlib inline\n!pip install numpy\ny = 2")
    assert result.text.split("\n")[2:5] == ["# %matplotlib inline", "# !pip install numpy", "y = 2"]
    (note,) = result.notes
    assert note == (
        "Cell 1: 2 lines that only Jupyter understands were left out: "
        "%matplotlib inline, !pip install numpy"
    )


def test_one_line_is_noted_in_the_singular():
    assert program("%time f()").notes[0].startswith("Cell 1: 1 line that")


@pytest.mark.parametrize(
    "line",
    ["%cd ..", "!ls", "?print", "print?", "print??", "a.b?;", "files = !ls", "t = %time f()"],
)
def test_jupyter_s_own_lines_are_known(line):
    assert without_jupyter(line) == ([f"# {line}"], [line])


@pytest.mark.parametrize(
    "cell",
    [
        'x = """\n%d items\n!important\n"""',
        "x = '''a\\'''\n%d'''",
        "x = (17\n% 5)",
        "x = 17 \\\n% 5",
        "x = 17 % 5",
        "a != b",
        "# why?\nprint('why?')",
        'x = \'(\' # """\ny = 1',
        "async def f():\n    await g()",
    ],
)
def test_python_that_looks_like_jupyter_stays(cell):
    assert without_jupyter(cell) == (cell.split("\n"), [])


def test_a_line_after_a_long_string_is_known_again():
    kept, dropped = without_jupyter('x = """\n%d\n"""\n%time f()')
    assert (kept[1], dropped) == ("%d", ["%time f()"])


def test_a_line_in_a_block_leaves_a_statement_there():
    kept, _ = without_jupyter("for i in range(3):\n    !ls")
    assert kept[1] == "    pass  # !ls"
    compile("\n".join(kept), "cell", "exec")


def test_a_timed_cell_keeps_its_body_and_a_cell_of_another_language_does_not():
    assert without_jupyter("%%time\nx = 1") == (["# %%time", "x = 1"], ["%%time"])
    assert without_jupyter("%%bash\nls") == (["# %%bash", "# ls"], ["%%bash"])


def test_an_old_notebook_is_read():
    cell = {"cell_type": "code", "input": "a = 1", "language": "python", "outputs": []}
    old = {"nbformat": 3, "nbformat_minor": 0, "metadata": {}, "worksheets": [{"cells": [cell]}]}
    assert "a = 1" in read_notebook("n.ipynb", json.dumps(old).encode()).text


@pytest.mark.parametrize(
    "content",
    [
        b"print(1)", b"{}", b"[]", b"3", b'{"nbformat": "x"}', b"\xff", b"[" * 100_000,
        b'{"nbformat": 4, "nbformat_minor": 5, "cells": 7, "metadata": 1}',
        b'{"nbformat": 4, "nbformat_minor": 5, "cells": [1], "metadata": {}}',
        b'{"nbformat": 99, "cells": []}',
    ],
)  # fmt: skip
def test_what_is_no_notebook_is_refused(content):
    assert refusal(content).startswith("exercise05.ipynb ")


def test_a_notebook_without_code_is_refused():
    assert "has no code cells" in refusal(json.dumps(notebook(" ")).encode())


def test_a_notebook_in_another_language_is_refused():
    content = notebook("1", kernelspec={"name": "ir", "language": "R", "display_name": "R"})
    assert refusal(json.dumps(content).encode()) == (
        "exercise05.ipynb is a notebook in R: hand in one in Python"
    )


def test_a_nul_in_a_cell_is_refused():
    assert "NUL character" in refusal(json.dumps(notebook("a\0")).encode())


def test_half_a_character_does_no_harm():
    assert "x = '?'" in program("x = '\ud800'").text


@pytest.mark.parametrize(
    "cell",
    [
        " " * 500_000 + "x", "x?" + " " * 500_000 + "x", '"""' + "\\" * 500_000,
        "a " * 250_000 + "x", "(" * 500_000, "x" * 500_000 + "\n%", "'" * 500_001,
    ],
)  # fmt: skip
def test_hostile_text_takes_no_time(cell):
    started = time.process_time()
    without_jupyter(cell)
    assert time.process_time() - started < 5
