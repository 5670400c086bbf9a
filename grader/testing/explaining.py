"""From what pytest knows of a failed test to what a student reads.

A hidden test says `assert seen == expected, "what should be so"`. Of that, the sentence and the two
values are shown; the test's own source never is.
"""

import pprint
import re
from dataclasses import dataclass, replace
from typing import Any

import pytest

from grader.grade import Explanation, Outcome
from grader.language import translate as _
from grader.testing.failure import StudentFailure

LENGTH = 2_000
"""Characters of an expected or seen value at most."""
_MISFITS = (TypeError, LookupError, AttributeError, ValueError)
"""What a hidden test raises when it handles an answer of another form than it asked for."""
_INTROSPECTION = re.compile(r"(?:^|\n)assert .*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Comparison:
    """The comparison that failed, as pytest's rewriting of `assert` tells it."""

    operator: str
    left: Any
    right: Any


def explain(
    error: BaseException, comparison: Comparison | None, title: str, deaths: str = ""
) -> tuple[Outcome, Explanation]:
    """Say how a test ended that raised `error`, and why.

    `deaths` tells, after a space, which exceptions ended the program's children, if any did.
    """
    if isinstance(error, StudentFailure):
        return Outcome.FAILED, error.explanation
    if isinstance(error, AssertionError):
        explanation = _from_assertion(error, comparison, title)
    elif isinstance(error, _MISFITS) and not isinstance(error, pytest.UsageError):
        text = _(
            "What your program gave has another form than this test asks for, and can't be compared. "
            "The brief says what each function takes, returns and prints."
        )
        explanation = Explanation(text)
    else:
        text = _("The grader failed in this test; the fault isn't yours.")
        return Outcome.ERROR, Explanation(text)
    return Outcome.FAILED, replace(explanation, summary=explanation.summary + deaths)


def _from_assertion(
    error: AssertionError, comparison: Comparison | None, title: str
) -> Explanation:
    said = str(error.args[0]) if error.args else ""
    summary = _INTROSPECTION.sub("", said).strip() or _("This does not hold: {title}").format(
        title=title
    )
    if comparison is None:
        return Explanation(summary)
    return Explanation(summary, _expected(comparison), shown(comparison.left, comparison.right))


def _expected(comparison: Comparison) -> str:
    text = shown(comparison.right, comparison.left)
    wording = {
        "==": "{text}",
        "is": "{text}",
        "!=": _("anything but {text}"),
        "is not": _("anything but {text}"),
        "in": _("one of {text}"),
        "not in": _("none of {text}"),
        "<": _("less than {text}"),
        "<=": _("at most {text}"),
        ">": _("more than {text}"),
        ">=": _("at least {text}"),
    }
    return wording.get(comparison.operator, "{text}").replace("{text}", text)


def shown(value: Any, beside: Any = ()) -> str:
    """Write a value for a student: texts line by line, all else as Python writes it.

    Beside another value than texts, so that the two must be compared, texts keep their brackets.
    """
    if value and _are_texts(value) and _are_texts(beside):
        text = "\n".join(value)
    else:
        text = pprint.pformat(value, width=72, compact=True, sort_dicts=False)
    return text if len(text) <= LENGTH else text[:LENGTH] + "…"


def _are_texts(value: Any) -> bool:
    return type(value) in (list, tuple) and all(type(item) is str for item in value)
