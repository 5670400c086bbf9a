import subprocess
import sys

import pytest

from grader.report import render, write

from .samples import PARTIAL


def test_the_written_file_is_the_rendered_page(tmp_path):
    path = tmp_path / "report.html"
    write(PARTIAL, path)
    assert path.read_text("utf-8") == render(PARTIAL)
    assert path.stat().st_mode & 0o777 == 0o644
    assert [*tmp_path.iterdir()] == [path]


def test_a_folder_in_the_way_is_an_error_and_leaves_nothing_behind(tmp_path):
    path = tmp_path / "report.html"
    path.mkdir()
    with pytest.raises(IsADirectoryError):
        write(PARTIAL, path)
    assert [*tmp_path.iterdir()] == [path]


def test_importing_the_door_imports_no_template_engine():
    code = "import sys, grader.report; print({'jinja2', 'pygments'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"


def test_a_typical_report_is_small():
    assert len(render(PARTIAL).encode()) < 100_000
