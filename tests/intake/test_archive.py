"""Hostile archives: what leads out, hides, lies, explodes or is there twice."""

import gc
import stat
import struct
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import PurePath

import pytest
from class_stage import PROGRAM, file_names, only, problem, rows

from grader.errors import UsageError
from grader.intake.archive import Archive, ZipTree
from grader.intake.refusal import Refusal


def member(name, mode=0, method=zipfile.ZIP_DEFLATED):
    info = zipfile.ZipInfo(name)
    info.external_attr = mode << 16
    info.compress_type = method
    return info


def write(path, *members):
    """Write members, each a name or a ZipInfo, with content or a program."""
    with zipfile.ZipFile(path, "w") as archive:
        for entry in members:
            name, content = entry if isinstance(entry, tuple) else (entry, PROGRAM)
            archive.writestr(name if isinstance(name, zipfile.ZipInfo) else member(name), content)


def patch(path, old, new):
    """Change what the archive says of itself."""
    content = path.read_bytes()
    assert old in content
    path.write_bytes(content.replace(old, new))


def wrong_usage(path, **options):
    with pytest.raises(UsageError) as caught:
        Archive(path, **options)
    return str(caught.value)


# Names


@pytest.mark.parametrize(
    "name",
    [
        "../bob/exercise05.py", "/bob/exercise05.py", "bob/../../exercise05.py", "C:/bob/exercise05.py",
        "C:\\bob\\exercise05.py", "\\\\server\\bob\\exercise05.py", "./../bob/exercise05.py",
    ],
)  # fmt: skip
def test_a_name_that_leads_out_is_never_followed_and_its_student_not_lost(archived, tmp_path, name):
    write(archived.path, "ada/exercise05.py", name)
    handed = archived.read(layout="folders").handed
    assert file_names(handed[0]) == ["exercise05.py"]
    assert "leads out of the archive" in problem(handed[1])
    assert [path.name for path in tmp_path.iterdir()] == ["class.zip"]


def test_a_name_that_leads_out_does_not_take_another_s_place(archived):
    write(archived.path, "../ada/exercise05.py", "ada/exercise05.py", "/ada/exercise05.py")
    collection = archived.read(layout="folders")
    assert file_names(only(collection)) == ["exercise05.py"]
    assert len(collection.ignored) == 2


def test_backslashes_separate_folders(archived):
    write(archived.path, "ada\\exercise05.py", "bob\\data\\", "bob\\exercise05.py")
    assert rows(archived.read()) == [("ada", "05", 1), ("bob", "05", 1)]


def test_utf_8_is_read_where_the_archive_does_not_say_so(archived):
    write(archived.path, "J\u00f6rg/exercise05.py")
    flags = struct.pack("<H", 0x800)
    assert flags in archived.path.read_bytes()
    patch(archived.path, flags, b"\0\0")
    assert only(archived.read()).student == "J\u00f6rg"


def test_old_names_that_are_not_utf_8_are_read_as_dos_has_them(archived):
    write(archived.path, "J_rg/exercise05.py")
    patch(archived.path, b"J_rg", b"J\x94rg")
    assert only(archived.read()).student == "J\u00f6rg"


def test_a_name_that_says_utf_8_and_is_not_is_wrong_usage(archived):
    write(archived.path, "J\u00f6rg/exercise05.py")
    patch(archived.path, "\u00f6".encode(), b"\xff\xff")
    assert "has a file name that is not UTF-8: unpack it" in wrong_usage(archived.path)


def test_a_path_of_too_many_folders_is_ignored(archived):
    write(archived.path, "ada/exercise05.py", "a/" * 40 + "exercise05.py", "b/" * 30_000)
    collection = archived.read(layout="folders")
    assert rows(collection) == [("ada", "05", 1)]
    assert collection.ignored[0].endswith(": its path cannot be followed")


@pytest.mark.parametrize("name", ["é" * 127 + ".txt", "/".join(["d" * 250] * 4)])
def test_a_name_that_no_file_can_have_stays_out_with_a_note(archived, name):
    write(archived.path, "ada/exercise05.py", f"ada/{name}", f"ada/{name[5:]}")
    submission = only(archived.read(layout="folders")).read()
    assert [file.name for file in submission.files] == ["exercise05.py", name[5:]]
    (note,) = submission.notes
    assert (
        note == f"Left out: {name[:119]}… has too long a name: shorten it, or its folders' names."
    )


def test_a_file_without_a_name_is_ignored(archived):
    write(archived.path, "ada/exercise05.py", "\0", "///")
    assert archived.read(layout="folders").ignored == ("?: its path cannot be followed",)


def test_a_file_that_is_there_twice_is_neither(archived):
    with pytest.warns(UserWarning, match="Duplicate name"):
        write(archived.path, ("ada/exercise05.py", b"a = 1"), ("ada/exercise05.py", b"a = 2"))
    assert "exercise05.py is in the archive twice: hand it in once" in problem(
        only(archived.read())
    )


@pytest.mark.parametrize("names", [("ada", "ada/exercise05.py"), ("ada/exercise05.py", "ada")])
def test_a_file_that_is_a_folder_too_gives_way(archived, names):
    write(archived.path, *names)
    collection = archived.read(layout="folders")
    assert file_names(only(collection)) == ["exercise05.py"]
    assert len(collection.ignored) == 1


# What members are


