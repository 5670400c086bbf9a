"""Verdicts, outcomes and endings in words that a student understands."""

from dataclasses import dataclass
from enum import StrEnum

from grader.grade import Outcome, Verdict
from grader.language import translate
from grader.report.quantity import signal_name
from grader.runs.ending import Ending
from grader.runs.trace import Run


class Tone(StrEnum):
    """How something is coloured; the words beside it say the same."""

    GOOD = "good"
    PARTIAL = "partial"
    BAD = "bad"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Phrase:
    """Something said twice: in a few words and in a sentence."""

    short: str
    sentence: str
    tone: Tone


def verdict_phrase(verdict: Verdict) -> Phrase:
    """What the page's header says of the submission."""
    match verdict:
        case Verdict.ACCEPTED:
            sentence = translate("Well done: your program does everything the exercise asks for.")
            return Phrase(translate("All right"), sentence, Tone.GOOD)
        case Verdict.PARTIAL:
            sentence = translate(
                "Your program does part of what the exercise asks for. "
                "What is still missing is explained below."
            )
            return Phrase(translate("Partly right"), sentence, Tone.PARTIAL)
        case Verdict.REJECTED:
            sentence = translate(
                "Your program does not do what the exercise asks for yet. "
                "What went wrong is explained below."
            )
            return Phrase(translate("Not right yet"), sentence, Tone.BAD)
        case Verdict.GRADER_ERROR:
            sentence = translate(
                "The grader failed. This is not your fault, and it does not count against you. "
                "Please show this page to your teacher."
            )
            return Phrase(translate("Not graded"), sentence, Tone.UNKNOWN)


def outcome_phrase(outcome: Outcome) -> Phrase:
    """What a test's card says of how the test ended."""
    match outcome:
        case Outcome.PASSED:
            return Phrase(translate("Passed"), "", Tone.GOOD)
        case Outcome.FAILED:
            return Phrase(translate("Not passed"), "", Tone.BAD)
        case Outcome.ERROR:
            sentence = translate(
                "This test itself broke. That is the grader's failure, not yours: "
                "please show this page to your teacher."
            )
            return Phrase(translate("Test broke"), sentence, Tone.UNKNOWN)


def ending_phrase(run: Run) -> Phrase:
    """How a run ended."""
    if run.ending is Ending.FINISHED:
        return _finished(run)
    if run.ending is Ending.KILLED:
        return _killed(run)
    return Phrase(*_STOPPED_BY[run.ending](), Tone.BAD)


def _finished(run: Run) -> Phrase:
    """A program that ended by itself: well, with an exception or with another exit code."""
    if run.raised is not None:
        sentence = translate("An exception that nothing caught ended the program.")
        return Phrase(translate("ended by an exception"), sentence, Tone.BAD)
    if run.exit_code:
        sentence = translate("The program ended by itself with exit code {code}.")
        short = translate("ended with exit code {code}").format(code=run.exit_code)
        return Phrase(short, sentence.format(code=run.exit_code), Tone.PARTIAL)
    return Phrase(translate("ran to its end"), translate("The program ran to its end."), Tone.GOOD)


def _killed(run: Run) -> Phrase:
    """A main process that a signal of the program's own ended."""
    if run.exit_code is None or run.exit_code >= 0:
        sentence = translate("A signal sent by the program itself ended its main process.")
    else:
        sentence = translate(
            "A signal ({signal}) sent by the program itself ended its main process."
        ).format(signal=signal_name(-run.exit_code))
    return Phrase(translate("ended by a signal"), sentence, Tone.BAD)


# Functions, because the language is known only when they are called.
_STOPPED_BY = {
    Ending.DEADLOCKED: lambda: (
        translate("deadlock"),
        translate(
            "Deadlock: every process was waiting, and nothing could ever have woken one of them."
        ),
    ),
    Ending.TIMED_OUT: lambda: (
        translate("took too long"),
        translate("The program was still running when its time was up, so it was stopped."),
    ),
    Ending.NOT_RUN: lambda: (
        translate("not run"),
        translate("The program was not run again: it had used up its time several times before."),
    ),
    Ending.OUT_OF_CPU: lambda: (
        translate("computed too long"),
        translate("The program used more processor time than it may, so it was stopped."),
    ),
    Ending.OUT_OF_MEMORY: lambda: (
        translate("too much memory"),
        translate("The program needed more memory than it may, so it was stopped."),
    ),
    Ending.TOO_MANY_PROCESSES: lambda: (
        translate("too many processes"),
        translate("The program started more processes than it may, so it was stopped."),
    ),
    Ending.TOO_MUCH_OUTPUT: lambda: (
        translate("too much output"),
        translate("The program printed more than it may, so it was stopped."),
    ),
    Ending.TOO_MUCH_DISK: lambda: (
        translate("too much on disk"),
        translate("The program wrote more to files than it may, so it was stopped."),
    ),
    Ending.BROKEN: lambda: (
        translate("could not be followed"),
        translate(
            "The program disturbed what was watching it, so the run could not be followed "
            "to its end."
        ),
    ),
}
