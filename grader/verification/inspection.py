"""The inspection of exercises, from their parts on disk to an account of what is wrong with them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from grader.course import Course, Exercise
from grader.verification.crew import Done
from grader.verification.equivalents import read_equivalents
from grader.verification.findings import Reporter
from grader.verification.material import Material, read_material
from grader.verification.mutants import Mutant, mutants_of
from grader.verification.plan import AS_USUAL, Errand, Kind, Options, errands, repetitions
from grader.verification.survival import Survival, survival
from grader.verification.trial import Tried

Work: TypeAlias = Callable[[Sequence[Errand]], list[Done]]
"""Does errands, and returns them in their order."""


@dataclass(frozen=True, slots=True)
class Account:
    """What verifying one exercise found."""

    exercise: Exercise
    material: Material
    findings: tuple[tuple[Kind, str], ...]
    """What is wrong, a sentence each, and with which part."""
    survival: Survival
    seconds: float
    """Real seconds of all workers together."""
    suite: float
    """Real seconds of one grading of the reference: what a student waits for."""

    def wrong_with(self, kind: Kind) -> int:
        """How many findings there are of a part."""
        return sum(found is kind for found, _sentence in self.findings)


@dataclass(frozen=True, slots=True)
class Inspection:
    """One exercise, read and ready to be tried."""

    material: Material
    mutants: tuple[Mutant, ...]
    options: Options

    @property
    def errands(self) -> list[Errand]:
        """All that has to be done once."""
        return list(errands(self.material, list(self.mutants), self.options))

    @property
    def repetitions(self) -> list[Errand]:
        """All that is repeated on a busy machine."""
        return list(repetitions(self.material, self.options))

    def account(self, done: Sequence[Done]) -> Account:
        """Return what the errands of this exercise, among those that are `done`, amount to."""
        own = [one for one in done if one[0].exercise == self.material.exercise.identifier]
        lived = self._survival(own)
        findings = dict.fromkeys([*self._said(), *self._of_trials(own), *self._of_mutants(lived)])
        seconds = sum(took for _errand, _found, took in own)
        suite = min(_gradings_of_reference(own), default=0.0)
        return Account(
            self.material.exercise, self.material, tuple(findings), lived, seconds, suite
        )

    def _said(self) -> Iterator[tuple[Kind, str]]:
        reporter = Reporter(self.material)
        yield from ((Kind.WRONG, sentence) for sentence in reporter.headers())
        yield from ((Kind.BRIEF, sentence) for sentence in reporter.brief())

    def _of_trials(self, own: Sequence[Done]) -> Iterator[tuple[Kind, str]]:
        for errand, found, _took in own:
            for one in found:
                yield from ((errand.kind, said) for said in self._of_one(errand, one))

    def _of_one(self, errand: Errand, one: Tried | str) -> Iterator[str]:
        reporter = Reporter(self.material)
        match errand.kind, one:
            case Kind.STUB, Tried():
                yield from reporter.stub(one)
            case Kind.REFERENCE, Tried():
                yield from reporter.reference(one, errand.circumstance)
            case Kind.WRONG, Tried():
                yield from reporter.wrong(one, errand.circumstance)
            case Kind.BRIEF, str():
                yield f"{reporter.brief_place}: {one}"

    def _survival(self, own: Sequence[Done]) -> Survival:
        if not self.options.mutants:
            return Survival((), (), frozenset(), ())
        material = self.material
        entries = read_equivalents(material.equivalents, material.place(material.equivalents))
        tried = [
            one
            for errand, found, _took in own
            for one in found
            if errand.kind is Kind.MUTANTS and isinstance(one, Tried)
        ]
        return survival(self.mutants, entries, tried)

    def _of_mutants(self, lived: Survival) -> Iterator[tuple[Kind, str]]:
        material = self.material
        places = (material.reference, material.equivalents, material.exercise.hidden_tests)
        for sentence in lived.findings(*map(material.place, places)):
            yield Kind.MUTANTS, sentence


def _gradings_of_reference(done: Sequence[Done]) -> Iterator[float]:
    """Yield how long each grading of the reference took in which it was run as students' work is."""
    for errand, found, _took in done:
        if errand.kind is Kind.REFERENCE and errand.circumstance == AS_USUAL:
            yield from (one.seconds for one in found if isinstance(one, Tried))


def inspect(course: Course, exercise: Exercise, options: Options) -> Inspection:
    """Read one exercise; raise CourseError where a part is missing or can't be read."""
    material = read_material(course, exercise)
    source = material.reference.read_text(encoding="utf-8")
    return Inspection(material, tuple(mutants_of(source) if options.mutants else ()), options)


def verify(inspections: Sequence[Inspection], once: Work, again: Work) -> list[Account]:
    """Do `once` what has to be done once, and what is repeated, if anything is, `again`."""
    done = once([errand for one in inspections for errand in one.errands])
    if repeated := [errand for one in inspections for errand in one.repetitions]:
        done += again(repeated)
    return [one.account(done) for one in inspections]
