"""Telling the lines of a cell that only Jupyter understands from those that Python does.

A scanner of its own, because Python's cannot read such cells, and parsing hostile text could bring
the grader down. It knows strings, brackets and continued lines, so `%d` in a long string stays.
"""

import re

TIMED = re.compile(r"\s*%%(time|timeit|capture|prun)\b")
"""Cell magics whose cell is Python all the same."""
MAGIC = re.compile(
    r"""
    [%!?].*                                     # %matplotlib inline, !ls, ?print
  | [\w.,\ \t\[\]'"*]+=\s*(?:!|%[A-Za-z_]).*     # files = !ls
  | [\w.*]+\?{1,2}\s*;?                         # print?
    """,
    re.VERBOSE,
)
TOKEN = re.compile(
    r"""
    (?P<comment>\#.*)
  | (?P<long>\"{3}|'{3})
  | (?P<short>"(?:\\.|[^"\\])*"?|'(?:\\.|[^'\\])*'?)
  | (?P<open>[(\[{])
  | (?P<close>[)\]}])
  | (?P<continued>\\$)
    """,
    re.VERBOSE,
)


def without_jupyter(cell: str) -> tuple[list[str], list[str]]:
    """Return the cell's lines with a comment for each that is not Python's, and those lines."""
    lines = cell.split("\n")
    first = next((line for line in lines if line.strip()), "")
    if first.lstrip().startswith("%%") and not TIMED.match(first):
        return [commented("", line) for line in lines], [first]
    kept: list[str] = []
    dropped: list[str] = []
    scanner = Scanner()
    for line in lines:
        bare = line.strip()
        if scanner.at_statement and MAGIC.fullmatch(bare):
            dropped.append(line)
            kept.append(commented(line[: line.index(bare)], bare))
        else:
            scanner.read(line)
            kept.append(line)
    return kept, dropped


def commented(indent: str, line: str) -> str:
    """Return a statement that does nothing (a block may need one) with `line` as its comment."""
    return f"{indent}pass  # {line}" if indent else f"# {line}".rstrip()


class Scanner:
    """Where a line of Python leaves the next one: in a string, in brackets, or at a statement."""

    def __init__(self) -> None:
        self.quotes = ""
        self.depth = 0
        self.continued = False

    @property
    def at_statement(self) -> bool:
        """Whether a statement begins with the next line."""
        return not (self.quotes or self.depth or self.continued)

    def read(self, line: str) -> None:
        """Take in one line."""
        self.continued = False
        position = self.leave_string(line, 0)
        while token := TOKEN.search(line, position):
            position = token.end()
            if token["long"]:
                self.quotes = token["long"]
                position = self.leave_string(line, position)
            elif token["open"]:
                self.depth += 1
            elif token["close"]:
                self.depth = max(0, self.depth - 1)
            elif token["continued"]:
                self.continued = True

    def leave_string(self, line: str, position: int) -> int:
        """Return where in `line` the open long string ends, the line's length where it doesn't."""
        if not self.quotes:
            return position
        # Possessive, and no two ways to read a backslash: hostile text must not make it slow.
        end = re.compile(rf"(?:\\.|(?!{self.quotes})[^\\])*+{self.quotes}").match(line, position)
        if end is None:
            return len(line)
        self.quotes = ""
        return end.end()
