"""Trees: what is read of them, and that nothing leads out of one."""

from pathlib import Path, PurePath

import pytest
from class_stage import PROGRAM, write_folder

from grader.intake.refusal import Refusal
from grader.intake.tree import HERE, DiskTree, Entry, Kind, Pick, PickedTree


@pytest.fixture
def root(tmp_path):
    write_folder(tmp_path, {"ada/exercise05.py": PROGRAM, "ada/data/w.txt": b"w", "bob/b.py": b"b"})
    return tmp_path


def test_entries_say_what_they_are(root):
    (root / "ada/link").symlink_to("data")
    assert set(DiskTree(root).below(PurePath("ada")).entries(HERE)) == {
        Entry("exercise05.py", Kind.FILE), Entry("data", Kind.FOLDER), Entry("link", Kind.LINK),
    }  # fmt: skip


def test_a_part_has_its_own_name_and_says_where_it_lies(root):
    ada = DiskTree(root).below(PurePath("ada"))
    assert (ada.name, ada.origin(PurePath("data/w.txt"))) == ("ada", PurePath("ada/data/w.txt"))
    assert DiskTree(Path()).name == Path().absolute().name


def test_a_link_stays_in_the_part_it_lies_in(root):
    (root / "ada/own.txt").symlink_to("data/w.txt")
    (root / "ada/others.py").symlink_to("../bob/b.py")
    ada = DiskTree(root).below(PurePath("ada"))
    assert ada.read(PurePath("own.txt")) == b"w"
    with pytest.raises(Refusal, match=r"others\.py is a link to a file outside of its folder"):
        ada.read(PurePath("others.py"))
    assert DiskTree(root).read(PurePath("ada/others.py")) == b"b"


def test_a_part_that_has_become_a_link_is_not_followed(root):
    (root / "eve").symlink_to("ada")
    eve = DiskTree(root).below(PurePath("eve"))
    with pytest.raises(Refusal, match="is a link to a file outside"):
        eve.read(PurePath("exercise05.py"))
    with pytest.raises(OSError, match=r"Not a directory|symbolic links"):
        list(eve.entries(HERE))


def test_more_than_the_limit_is_refused(root):
    tree = DiskTree(root)
    size = len(PROGRAM)
    assert tree.read(PurePath("ada/exercise05.py"), limit=size) == PROGRAM
    with pytest.raises(Refusal, match="too large"):
        tree.read(PurePath("ada/exercise05.py"), limit=size - 1)


def test_what_is_picked_has_the_name_that_it_was_given(root):
    disk = DiskTree(root)
    file = Pick(disk.below(PurePath("ada/exercise05.py")), HERE, Kind.FILE)
    folder = Pick(disk, PurePath("ada/data"), Kind.FOLDER)
    picked = PickedTree("ada", {"mine.py": file, "words": folder})
    assert list(picked.entries(HERE)) == [
        Entry("mine.py", Kind.FILE), Entry("words", Kind.FOLDER),
    ]  # fmt: skip
    assert list(picked.entries(PurePath("words"))) == [Entry("w.txt", Kind.FILE)]
    assert picked.read(PurePath("mine.py")) == PROGRAM
    assert picked.below(PurePath("words")).read(PurePath("w.txt")) == b"w"
    assert picked.origin(PurePath("words/w.txt")) == PurePath("ada/data/w.txt")
    assert picked.origin(HERE) == PurePath("ada/exercise05.py")


def test_complaints_have_the_name_that_it_was_given(root):
    (root / "bob/b.py").unlink()
    (root / "bob/b.py").mkdir()
    picked = PickedTree("bob", {"mine.py": Pick(DiskTree(root), PurePath("bob/b.py"), Kind.FILE)})
    with pytest.raises(Refusal, match=r"^mine\.py is a folder"):
        picked.read(PurePath("mine.py"))
    with pytest.raises(Refusal, match=r"^other\.py was not handed in"):
        picked.read(PurePath("other.py"))
