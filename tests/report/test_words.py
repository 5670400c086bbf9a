import pytest

from grader.grade import Outcome, Verdict
from grader.report.words import Tone, ending_phrase, outcome_phrase, verdict_phrase
from grader.runs.ending import Ending
from grader.runs.trace import Raised, Run


@pytest.mark.parametrize("verdict", Verdict)
def test_each_verdict_has_words(verdict):
    phrase = verdict_phrase(verdict)
    assert phrase.short
    assert phrase.sentence.endswith(".")


def test_the_words_of_all_verdicts_differ():
    assert len({verdict_phrase(verdict).short for verdict in Verdict}) == len(Verdict)


def test_a_failure_of_the_grader_is_not_the_students_fault():
    assert "not your fault" in verdict_phrase(Verdict.GRADER_ERROR).sentence
    assert "not yours" in outcome_phrase(Outcome.ERROR).sentence


@pytest.mark.parametrize("outcome", Outcome)
def test_each_outcome_has_words(outcome):
    assert outcome_phrase(outcome).short


@pytest.mark.parametrize("ending", Ending)
def test_each_ending_has_words(ending):
    phrase = ending_phrase(Run(ending, None))
    assert phrase.short
    assert phrase.sentence.endswith(".")


def test_the_words_of_all_endings_differ():
    assert len({ending_phrase(Run(ending, None)).sentence for ending in Ending}) == len(Ending)


def test_an_ending_by_itself_tells_success_from_an_exit_code_and_an_exception():
    raised = Raised("ValueError", "", ())
    runs = Run(Ending.FINISHED, 0), Run(Ending.FINISHED, 3), Run(Ending.FINISHED, 1, raised=raised)
    assert [ending_phrase(run).tone for run in runs] == [Tone.GOOD, Tone.PARTIAL, Tone.BAD]
    assert "exit code 3" in ending_phrase(runs[1]).sentence


def test_a_killed_program_names_the_signal():
    assert "SIGTERM" in ending_phrase(Run(Ending.KILLED, -15)).sentence
