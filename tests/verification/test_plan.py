"""The errands that verifying an exercise takes."""

from collections import Counter

from grader.verification.mutants import mutants_of
from grader.verification.plan import CHUNK, Kind, errands, repetitions


def test_reference_is_tried_under_every_start_method_and_schedule(material, options):
    trials = [
        errand.task.settings
        for errand in errands(material(), [], options(schedules=3))
        if errand.kind is Kind.REFERENCE
    ]
    assert [trial.start_method for trial in trials] == ["fork", "spawn", "forkserver", *[None] * 3]
    assert [trial.schedule for trial in trials] == [None, None, None, 1, 2, 3]


def test_mutants_are_shared_out_and_end_at_their_first_loss(material, options):
    mutants = mutants_of("x = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]")
    trials = [
        errand.task
        for errand in errands(material(), mutants, options())
        if errand.kind is Kind.MUTANTS
    ]
    assert [len(trial.candidates) for trial in trials] == [CHUNK, len(mutants) - CHUNK]
    assert all(trial.settings.until_lost for trial in trials)
    names = [candidate.name for trial in trials for candidate in trial.candidates]
    assert names == [str(number) for number in range(len(mutants))]


def test_repetitions_have_a_seed_each(material, options):
    found = list(repetitions(material(), options(seed=5, flaky=3)))
    assert Counter(errand.task.settings.seed for errand in found) == {5: 2, 6: 2, 7: 2}
    assert {errand.kind for errand in found} == {Kind.REFERENCE, Kind.WRONG}


def test_nothing_is_repeated_unless_asked_for(material, options):
    assert list(repetitions(material(), options())) == []
