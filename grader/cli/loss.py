"""Why points were lost, in the terminal: what was expected, what was seen, what to look at next."""

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from grader.cli.terminal import INDENT, TONE_STYLE, grid, phrase, text
from grader.cli.text import number
from grader.grade import Explanation, Outcome, TestResult
from grader.language import translate as _
from grader.language import translate_plural
from grader.report.comparison import Value, ValueLine, build_values
from grader.report.contents import Row, build_rows
from grader.report.excerpt import excerpt, lines_left_out
from grader.report.words import Tone

ITEMS = (8, 2)
LINES = (20, 10)
"""What is shown of the items in which two values differ, and of the lines of one."""
DIFFERS, ALIKE = "▸ ", "  "
OUTCOME_STYLE = {Outcome.PASSED: "green", Outcome.FAILED: "red", Outcome.ERROR: "yellow"}


def heading(test: TestResult) -> Text:
    """A test and its points, as what is told of it begins."""
    return text(f"{test.title} ({points(test)})", OUTCOME_STYLE[test.outcome])


def points(test: TestResult) -> str:
    """The points of a test, e.g. `5/10`."""
    return f"{number(test.points)}/{number(test.max_points)}"


def loss(test: TestResult, width: int) -> Iterator[RenderableType]:
    """Why a test's points were lost, where, and what to look at next; no wider than `width`."""
    if why := test.explanation:
        yield text(why.sentences)
        yield from place(why)
        yield from comparison(why, width)
    if test.hint is not None:
        yield text(_("Hint: {text}").format(text=test.hint))


def place(why: Explanation) -> Iterator[Text]:
    """The most telling place, unless the summary tells it."""
    for last in why.places[-1:]:
        words = _("{file}, line {line}").format(file=last.file, line=last.line)
        if words not in why.summary:
            yield text(_("At: {text}").format(text=words))


def comparison(why: Explanation, width: int) -> Iterator[RenderableType]:
    """What was expected and what was seen: whole, or only what differs where that is shorter."""
    values, rows = build_values(why), build_rows(why.expected, why.seen)
    room = width - max((phrase(label(value)).cell_len + 1 for value in values), default=0)
    if fit(values, room):
        yield beside(values)
    elif any(row.differs for row in rows) and not fit(values, width - INDENT[3]):
        yield from differences(rows)
    else:
        for value in values:
            yield phrase(label(value))
            yield from (Padding(line, INDENT, expand=False) for line in lines(value))


def fit(values: Sequence[Value], width: int) -> bool:
    """Whether each value is one line, no longer than `width`."""
    return all(len(value.lines) <= 1 for value in values) and all(
        phrase(line.text).cell_len <= width for value in values for line in value.lines
    )


def label(value: Value) -> str:
    """What stands before a value."""
    words = _("Expected: {text}") if value.tone is Tone.GOOD else _("Seen: {text}")
    return words.format(text="").rstrip()


def beside(values: Sequence[Value]) -> Table:
    """Short values, one below the other."""
    table = grid("left")
    for value in values:
        table.add_row(phrase(label(value)), *lines(value))
    return table


def lines(value: Value) -> Iterator[Text]:
    """The lines of a value, with those marked that the other one lacks."""
    marks = (DIFFERS, ALIKE) if any(line.differs for line in value.lines) else ("", "")
    shown = excerpt(value.lines, *LINES)
    if not value.lines:
        yield phrase(_("nothing"), "dim")
    yield from (line(one, value.tone, *marks) for one in shown.first)
    if shown.left_out:
        yield phrase(f"[{lines_left_out(shown.left_out)}]", "dim")
    yield from (line(one, value.tone, *marks) for one in shown.last)


def line(one: ValueLine, tone: Tone, differs: str, alike: str) -> Text:
    """One line of a value."""
    if one.differs:
        return phrase(f"{differs}{one.text}", TONE_STYLE[tone])
    return phrase(f"{alike}{one.text}")


def differences(rows: Sequence[Row]) -> Iterator[RenderableType]:
    """The items in which two values differ, and how many do not."""
    differing = [row for row in rows if row.differs]
    shown = excerpt(differing, *ITEMS)
    yield items([*shown.first, *shown.last])
    if shown.left_out:
        yield phrase(more(shown.left_out), "dim")
    if same := len(rows) - len(differing):
        words = translate_plural(
            "{count} other item is as expected.", "{count} other items are as expected.", same
        )
        yield phrase(words.format(count=same), "dim")


def more(count: int) -> str:
    """What is said of items that are not shown."""
    words = translate_plural("{count} more item differs.", "{count} more items differ.", count)
    return words.format(count=count)


def items(rows: Sequence[Row]) -> Table:
    """Items of two values beside each other."""
    table = Table(box=None, pad_edge=False, header_style="dim")
    for heading in ("", _("Expected"), _("Seen")):
        table.add_column(heading, overflow="fold")
    for row in rows:
        table.add_row(
            phrase(row.name),
            phrase(row.expected or _("nothing"), TONE_STYLE[Tone.GOOD]),
            phrase(row.seen or _("nothing"), TONE_STYLE[Tone.BAD]),
        )
    return table
