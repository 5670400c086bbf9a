import os
import stat
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from batch.conftest import SETTINGS
from grader.batch.plan import settle_seed
from grader.errors import UsageError


def test_batch_that_goes_on_keeps_its_seed(tmp_path):
    first = settle_seed(SETTINGS, tmp_path, fixed=False)
    assert settle_seed(SETTINGS, tmp_path, fixed=False) == first


def test_seed_of_a_new_batch_is_drawn_by_lot(tmp_path):
    seeds = set()
    for name in ("one", "two", "three"):
        (tmp_path / name).mkdir()
        seeds.add(settle_seed(SETTINGS, tmp_path / name, fixed=False).seed)
    assert len(seeds) == 3


def test_given_seed_is_the_batchs_from_then_on(tmp_path):
    settle_seed(SETTINGS, tmp_path, fixed=False)
    assert settle_seed(SETTINGS, tmp_path, fixed=True) == SETTINGS
    assert settle_seed(SETTINGS, tmp_path, fixed=False) == SETTINGS


def test_two_first_calls_at_once_have_one_seed(tmp_path, monkeypatch):
    """Both have seen that no seed is kept before either keeps one."""
    both = threading.Barrier(2)
    exists = Path.exists

    def wait_and_see(path):
        found = exists(path)
        both.wait()
        return found

    with monkeypatch.context() as patch, ThreadPoolExecutor(2) as pool:
        patch.setattr(Path, "exists", wait_and_see)
        calls = [pool.submit(settle_seed, SETTINGS, tmp_path, fixed=False) for _ in range(2)]
    assert calls[0].result() == calls[1].result()


def test_seed_is_kept_where_files_have_one_name_only(tmp_path, monkeypatch):
    def link(_part, _path):
        raise PermissionError

    monkeypatch.setattr(os, "link", link)
    first = settle_seed(SETTINGS, tmp_path, fixed=False)
    assert settle_seed(SETTINGS, tmp_path, fixed=False) == first


@pytest.mark.parametrize("fixed", [False, True])
def test_seed_is_for_the_instructors_eyes_from_the_first_moment(tmp_path, monkeypatch, fixed):
    """No file of the folder may change its mode: it would have been readable before."""
    with monkeypatch.context() as patch:
        patch.delattr(os, "chmod")
        settle_seed(SETTINGS, tmp_path, fixed=fixed)
    (kept,) = tmp_path.iterdir()
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[1]", b'{"seed": "7"}', b'{"seed": -1}', b"[" * 5000]
)
def test_damaged_seed_is_told_and_not_replaced(content, tmp_path):
    (tmp_path / "batch.json").write_bytes(content)
    with pytest.raises(UsageError, match=r"batch\.json is damaged"):
        settle_seed(SETTINGS, tmp_path, fixed=False)
    assert (tmp_path / "batch.json").read_bytes() == content


def test_seed_of_another_users_batch_is_told_as_such(tmp_path, monkeypatch):
    settle_seed(SETTINGS, tmp_path, fixed=False)

    def forbidden(path):
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr("pathlib.Path.read_bytes", forbidden)
    monkeypatch.setattr("pathlib.Path.owner", lambda _path: "grace")
    words = r"batch\.json may not be read: it belongs to grace.*another one with --out"
    with pytest.raises(UsageError, match=words):
        settle_seed(SETTINGS, tmp_path, fixed=False)


def test_seed_that_cannot_be_read_is_told_with_the_reason(tmp_path):
    (tmp_path / "batch.json").mkdir()
    with pytest.raises(UsageError, match=r"batch\.json cannot be read: Is a directory"):
        settle_seed(SETTINGS, tmp_path, fixed=False)
