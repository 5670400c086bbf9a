"""JUnit XML against the rules of the schema of Ant's reports.

https://github.com/windyroad/JUnit-Schema/blob/master/JUnit.xsd, its rules written down in `demand`.
"""

import re
from dataclasses import replace
from xml.etree import ElementTree as ET

from gradings import entry, failed, grade, passed

from grader.exports.junit import to_junit
from grader.grade import Outcome, Verdict
from grader.graded import of_entry

HOSTILE = "<&\"'>\x00\x1b[31m\ud800\ufffe]]>"
SUITE = {"name", "timestamp", "hostname", "tests", "failures", "errors", "time", "package", "id"}


def demand(root):
    """Raise AssertionError where the document breaks a rule of the schema."""
    assert root.tag == "testsuites"
    assert not root.attrib
    for number, suite in enumerate(root):
        demand_suite(suite, number)


def demand_suite(suite, number):
    assert suite.tag == "testsuite"
    assert set(suite.attrib) == SUITE
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", suite.get("timestamp"))
    assert re.fullmatch(r"[0-9.]+", suite.get("time"))
    assert suite.get("id") == str(number)
    assert suite.get("name")
    assert suite.get("hostname")
    before, *cases, out, err = suite
    assert [before.tag, out.tag, err.tag] == ["properties", "system-out", "system-err"]
    assert all(set(one.attrib) == {"name", "value"} for one in before)
    for case in cases:
        demand_case(case)
    assert int(suite.get("tests")) == len(cases)
    assert int(suite.get("failures")) == sum(case.find("failure") is not None for case in cases)
    assert int(suite.get("errors")) == sum(case.find("error") is not None for case in cases)


def demand_case(case):
    assert case.tag == "testcase"
    assert set(case.attrib) == {"name", "classname", "time"}
    assert re.fullmatch(r"[0-9.]+", case.get("time"))
    assert len(case) <= 1
    for told in case:
        assert told.tag in {"failure", "error", "skipped"}
        assert set(told.attrib) == {"message", "type"}


def read(*entries):
    root = ET.fromstring(to_junit([of_entry(one) for one in entries]))  # noqa: S314  our own
    demand(root)
    return root


def test_a_failed_test_is_a_failure_with_its_message():
    (suite,) = read(entry())
    good, bad = suite.findall("testcase")
    assert len(good) == 0
    assert bad.get("name") == "A job that is terminated ends with `-15`"
    assert bad.get("classname") == "exercise05_exit_codes.test_killed_job"
    (failure,) = bad
    assert failure.get("message") == (
        "Process 4711 was asked for its exit code after 0.5 s, too early."
    )
    assert "Expected: -15\nSeen: None\nHint: Join it" in failure.text


def test_each_grading_is_a_suite_with_its_score():
    first, second = read(entry(), entry(grade(student="grace"), adjusted=20.0))
    assert (first.get("package"), second.get("package")) == ("ada", "grace")
    told = {one.get("name"): one.get("value") for one in second.find("properties")}
    assert (told["score"], told["adjusted"], told["max_score"]) == ("60.0", "20.0", "100.0")


def test_a_broken_hidden_test_is_an_error_and_no_failure():
    broken = replace(failed(), outcome=Outcome.ERROR)
    (suite,) = read(entry(grade(passed(), broken, verdict=Verdict.GRADER_ERROR, score=None)))
    assert (suite.get("errors"), suite.get("failures")) == ("1", "0")
    assert "score" not in {one.get("name") for one in suite.find("properties")}


def test_a_submission_that_cannot_be_graded_is_a_failed_test_case_of_its_own():
    (suite,) = read(entry(grade(failed(), problem="Line 3 is no Python.")))
    assert suite.find("testcase/failure").get("message") == "Line 3 is no Python."
    assert suite.find("system-out").text == "Line 3 is no Python."


def test_a_failure_of_the_grader_as_a_whole_is_an_error():
    lost = grade(verdict=Verdict.GRADER_ERROR, score=None, tests=(), problem="The disk is full.")
    (suite,) = read(entry(lost))
    assert (suite.get("tests"), suite.get("errors"), suite.get("failures")) == ("1", "1", "0")


def test_hostile_text_keeps_the_document_whole():
    hostile = grade(failed(HOSTILE, HOSTILE, summary=HOSTILE), student=HOSTILE, notes=(HOSTILE,))
    (suite,) = read(entry(hostile))
    shown = "<&\"'>\ufffd\ufffd[31m\ufffd\ufffd]]>"
    assert suite.get("package") == shown
    assert suite.find("testcase").get("name") == shown
    assert suite.find("system-out").text == shown


def test_a_time_is_told_in_utc():
    (suite,) = read(entry())
    assert suite.get("timestamp") == "2026-11-22T11:30:00"


def test_no_grading_makes_an_empty_document():
    assert len(read()) == 0
