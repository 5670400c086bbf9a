"""How each level starts the prepared interpreter."""

# ruff: noqa: ARG005, PTH208 - a fake takes what the real one takes; descriptors are counted

import json
import os
from pathlib import Path

import pytest

from grader.errors import SandboxError
from grader.inside import confine
from grader.sandbox import levels
from grader.sandbox.isolation import Isolation
from grader.sandbox.limits import MEBIBYTE, Limits

PR_GET_DUMPABLE = 3


@pytest.fixture
def folder(tmp_path):
    own = levels.outside(tmp_path)
    for name in (own.submission, own.library, *own.scratch()):
        Path(name).mkdir()
    return tmp_path


def started(level, folder, **limits):
    with levels.prepared(level, folder, Limits(**limits), 5) as start:
        return start, json.loads(start.command[-1])


def test_control_socket_is_passed_at_every_level(level, folder):
    start, setup = started(level, folder)
    assert start.descriptors[0] == setup["control"] == 5


def test_setup_names_the_folders_as_the_sandbox_sees_them(level, folder):
    start, setup = started(level, folder)
    assert setup["submission"] == start.folders.submission
    assert setup["work"] in setup["scratch"]


def test_limits_of_one_process_are_the_kernels_to_keep(level, folder):
    _, setup = started(level, folder, cpu=3, file_size=MEBIBYTE, open_files=99)
    bounds = setup["confinement"]["limits"]
    assert bounds["RLIMIT_CPU"] >= 3
    assert (bounds["RLIMIT_FSIZE"], bounds["RLIMIT_NOFILE"]) == (MEBIBYTE, 99)
    assert bounds["RLIMIT_CORE"] == 0


def test_processes_are_counted_by_the_kernel_only_where_they_are_the_sandboxes_own(level, folder):
    _, setup = started(level, folder)
    counted = "RLIMIT_NPROC" in setup["confinement"]["limits"]
    assert counted is (level is Isolation.NAMESPACES)


def test_nobody_can_look_into_the_judge_where_no_walls_are(folder):
    pid = os.fork()
    if pid == 0:
        confine.become_ordinary()
        with levels.prepared(Isolation.LIMITS, folder, Limits(), 5):
            os._exit(confine._library.prctl(PR_GET_DUMPABLE, 0, 0, 0, 0))
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0


def test_bubblewrap_unshares_everything_and_dies_with_its_parent(folder):
    start = levels._in_namespaces(folder, Limits(), 5)
    for word in ("--unshare-all", "--disable-userns", "--die-with-parent", "--clearenv"):
        assert word in start.command
    assert start.command[start.command.index("--cap-drop") + 1] == "ALL"
    assert start.environment == {}


def test_disk_limit_is_the_size_of_each_scratch_folder(folder):
    command = levels._in_namespaces(folder, Limits(disk=7 * MEBIBYTE), 5).command
    for name in ("/work", "/tmp", "/dev/shm"):
        place = command.index(name, command.index("--size"))
        assert command[place - 1] == "--tmpfs"
        assert int(command[place - 2]) >= 7 * MEBIBYTE


def test_missing_bubblewrap_is_a_sandbox_error(folder, monkeypatch):
    monkeypatch.setattr(levels.shutil, "which", lambda name: None)
    with pytest.raises(SandboxError, match="bubblewrap"):
        levels._in_namespaces(folder, Limits(), 5)


def test_weakest_level_has_no_rules(folder):
    _, setup = started(Isolation.LIMITS, folder)
    assert setup["confinement"]["ruleset"] is None


def test_rules_are_closed_once_the_interpreter_has_them(level, folder):
    before = len(os.listdir("/proc/self/fd"))
    started(level, folder)
    assert len(os.listdir("/proc/self/fd")) == before
