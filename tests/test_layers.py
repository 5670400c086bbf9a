"""Imports go one way: a layer knows only what lies below it."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
GRADER = ROOT / "grader"

VALUES = ("errors", "files", "language", "settings", "submission")
"""Known to everybody, and knowing nobody (below the layers, in this order)."""
LAYERS = (
    ("__main__",),
    ("cli",),
    ("batch", "verification", "authoring"),
    ("grading",),
    ("report", "exports", "records", "gradebook"),
    ("graded",),
    ("testing",),
    ("intake",),
    ("course",),
    ("policy_fields",),
    ("toml_page",),
    ("grade", "policy"),
    ("runs",),
    ("sandbox",),
    ("inside",),
)
"""From the top down; those of one layer know nothing of each other but values."""
LEVEL = {name: -number for number, layer in enumerate(LAYERS) for name in layer}
LEVEL |= dict.fromkeys(VALUES, -len(LAYERS))


def sources() -> list[Path]:
    return sorted(GRADER.rglob("*.py"))


def part_of(module: str) -> str:
    """The part of the package that a module belongs to: `grader.runs.clock` is of `runs`."""
    words = module.split(".")
    return words[1] if len(words) > 1 else ""


def module_of(source: Path) -> str:
    parts = source.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(source: Path) -> Iterator[tuple[int, str]]:
    """Yield line and full name of each module that a file imports, wherever in it."""
    package = source.parent.relative_to(ROOT).parts
    for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else ()
            base = ".".join([*above, *([node.module] if node.module else [])])
            for alias in node.names:
                yield node.lineno, f"{base}.{alias.name}"


def offences(source: Path) -> Iterator[str]:
    own = part_of(module_of(source))
    for line, name in imports(source):
        other = part_of(name) if name.startswith("grader.") else ""
        if not other or other in {own, "__version__"} or own == "":
            continue
        where = f"{source.relative_to(ROOT)}:{line}"
        if other not in LEVEL:
            yield f"{where}: imports {name}, which is in no layer of tests/test_layers.py"
        elif LEVEL[own] <= LEVEL[other]:
            yield f"{where}: {own} imports {name}, which does not lie below it"


def test_every_part_of_the_package_has_its_layer():
    parts = {part_of(module_of(source)) for source in sources()} - {""}
    assert parts <= set(LEVEL), f"add to LAYERS: {sorted(parts - set(LEVEL))}"


@pytest.mark.parametrize("source", sources(), ids=lambda path: str(path.relative_to(GRADER)))
def test_file_imports_only_what_lies_below_it(source):
    found = list(offences(source))
    assert not found, "\n" + "\n".join(found)


@pytest.mark.parametrize("source", sorted((GRADER / "inside").glob("*.py")), ids=lambda p: p.name)
def test_what_enters_the_sandbox_imports_only_the_standard_library_and_itself(source):
    found = [
        f"{source.relative_to(ROOT)}:{line}: imports {name}"
        for line, name in imports(source)
        if name.split(".")[0] not in sys.stdlib_module_names
        and not name.startswith("grader.inside.")
    ]
    assert not found, "\n" + "\n".join(found)


@pytest.mark.parametrize("source", sorted((GRADER / "inside").glob("*.py")), ids=lambda p: p.name)
def test_what_enters_the_sandbox_names_its_own_modules_relatively(source):
    """There it is called `inside`, not `grader.inside`."""
    tree = ast.parse(source.read_text(encoding="utf-8"))
    absolute = [
        f"{source.relative_to(ROOT)}:{node.lineno}"
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        and not node.level
        and (node.module or "").startswith("grader")
    ]
    assert not absolute, "\n" + "\n".join(absolute)


def test_import_that_goes_upwards_is_found(tmp_path, monkeypatch):
    """The rule itself: it names the file and the line."""
    monkeypatch.setattr(sys.modules[__name__], "ROOT", tmp_path)
    source = tmp_path / "grader" / "sandbox" / "box.py"
    source.parent.mkdir(parents=True)
    source.write_text(
        "import os\n\nfrom grader.runs.trace import Run\nfrom grader import grading\n"
    )
    assert list(offences(source)) == [
        "grader/sandbox/box.py:3: sandbox imports grader.runs.trace.Run, which does not lie below it",
        "grader/sandbox/box.py:4: sandbox imports grader.grading, which does not lie below it",
    ]
