"""The student's own files, highlighted line by line, with what the tests say of the lines."""

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
from grader.intake.notebook import MARKED
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

_Piece = tuple[str, str]
"""Its class in the page's style, and its text."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What one test says of a line."""

    test: str
    """Title of the test."""
    href: str
    message: str
    """Empty where a later line of the same test carries it."""
    moment: str
    """Link to where a timeline tells of this line last; empty where none does."""


@dataclass(frozen=True, slots=True)
class CodeLine:
    """One line of a file."""

    anchor: str
    code: Markup
    marks: tuple[Mark, ...]
    cell: str
    """Title of the notebook's cell that begins here; empty for any other line."""


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
    marks = _marks(grade.tests, cards, anchors)
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
    number: int, source: SourceFile, count: int, marks: dict[str, list[Mark]]
) -> CodeFile:
    """The first lines of a file, as the `number`-th of the page."""
    lines = split_lines(source.text)
    code = highlight(map(cut, lines[:count]))[:count]  # no lines are still one line of HTML
    ids = [line_anchor(number, line) for line in range(1, count + 1)]
    return CodeFile(
        anchor=f"file-{number}",
        name=cut(source.name),
        lines=tuple(
            CodeLine(anchor, html, tuple(marks.get(anchor, ())), _cell(line))
            for anchor, html, line in zip(ids, code, lines, strict=False)
        ),
        left_out=lines_left_out(len(lines) - count),
    )


def _cell(line: str) -> str:
    """The title of the notebook's cell that a line begins; empty for any other line."""
    marker = MARKED.fullmatch(line)
    return translate("Cell {number}").format(number=marker["number"]) if marker else ""


def _marks(
    tests: Iterable[TestResult], cards: Sequence[Card], anchors: Anchors
) -> dict[str, list[Mark]]:
    """For the id of a line, what the tests say of it."""
    marks: defaultdict[str, list[Mark]] = defaultdict(list)
    for test, card in zip(tests, cards, strict=True):
        if (why := test.explanation) is None:
            continue
        moments = _moments(card, anchors)
        found = [anchor for place in why.places if (anchor := anchors.anchor(place))]
        for anchor in dict.fromkeys(found):
            # The most telling place is the last: the message stands there, and only there.
            message = shorten(why.summary) if anchor == found[-1] else ""
            moment = moments.get(anchor, "")
            marks[anchor].append(Mark(test.title, f"#{card.anchor}", message, moment))
    return marks


def _moments(card: Card, anchors: Anchors) -> dict[str, str]:
    """For the id of a line, the link to where the test's timelines tell of it last."""
    timelines = [run.timeline for run in card.runs if run.timeline]
    marks = [mark for timeline in timelines for mark in timeline.marks]
    return {anchors.anchor(place) or "": f"#{entry}" for place, entry in marks}


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
