"""What is told of a notebook names its cells."""

import time

import pytest

from grader.grade import SourceFile
from grader.runs.ending import Ending
from grader.runs.trace import Line, Place, Raised, Run, Stuck
from grader.submission import Submission, SubmittedFile
from grader.testing.cells import Cells

TEXT = "# --- cell 1 ---\nimport os\n# --- cell 2 ---\n\ndef f():\n    return 1 / 0\n"
NOTEBOOK = Submission("ada", "exercise05_exit_codes", "exercise05.py", (
    SubmittedFile("exercise05.py", TEXT.encode(), cells=(1, 3)), SubmittedFile("more.py", b"pass\n"),
))  # fmt: skip
HUGE = "1" * 5000
"""More digits than Python reads as a number."""
PLACES = (
    Place("exercise05.py", 2, "<module>"),
    Place("exercise05.py", 6, "f"),
    Place("more.py", 1, "g"),
)


def run(**fields):
    return Run(Ending.FINISHED, 0, **fields)


def test_places_are_in_cells_wherever_a_run_has_them():
    raised = Raised("ZeroDivisionError", "division by zero", PLACES)
    stuck = Stuck("main", 7, "Queue.get", PLACES)
    told = Cells(NOTEBOOK).told(run(raised=raised, stuck=(stuck,)))
    expected = (Place("cell 1", 1, "<module>"), Place("cell 2", 3, "f"), Place("more.py", 1, "g"))
    assert told.raised.places == told.stuck[0].places == expected


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('  File "/work/exercise05.py", line 6, in f', '  File "cell 2", line 3, in f'),
        (
            '  File "/work/exercise05.py", line 1, in f',
            '  File "/work/exercise05.py", line 1, in f',
        ),
        (
            '  File "/work/exercise05.py", line 3, in f',
            '  File "/work/exercise05.py", line 3, in f',
        ),
        ('  File "/work/exercise05.py", line 999, in f', '  File "cell 2", line 996, in f'),
        (
            f'  File "exercise05.py", line {HUGE}, in f',
            f'  File "exercise05.py", line {HUGE}, in f',
        ),
        ('  File "/work/more.py", line 1, in g', '  File "/work/more.py", line 1, in g'),
        ("exercise05.py, line 6", "exercise05.py, line 6"),
    ],
)
def test_tracebacks_point_at_the_cell(text, told):
    errors = (Line(text, 7, "main", 0.0, 1),)
    assert Cells(NOTEBOOK).told(run(errors=errors)).errors[0].text == told


def test_report_shows_cell_after_cell_without_markers():
    files = [SourceFile("exercise05.py", TEXT), SourceFile("more.py", "pass\n")]
    assert list(Cells(NOTEBOOK).sources(files)) == [
        SourceFile("cell 1", "import os"),
        SourceFile("cell 2", "\ndef f():\n    return 1 / 0\n"),
        SourceFile("more.py", "pass\n"),
    ]


def test_marker_that_a_student_wrote_begins_no_cell():
    text = f"# --- cell 1 ---\n# --- cell {HUGE} ---\nf()\n"
    (program,) = files = (SubmittedFile("exercise05.py", text.encode(), cells=(1,)),)
    cells = Cells(Submission("ada", "exercise05_exit_codes", "exercise05.py", files))
    told = cells.told(run(raised=Raised("ValueError", "", (Place(program.name, 3, "<module>"),))))
    assert told.raised.places == (Place("cell 1", 2, "<module>"),)
    (source,) = cells.sources([SourceFile(program.name, text)])
    assert source == SourceFile("cell 1", f"# --- cell {HUGE} ---\nf()\n")


def test_many_places_in_a_long_notebook_take_no_time():
    starts = tuple(range(1, 200_000, 2))
    files = (SubmittedFile("exercise05.py", b"#\n" * 200_000, cells=starts),)
    places = tuple(Place("exercise05.py", line, "f") for line in range(20_000))
    cells = Cells(Submission("ada", "exercise05_exit_codes", "exercise05.py", files))
    started = time.process_time()
    cells.told(run(raised=Raised("ValueError", "", places)))
    assert time.process_time() - started < 5


def test_ordinary_file_stays_as_it_is_whatever_its_comments_say():
    ordinary = Submission("ada", "exercise05_exit_codes", "exercise05.py", (
        SubmittedFile("exercise05.py", TEXT.encode()),
    ))  # fmt: skip
    before = run(raised=Raised("ValueError", "", PLACES))
    assert Cells(ordinary).told(before) is before
    files = [SourceFile("exercise05.py", TEXT)]
    assert list(Cells(ordinary).sources(files)) == files
