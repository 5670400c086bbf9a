"""The interpreter that runs students' programs."""

import json
import subprocess
import sys

from grader.sandbox import interpreter


def test_interpreter_is_the_one_below_the_virtual_environment():
    program = "import sys; print(sys.prefix == sys.base_prefix, sys.version)"
    told = subprocess.check_output([interpreter.executable(), "-c", program], text=True)
    assert told == f"True {sys.version}\n"


def test_every_folder_that_is_shown_exists():
    assert all(folder.exists() for folder in interpreter.folders())
    assert interpreter.executable().parent in interpreter.folders()


def test_home_and_the_virtual_environment_are_not_shown():
    shown = {str(folder) for folder in interpreter.folders()}
    assert not shown & {"/", "/home", "/root", "/etc", "/tmp", sys.prefix}


def test_environment_holds_nothing_of_the_machines(monkeypatch):
    monkeypatch.setenv("SECRET_TOKEN", "x")
    environment = interpreter.environment("/work", "/tmp")
    assert "SECRET_TOKEN" not in environment
    assert environment["HOME"] == "/work"
    assert environment["TMPDIR"] == "/tmp"
    assert all("VIRTUAL_ENV" not in name for name in environment)


def test_package_for_the_sandbox_is_where_it_says():
    assert (interpreter.INSIDE / "zygote.py").is_file()


def test_command_starts_the_zygote_with_its_setup():
    setup = json.dumps({"a": 1})
    command = interpreter.arguments("/some home", setup)
    assert command[0] == str(interpreter.executable())
    assert "'/some home'" in command[-2]
    assert command[-1] == setup
