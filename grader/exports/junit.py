"""Gradings as JUnit XML, which most programs for continuous integration read.

No standard describes it. The strictest schema in use is that of Ant's reports
(https://github.com/windyroad/JUnit-Schema), so the file keeps to what it demands: a suite with its
time without zone, its host, its output; one failure or error at most in a test.
"""

import re
from collections.abc import Sequence
from datetime import UTC
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from grader.exports.spoken import said_of_submission, said_of_test
from grader.grade import Outcome
from grader.graded import Graded, GradedTest
from grader.language import translate as _

# https://www.w3.org/TR/xml/#charsets; no escape makes the others legal.
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_KINDS = {Outcome.FAILED: "failure", Outcome.ERROR: "error"}


def to_junit(gradings: Sequence[Graded]) -> bytes:
    """Return the file: a suite for each grading, a test case for each hidden test."""
    root = Element("testsuites")
    root.extend([suite(graded, number) for number, graded in enumerate(gradings)])
    indent(root)
    text = tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode()


def suite(graded: Graded, number: int) -> Element:
    """Return the suite of one grading; `number` counts from 0."""
    cases = [*whole_submission(graded), *(test_case(graded, test) for test in graded.tests)]
    element = Element("testsuite", heading(graded, number) | tally(cases))
    element.append(properties(graded))
    element.extend(cases)
    SubElement(element, "system-out").text = legal(said_of_submission(graded))
    SubElement(element, "system-err")
    return element


def heading(graded: Graded, number: int) -> dict[str, str]:
    """Return what a suite says of itself."""
    return {
        "id": str(number),
        "package": legal(graded.student),
        "name": legal(graded.exercise),
        "timestamp": graded.started.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S"),
        "hostname": "localhost",
        "time": seconds(graded.duration),
    }


def tally(cases: Sequence[Element]) -> dict[str, str]:
    """Return how many test cases there are, and how many ended badly."""
    return {
        "tests": str(len(cases)),
        "failures": str(sum(case.find("failure") is not None for case in cases)),
        "errors": str(sum(case.find("error") is not None for case in cases)),
    }


def properties(graded: Graded) -> Element:
    """Return what a suite has no attribute for."""
    element = Element("properties")
    given = {
        "student": graded.student,
        "attempt": graded.attempt,
        "verdict": graded.verdict.value,
        "score": graded.score,
        "adjusted": graded.adjusted,
        "max_score": graded.max_score,
    }
    for name, value in given.items():
        if value is not None:
            SubElement(element, "property", name=name, value=legal(str(value)))
    return element


def whole_submission(graded: Graded) -> list[Element]:
    """Return the test case that stands for a submission that could not be graded; else none."""
    if graded.problem is None:
        return []
    name = _("The submission can be graded")
    case = Element("testcase", name=name, classname=legal(graded.exercise), time="0")
    kind = "error" if graded.score is None else "failure"
    explain(case, kind, graded.problem, graded.problem)
    return [case]


def test_case(graded: Graded, test: GradedTest) -> Element:
    """Return the test case of one hidden test."""
    case = Element(
        "testcase",
        name=legal(test.title),
        classname=legal(f"{graded.exercise}.{test.name}"),
        time=seconds(test.duration),
    )
    if not test.passed:
        explain(case, _KINDS[test.outcome], test.summary, said_of_test(test))
    return case


def explain(case: Element, kind: str, message: str, text: str) -> None:
    """Add to a test case how it ended, and why."""
    SubElement(case, kind, message=legal(message), type=kind).text = legal(text)


def seconds(duration: float) -> str:
    """Return seconds as a decimal number without exponent."""
    return f"{duration:.3f}"


def legal(text: str) -> str:
    """Return text in which each character that XML forbids is U+FFFD."""
    return _ILLEGAL.sub("\N{REPLACEMENT CHARACTER}", text)
