"""The student's own files, highlighted line by line, with what the tests say of the lines."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from operator import itemgetter

from markupsafe import Markup, escape
from pygments.lexers.python import PythonLexer
from pygments.token import Comment, Keyword, Name, Number, Operator, String, _TokenType

from grader.grade import Grade, SourceFile, TestResult
from grader.language import translate
from grader.report.card import Card
from grader.report.excerpt import cut, lines_left_out, shorten
from grader.report.place import FILES_SHOWN, Anchors, line_anchor, split_lines

_KINDS = {
    Keyword: "keyword",
    Operator.Word: "keyword",
    Name.Function: "function",
    Name.Class: "class",
    Name.Decorator: "decorator",
    Name.Builtin: "builtin",
    Name.Exception: "builtin",
    String: "string",
    Number: "number",
    Comment: "comment",
}

DEEPEST = 6
"""Steps of indentation that broken lines keep."""
UNBROKEN = 36
"""Characters of a line for which a telephone has room."""
_BREAKS = re.compile(r"[(\[](?![\s)\]])|\.(?=[^\W\d])")
"""After a bracket, and before an attribute."""
_Piece = tuple[str, str]
"""Its class in the page's style, and its text."""


@dataclass(frozen=True, slots=True)
class Teller:
    """Who says something of a line."""

    title: str
    href: str
    moment: str
    """Link to where a timeline tells of this line last; empty where none does."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What one test or several say of a line."""

    tellers: tuple[Teller, ...]
    message: str
    """Empty where a later line of the same tests carries it."""


@dataclass(frozen=True, slots=True)
class CodeLine:
    """One line of a file."""

    anchor: str
    code: Markup
    marks: tuple[Mark, ...]
    depth: int
    """How far it is indented, in steps of four columns: what is broken is indented further."""


@dataclass(frozen=True, slots=True)
class CodeFile:
    """One file of the submission."""

    anchor: str
    name: str
    lines: tuple[CodeLine, ...]
    left_out: str
    """What the page says of lines it leaves out; empty where it shows all."""


def code_files(grade: Grade, cards: Sequence[Card], anchors: Anchors) -> tuple[CodeFile, ...]:
    """The files of a graded submission, whose tests have those cards."""
    marks = _marks(grade, cards, anchors)
    return tuple(
        _code_file(number, source, anchors.lines(source.name), marks)
        for number, source in enumerate(grade.sources[:FILES_SHOWN], 1)
    )


def highlight(lines: Iterable[str]) -> tuple[Markup, ...]:
    """The HTML of each line of a Python file."""
    # A lexer takes the text whole, because strings may span lines.
    tokens = PythonLexer(stripnl=False, ensurenl=False).get_tokens("\n".join(lines))
    pieces: list[list[_Piece]] = [[]]
    for token, text in tokens:
        first, *others = text.split("\n")
        pieces[-1].append((_kind(token), first))
        pieces += [[(_kind(token), part)] for part in others]
    return tuple(map(_html, pieces))


def _code_file(
    number: int, source: SourceFile, count: int, marks: dict[str, tuple[Mark, ...]]
) -> CodeFile:
    """The first lines of a file, as the `number`-th of the page."""
    lines = split_lines(source.text)
    code = highlight(map(cut, lines[:count]))[:count]  # no lines are still one line of HTML
    ids = [line_anchor(number, line) for line in range(1, count + 1)]
    return CodeFile(
        anchor=f"file-{number}",
        name=cut(source.name),
        lines=tuple(
            CodeLine(anchor, _breakable(line, html), marks.get(anchor, ()), _depth(line))
            for anchor, html, line in zip(ids, code, lines, strict=False)
        ),
        left_out=lines_left_out(len(lines) - count),
    )


def _breakable(line: str, html: Markup) -> Markup:
    """The HTML of a line, with places where a narrow page may break it."""
    if len(line) <= UNBROKEN:
        return html
    # Neither of these stands in a tag or an entity of ours.
    return Markup(_BREAKS.sub(r"\g<0><wbr>", str(html)))  # noqa: S704 - it was escaped before


def _depth(line: str) -> int:
    """How deep a line is indented; of one that a telephone shows unbroken it does not matter."""
    spaced = line.expandtabs(4)
    indentation = len(spaced) - len(spaced.lstrip())
    return min(indentation // 4, DEEPEST) if len(line) > UNBROKEN else 0


def says_the_problem(test: TestResult, grade: Grade) -> bool:
    """Whether a test says no more than what kept the submission as a whole from being graded."""
    return test.explanation is not None and test.explanation.summary == grade.problem


def kept_from_grading() -> str:
    """What stands above what kept a submission from being graded."""
    return translate("What kept your program from being graded")


def _marks(grade: Grade, cards: Sequence[Card], anchors: Anchors) -> dict[str, tuple[Mark, ...]]:
    """For the id of a line, what the tests say of it; what several say is said once."""
    told: defaultdict[str, dict[str, list[Teller]]] = defaultdict(dict)
    for test, card in zip(grade.tests, cards, strict=True):
        if (why := test.explanation) is None:
            continue
        title, href = test.title, f"#{card.anchor}"
        if says_the_problem(test, grade):
            title, href = kept_from_grading(), "#problem-title"
        found = [anchor for place in why.places if (anchor := anchors.anchor(place))]
        for anchor in found:
            # The most telling place is the last: the message stands there, and only there.
            message = shorten(why.summary) if anchor == found[-1] else ""
            teller = Teller(title, href, card.moments.get(anchor, ""))
            told[anchor].setdefault(message, []).append(teller)
    return {
        anchor: tuple(
            Mark(tuple(dict.fromkeys(tellers)), message) for message, tellers in said.items()
        )
        for anchor, said in told.items()
    }


def _html(pieces: Iterable[_Piece]) -> Markup:
    """One line's HTML, with neighbours of one kind in one element."""
    return Markup("").join(
        _span(kind, "".join(text for _, text in group))
        for kind, group in groupby(pieces, key=itemgetter(0))
    )


def _span(kind: str, text: str) -> Markup:
    """Text of one kind."""
    if not kind or not text.strip():
        return escape(text)
    return Markup('<span class="{}">{}</span>').format(kind, text)


@cache
def _kind(token: _TokenType) -> str:
    """The class of a token in the page's style; empty for plain text."""
    ancestors = reversed(token.split())
    return next((_KINDS[kind] for kind in ancestors if kind in _KINDS), "")
