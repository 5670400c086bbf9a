"""What verifying one exercise takes: its errands, each of which one process does by itself."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeAlias

from grader.course import Exercise
from grader.settings import Settings
from grader.verification.material import Material
from grader.verification.mutants import Mutant
from grader.verification.rehearsal import Rehearsal
from grader.verification.trial import Candidate, Trial, Tried

START_METHODS = ("fork", "spawn", "forkserver")
AS_USUAL = f"under {START_METHODS[0]}"
CHUNK = 12
"""Programs of a trial at most: few enough to keep all workers busy to the end."""
MUTANT_WALL = 3.0
"""Real seconds that a run of a mutant may take: several times what any reference needs."""


class Kind(StrEnum):
    """What an errand is to find out."""

    STUB = "stub"
    REFERENCE = "reference"
    WRONG = "wrong answers"
    MUTANTS = "mutants"
    BRIEF = "brief"


@dataclass(frozen=True, slots=True)
class Options:
    """How much is verified."""

    seed: int
    isolation: str
    schedules: int
    """Schedules that every test of a reference has to hold under."""
    flaky: int
    """Times that reference and wrong answers are repeated on a busy machine."""
    mutants: bool

    @property
    def settings(self) -> Settings:
        """How everything is graded, if nothing else is said."""
        return Settings(self.seed, self.isolation)


Found: TypeAlias = tuple[Tried, ...] | tuple[str, ...]
"""What an errand brings back: from trials what was tried, from rehearsals sentences."""


@dataclass(frozen=True, slots=True)
class Errand:
    """One piece of the work, on one exercise."""

    exercise: str
    """Identifier."""
    kind: Kind
    task: Trial | Rehearsal
    circumstance: str = ""
    """What is special about it, e.g. `under spawn`."""

    def run(self) -> Found:
        """Do it, in the process that this is called in."""
        return self.task.hold()


def errands(material: Material, mutants: list[Mutant], options: Options) -> Iterator[Errand]:
    """List all that has to be done once."""
    exercise, settings = material.exercise, options.settings
    identifier, reference = exercise.identifier, _reference(material)
    stub = Candidate(exercise.file, exercise.stub.read_bytes())
    yield Errand(identifier, Kind.STUB, Trial(exercise, (stub,), settings))
    task = Rehearsal(exercise, material.brief, reference.content, stub.content, settings)
    yield Errand(identifier, Kind.BRIEF, task)
    for circumstance, special in _circumstances(options):
        trial = Trial(exercise, (reference,), special)
        yield Errand(identifier, Kind.REFERENCE, trial, circumstance)
    for trial in _trials(exercise, _wrong(material), settings):
        yield Errand(identifier, Kind.WRONG, trial)
    wall = min(MUTANT_WALL, exercise.limits.wall)
    quick = replace(exercise, limits=replace(exercise.limits, wall=wall))
    programs = [Candidate(str(n), mutant.source.encode()) for n, mutant in enumerate(mutants)]
    for trial in _trials(quick, programs, replace(settings, until_lost=True)):
        yield Errand(identifier, Kind.MUTANTS, trial)


def repetitions(material: Material, options: Options) -> Iterator[Errand]:
    """List what is repeated on a busy machine, each time with another seed."""
    exercise = material.exercise
    for seed in range(options.seed, options.seed + options.flaky):
        settings = replace(options.settings, seed=seed)
        again = f"with seed {seed} on a busy machine"
        trial = Trial(exercise, (_reference(material),), settings)
        yield Errand(exercise.identifier, Kind.REFERENCE, trial, again)
        for trial in _trials(exercise, _wrong(material), settings):
            yield Errand(exercise.identifier, Kind.WRONG, trial, again)


def _circumstances(options: Options) -> Iterator[tuple[str, Settings]]:
    for method in START_METHODS:
        yield f"under {method}", replace(options.settings, start_method=method)
    for schedule in range(1, options.schedules + 1):
        yield f"under schedule {schedule}", replace(options.settings, schedule=schedule)


def _reference(material: Material) -> Candidate:
    return Candidate(material.exercise.file, material.reference.read_bytes())


def _wrong(material: Material) -> list[Candidate]:
    return [Candidate(material.place(answer.path), answer.content) for answer in material.wrong]


def _trials(exercise: Exercise, candidates: list[Candidate], settings: Settings) -> Iterator[Trial]:
    for start in range(0, len(candidates), CHUNK):
        yield Trial(exercise, tuple(candidates[start : start + CHUNK]), settings)
