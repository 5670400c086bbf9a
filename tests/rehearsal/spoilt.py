"""Files that are no program any more, and some that only look so."""

import json
from collections.abc import Iterator
from pathlib import Path, PurePath
from typing import Any

from rehearsal.program import Due, Kind, Program, of_one_file

ELSEWHERE = Path("/etc/hostname")
HUGE = 3 * 1024**2
"""Bytes, of which one are accepted."""


def broken_files(file: str, reference: bytes) -> Iterator[Program]:
    """Yield what cannot be graded or not even be read as Python: each has a row all the same."""
    makes = of_one_file(Kind.BROKEN, Due.REASON, file)
    notebook = of_one_file(Kind.BROKEN, Due.REASON, str(PurePath(file).with_suffix(".ipynb")))
    unread = of_one_file(Kind.BROKEN, Due.NOTHING, file)
    yield unread("syntax error", reference + b"\ndef unfinished(:\n")
    yield makes("empty file", b"")
    yield makes("not UTF-8", "# r\xe9sum\xe9\n".encode("latin-1") + reference)
    yield makes("null bytes", reference + b"\0\0\0\n")
    yield makes("huge file", reference + b"#" * HUGE)
    yield makes("link to another's file", ELSEWHERE)
    yield notebook("notebook with bad JSON", b'{"cells": [')
    yield notebook("notebook without code", as_json([]))
    yield from broken_folders(reference)


def broken_folders(reference: bytes) -> Iterator[Program]:
    """Yield folders in which there is no telling what the program is."""
    folders: dict[str, dict[str, bytes | None]] = {
        "missing file": {"": None},
        "a text instead": {"answer.docx": b"PK\x03\x04 My answer is in this document."},
        "two programs": {"mine.py": reference, "final.py": reference},
    }
    for name, files in folders.items():
        yield Program(Kind.BROKEN, name, Due.REASON, tuple(files.items()))


def unusual_files(file: str, reference: bytes) -> Iterator[Program]:
    """Yield what looks odd, and is right all the same."""
    makes = of_one_file(Kind.REFERENCE, Due.ALL, file)
    notebook = of_one_file(Kind.REFERENCE, Due.ALL, str(PurePath(file).with_suffix(".ipynb")))
    yield makes("written on Windows", b"\xef\xbb\xbf" + reference.replace(b"\n", b"\r\n"))
    yield notebook("notebook", as_json(["%matplotlib inline\n", reference.decode()]))
    yield Program(Kind.REFERENCE, "under another name", Due.ALL, (("Solution (1).py", reference),))


def as_json(cells: list[str]) -> bytes:
    """Return a notebook, its heading included."""
    heading = {"cell_type": "markdown", "metadata": {}, "source": ["# My answer\n"]}
    notebook = {
        "cells": [heading, *map(code_cell, cells)],
        "metadata": {"language_info": {"name": "python"}},
        "nbformat": 4,
        "nbformat_minor": 4,
    }
    return json.dumps(notebook).encode()


def code_cell(text: str) -> dict[str, Any]:
    """Return a cell of a notebook."""
    source = text.splitlines(keepends=True)
    return {
        "cell_type": "code", "execution_count": None, "metadata": {}, "outputs": [], "source": source,
    }  # fmt: skip
