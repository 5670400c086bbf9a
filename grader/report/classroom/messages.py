"""What a class is told most often."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from grader.report.classroom.roll import Result
from grader.report.excerpt import cut

SHOWN, TESTS = 5, 3
WIDTH = 300
"""Characters of a message."""
DIFFERENT = (
    # Hidden tests draw names and texts by lot; an apostrophe inside a word quotes nothing.
    (re.compile(r"""(?<!\w)(?:'[^'\n]*'|"[^"\n]*")(?!\w)"""), "'…'"),
    (re.compile(r"\b0x[0-9a-f]+\b|(?<!\w)[0-9]+(?:\.[0-9]+)?", re.IGNORECASE), "#"),
    (re.compile(r"(-?#|'…')(?:, (?:-?#|'…'))+"), r"\1, …"),
)
"""What differs in messages that say the same, and what is shown instead."""


@dataclass(frozen=True, slots=True)
class Message:
    """What several students are told."""

    text: str
    """With `#` for numbers, and `'…'` for quoted text."""
    students: int
    tests: tuple[str, ...]
    """The titles of the tests that say it, the first few."""
    example: str | None
    """The address of a report that has it."""


def build_messages(results: Iterable[Result]) -> tuple[Message, ...]:
    """Return the most frequent messages of an exercise, the most frequent first."""
    told: dict[str, list[tuple[Result, str]]] = {}
    for result in results:
        for test in result.graded.tests:
            if not test.passed:
                title = test.title or test.name
                told.setdefault(normal(test.summary), []).append((result, title))
    messages = [_message(text, cases) for text, cases in told.items()]
    return tuple(sorted(messages, key=lambda one: (-one.students, one.text))[:SHOWN])


def normal(text: str) -> str:
    """Return a message in one line, without what differs from student to student."""
    for pattern, sign in DIFFERENT:
        text = pattern.sub(sign, text)
    return " ".join(text.split())


def _message(text: str, cases: Sequence[tuple[Result, str]]) -> Message:
    return Message(
        text=cut(text, WIDTH),
        students=len({result.graded.student for result, _title in cases}),
        tests=tuple(dict.fromkeys(title for _result, title in cases))[:TESTS],
        example=next((result.href for result, _title in cases if result.href), None),
    )