@pytest.mark.parametrize(
    ("mode", "complaint"),
    [
        (stat.S_IFLNK, "exercise05.py is a link to another file"),
        (stat.S_IFIFO, "exercise05.py is not a file"),
        (stat.S_IFCHR, "exercise05.py is not a file"),
    ],
)
def test_what_is_no_ordinary_file_has_a_problem(archived, mode, complaint):
    write(archived.path, (member("ada/exercise05.py", mode | 0o777), b"/etc/passwd"))
    assert complaint in problem(only(archived.read()))


def test_a_folder_called_like_the_program_has_a_problem(archived):
    write(archived.path, "ada/exercise05/exercise05.py/x.py")
    assert "exercise05.py is a folder, not a file" in problem(only(archived.read()))


def test_a_locked_file_has_a_problem(archived):
    write(archived.path, "ada/exercise05.py", "bob/exercise05.py")
    content = bytearray(archived.path.read_bytes())
    content[content.index(b"PK\x01\x02") + 8] |= 1
    archived.path.write_bytes(content)
    ada, bob = archived.read().handed
    assert "exercise05.py is locked with a password" in problem(ada)
    assert file_names(bob) == ["exercise05.py"]


def test_an_archive_that_is_locked_as_a_whole_is_wrong_usage(archived):
    write(archived.path, "ada/exercise05.py")
    content = bytearray(archived.path.read_bytes())
    content[content.index(b"PK\x01\x02") + 8] |= 1
    archived.path.write_bytes(content)
    assert "is locked with a password: unpack it" in wrong_usage(archived.path)


def test_a_damaged_file_has_a_problem_and_the_others_have_none(archived):
    write(archived.path, "ada/exercise05.py", "bob/exercise05.py")
    content = bytearray(archived.path.read_bytes())
    content[content.index(b"exercise05.py") + len("exercise05.py")] ^= 0xFF
    archived.path.write_bytes(content)
    ada, bob = archived.read().handed
    assert "exercise05.py is damaged in the archive" in problem(ada)
    assert file_names(bob) == ["exercise05.py"]


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_methods_that_cannot_be_bounded_are_not_accepted(archived, method):
    write(archived.path, (member("ada/exercise05.py", method=method), b"\n" * 10_000_000))
    assert "is packed in a way that is not accepted" in problem(only(archived.read()))


# Size


def test_a_bomb_is_read_to_the_limit_and_no_further(archived):
    write(archived.path, ("ada/exercise05.py", b"\n" * 200_000_000), "bob/exercise05.py")
    ada, bob = archived.read().handed
    assert "exercise05.py is too large: at most 1 MiB" in problem(ada)
    assert file_names(bob) == ["exercise05.py"]


@pytest.mark.parametrize("claimed", [1, 500_000, 2**32 - 2])
def test_a_bomb_that_lies_about_its_size_has_a_problem(archived, claimed):
    size = 50_000_000
    write(archived.path, ("ada/exercise05.py", b"\n" * size))
    patch(archived.path, struct.pack("<L", size), struct.pack("<L", claimed))
    assert "exercise05.py" in problem(only(archived.read()))


def test_too_many_files_of_a_student_have_a_problem(archived):
    files = [(f"ada/f{number}.bin", b"x" * 1024**2) for number in range(11)]
    write(archived.path, "ada/exercise05.py", *files)
    assert "ada holds too much" in problem(only(archived.read()))


def test_as_many_members_as_are_accepted_are_read_and_one_more_is_not(archived):
    write(archived.path, *(f"s{number}_exercise05.py" for number in range(20)))
    assert len(Archive(archived.path, most=20).index.folders[""]) == 20
    assert "at most 19 files are accepted" in wrong_usage(archived.path, most=19)


def test_a_table_of_contents_that_is_too_long_is_not_even_read(archived):
    write(archived.path, *("x" * 2_000 + f"{number}_exercise05.py" for number in range(10)))
    assert "holds too much" in wrong_usage(archived.path, most=10)


def test_folders_count_as_members_even_if_only_paths_name_them(archived):
    write(archived.path, *("/".join(f"{n}{step}" for step in range(20)) for n in range(10)))
    assert "holds too much" in wrong_usage(archived.path, most=100)


def test_an_archive_in_an_archive_is_not_opened(archived, tmp_path):
    write(tmp_path / "inner.zip", "exercise05.py")
    write(archived.path, ("ada/exercise05.zip", (tmp_path / "inner.zip").read_bytes()))
    assert "has no Python file, only exercise05.zip" in problem(only(archived.read()))


# The tree


def test_what_is_not_there_is_refused(archived):
    write(archived.path, "ada/exercise05.py")
    tree = ZipTree(Archive(archived.path))
    with pytest.raises(Refusal, match=r"gone\.py is not in the archive"):
        tree.read(PurePath("ada/gone.py"))
    assert list(tree.entries(PurePath("gone"))) == []


def test_several_threads_read_at_once(archived):
    files = [(f"s{n:03}/exercise05.py", f"x = {n}\n".encode() * 1_000) for n in range(100)]
    write(archived.path, *files)
    handed = archived.read().handed
    with ThreadPoolExecutor(8) as pool:
        read = list(pool.map(lambda one: one.read().files[0].content, handed))
    assert read == [content for _, content in files]


def test_the_archive_is_open_as_long_as_a_hand_in_can_be_read(archived):
    write(archived.path, "ada/exercise05.py")
    handed = only(archived.read())
    gc.collect()
    assert file_names(handed) == ["exercise05.py"]
