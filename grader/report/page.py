"""What the page shows of a grade: values in which all is decided, so that templates decide nothing."""

from dataclasses import dataclass, replace

from grader.grade import Grade, Outcome, Verdict
from grader.language import catalogue, translate, translate_plural
from grader.report.card import Card, build_card
from grader.report.excerpt import shorten
from grader.report.place import FILES_SHOWN, Anchors, Link, anchors
from grader.report.quantity import points, seconds
from grader.report.run import Fact
from grader.report.source import CodeFile, code_files, kept_from_grading, says_the_problem
from grader.report.words import Phrase, verdict_phrase


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to read before all else."""

    title: str
    texts: tuple[str, ...]
    places: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """The whole page."""

    language: str
    """As HTML names languages, e.g. `en` or `pt-BR`."""
    exercise: str
    title: str
    student: str
    verdict: Phrase
    score: str
    out_of: str
    """What stands beside the score."""
    percent: float | None
    """Of the points; None where there is no score."""
    tally: str
    """How many tests were passed; empty where none was run."""
    later: str
    """What is said of the tests that were not run yet; empty where there are none."""
    problem: Notice | None
    notes: Notice | None
    cards: tuple[Card, ...]
    listed: bool
    """Whether the tests are listed first: not where each is no more than a line of such a list."""
    filterable: bool
    """Whether some tests were passed and others not."""
    files: tuple[CodeFile, ...]
    files_left_out: str
    """Empty where the page shows all files."""
    facts: tuple[Fact, ...]
    command: str
    """What repeats the grading."""


def build_page(grade: Grade) -> Page:
    """The page of a grade."""
    shown, exercise = anchors(grade.sources), short_name(grade.exercise)
    cards = tuple(
        replace(build_card(number, test, shown, exercise), shown=not says_the_problem(test, grade))
        for number, test in enumerate(grade.tests, 1)
    )
    return Page(
        language=str(catalogue().info().get("language", "en")).replace("_", "-"),
        exercise=exercise,
        title=grade.title,
        student=grade.student,
        verdict=_verdict(grade),
        score="\N{EN DASH}" if grade.score is None else points(grade.score),
        out_of=_out_of(grade),
        percent=_percent(grade),
        tally=_tally(grade),
        later=_later(grade.graded_later),
        problem=_problem(grade, shown),
        notes=_notes(grade),
        cards=cards,
        listed=not all(card.folded for card in cards),
        filterable=0 < _passed(grade) < len(grade.tests),
        files=code_files(grade, cards, shown),
        files_left_out=_files_left_out(len(grade.sources) - FILES_SHOWN),
        facts=_facts(grade),
        command=f"grade {short_name(grade.exercise)} --seed {grade.seed}",
    )


def short_name(exercise: str) -> str:
    """What a student types for an exercise, e.g. `exercise05`."""
    return exercise.partition("_")[0]


def _out_of(grade: Grade) -> str:
    """The points that could be had; of a submission that was not graded, that it has none."""
    if grade.score is None:
        return translate("no score")
    return translate("of {points} points").format(points=points(grade.max_score))


def _percent(grade: Grade) -> float | None:
    """The score as a share of what can be had, from 0 to 100."""
    if grade.score is None:
        return None
    share = grade.score / grade.max_score if grade.max_score else 0.0
    return round(100 * min(max(share, 0.0), 1.0), 2)


def _passed(grade: Grade) -> int:
    """How many tests were passed."""
    return sum(test.outcome is Outcome.PASSED for test in grade.tests)


def _tally(grade: Grade) -> str:
    """How many tests were passed, in words."""
    if not grade.tests:
        return ""
    words = translate_plural(
        "{passed} of {count} test passed", "{passed} of {count} tests passed", len(grade.tests)
    )
    return words.format(passed=_passed(grade), count=len(grade.tests))


def _later(count: float) -> str:
    """The note below the score of a grade for which some tests were not run yet."""
    if not count:
        return ""
    words = translate_plural(
        "{points} more point is graded later.",
        "{points} more points are graded later.",
        1 if count == 1 else 2,  # fractions take the plural
    )
    return words.format(points=points(count))


def _verdict(grade: Grade) -> Phrase:
    """What is said of the submission: of one that has yet to be graded in full, no more than is known."""
    phrase = verdict_phrase(grade.verdict)
    if grade.verdict is not Verdict.ACCEPTED or not grade.graded_later:
        return phrase
    sentence = translate("Well done: your program passes all tests that you can run so far.")
    return replace(phrase, short=translate("All right so far"), sentence=sentence)


def _problem(grade: Grade, anchors: Anchors) -> Notice | None:
    """What kept the submission as a whole from being graded."""
    if grade.problem is None:
        return None
    title = kept_from_grading()
    if grade.verdict is Verdict.GRADER_ERROR:
        title = translate("What went wrong in the grader")
    told = [test.explanation for test in grade.tests if says_the_problem(test, grade)]
    places = anchors.links(place for why in told if why for place in why.places)
    return Notice(title, (shorten(grade.problem),), places)


def _notes(grade: Grade) -> Notice | None:
    """What grading changed or left out."""
    if not grade.notes:
        return None
    return Notice(translate("Good to know"), tuple(map(shorten, grade.notes)))


def _files_left_out(count: int) -> str:
    """The note below the code of a submission with very many files; empty below any other."""
    if count <= 0:
        return ""
    words = translate_plural(
        "{count} more file is not shown.", "{count} more files are not shown.", count
    )
    return words.format(count=count)


def _facts(grade: Grade) -> tuple[Fact, ...]:
    """What made the grade."""
    made = grade.provenance
    return (
        Fact(translate("Graded"), f"{grade.started:%Y-%m-%d %H:%M:%S %Z}"),
        Fact(translate("Took"), seconds(grade.duration)),
        Fact(translate("Grader"), made.grader),
        Fact(translate("Python"), made.python),
        Fact(translate("Platform"), made.platform),
        Fact(translate("Isolation"), made.isolation),
        Fact(translate("Clock"), made.clock),
        Fact(translate("Seed"), str(grade.seed)),
    )
