"""What is wrong with an exercise, as sentences that name the file and what to do."""

from collections.abc import Iterator
from dataclasses import dataclass

from grader.course import Exercise
from grader.verification.brief import names_used, unnamed
from grader.verification.material import BRIEF, WRONG, Material
from grader.verification.trial import Tried

ALL_POINTS = 100
ENOUGH_WRONG = 5
INSIDES = ("assert ", "Traceback")
"""What no message to a student may hold."""
ROUNDING = 1e-6


@dataclass(frozen=True, slots=True)
class Reporter:
    """Words for what was found in one exercise's trials."""

    material: Material

    @property
    def exercise(self) -> Exercise:
        """The exercise."""
        return self.material.exercise

    @property
    def tests(self) -> str:
        """Place of the hidden tests."""
        return self.material.place(self.exercise.hidden_tests)

    def stub(self, tried: Tried) -> Iterator[str]:
        """It loses everything, and is told what to look at for each loss."""
        place = self.material.place(self.exercise.stub)
        yield from self._broken(place, tried)
        if tried.problem:
            yield f"{place}: can't be graded: {tried.problem}"
        if tried.score:
            yield f"{place}: scores {tried.score:g}: there must be no points for an empty answer"
        if abs(tried.most - ALL_POINTS) > ROUNDING:
            yield f"{self.tests}: points add up to {tried.most:g}, not {ALL_POINTS}: edit the points"
        for loss in tried.losses:
            if not loss.hint:
                yield f'{self.tests}: {loss.test} has no hint: put @hint("...") before it'

    def reference(self, tried: Tried, circumstance: str) -> Iterator[str]:
        """It loses nothing."""
        place = self.material.place(self.material.reference)
        for loss in tried.losses:
            yield f"{place}: {loss.test} is lost {circumstance}: {loss.message}"
        if not tried.losses and not tried.perfect:
            yield f"{place}: scores {tried.score} of {tried.most:g} {circumstance}"

    def wrong(self, tried: Tried, circumstance: str) -> Iterator[str]:
        """It loses exactly the tests that it names, and is told why in a student's words."""
        yield from self._broken(tried.name, tried)
        fails = self._fails(tried.name)
        aside = f" {circumstance}" if circumstance else ""
        for test in sorted(tried.lost - fails):
            yield f"{tried.name}: loses {test}{aside}, which its line '# fails:' does not name"
        for test in sorted(fails - tried.lost):
            yield f"{tried.name}: does not lose {test}{aside}, which its line '# fails:' names"
        for loss in tried.losses:
            if not loss.message or any(inside in loss.message for inside in INSIDES):
                message = repr(loss.message)
                yield f"{self.tests}: {loss.test} has no words for students on {tried.name}: {message}"

    def headers(self) -> Iterator[str]:
        """There are enough wrong answers, and each says what it must lose."""
        if len(self.material.wrong) < ENOUGH_WRONG:
            folder = self.material.place(self.material.reference.parent / WRONG)
            number = len(self.material.wrong)
            yield f"{folder}: has {number} wrong answers: write at least {ENOUGH_WRONG}"
        for answer in self.material.wrong:
            if not answer.fails:
                place = self.material.place(answer.path)
                yield f"{place}: names no test that it loses: add '# fails: test_...' to its head"

    def brief(self) -> Iterator[str]:
        """It names whatever the tests use."""
        used = names_used(self.exercise.hidden_tests.read_text(encoding="utf-8"))
        for name in unnamed(self.material.brief, used):
            yield f"{self.brief_place}: does not name `{name}`, which {self.tests} uses"

    @property
    def brief_place(self) -> str:
        """Place of the brief."""
        return self.material.place(self.exercise.folder / BRIEF)

    def _fails(self, name: str) -> frozenset[str]:
        for answer in self.material.wrong:
            if self.material.place(answer.path) == name:
                return answer.fails
        return frozenset()

    def _broken(self, name: str, tried: Tried) -> Iterator[str]:
        for loss in tried.broken:
            yield f"{self.tests}: {loss.test} itself breaks on {name}: {loss.message}"
