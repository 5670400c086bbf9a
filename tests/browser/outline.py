"""What is built of which elements: held to what was looked at, in golden files."""

import os
from pathlib import Path

from playwright.sync_api import Locator

GOLDEN = Path(__file__).with_name("golden")
OUTLINE = """root => {
  const lines = [];
  const walk = (element, depth) => {
    const name = [element.localName, ...element.classList].join(".");
    lines.push("  ".repeat(depth) + name);
    for (const child of element.children) walk(child, depth + 1);
  };
  walk(root, 0);
  return lines.join("\\n") + "\\n";
}"""
"""The elements of a part of the page, one a line, with their classes."""


def check_outline(name: str, *parts: Locator) -> None:
    """Hold parts to their golden file; `GOLDEN=write` in the environment writes that anew."""
    outline = "".join(part.evaluate(OUTLINE) for part in parts)
    assert outline
    golden = GOLDEN / f"{name}.txt"
    if os.environ.get("GOLDEN") == "write":
        golden.write_text(outline)
    assert outline == golden.read_text()
