"""Which mutants count as caught, and what is said of those that were not."""

import pytest

from grader.verification.equivalents import Equivalent
from grader.verification.mutants import Mutant
from grader.verification.survival import survival
from grader.verification.trial import Loss, Outcome, Tried

PLACES = ("exercise01.py", "equivalent.toml", "test_exercise01.py")


def mutant(number):
    return Mutant("call removed", f"f({number})", "pass", 1, number, "")


def tried(number, *, perfect, broken=False):
    outcome = Outcome.ERROR if broken else Outcome.FAILED
    losses = () if perfect else (Loss("test_f", outcome, "Words.", "Hint."),)
    return Tried(str(number), 100 if perfect else 0, 100, losses, None, 0.1)


def entry(number):
    return Equivalent(mutant(number).identity, "It does nothing.")


def lived(count, perfect, entries=()):
    mutants = [mutant(number) for number in range(count)]
    outcomes = [tried(number, perfect=number in perfect) for number in range(count)]
    return survival(mutants, tuple(entries), outcomes)


def sentences(found):
    return list(found.findings(*PLACES))


def test_nine_of_ten_are_enough():
    found = lived(10, {3})
    assert (found.mistakes, found.caught, found.survivors) == (10, 9, (mutant(3),))
    assert sentences(found) == []


def test_eight_of_ten_are_too_few():
    (sentence,) = sentences(lived(10, {3, 4}))
    assert sentence.startswith("test_exercise01.py: catches 8 of 10 mutants, less than 90%")


def test_listed_survivors_are_no_mistakes():
    found = lived(10, {3, 4}, [entry(3), entry(4)])
    assert (found.mistakes, found.caught, found.survivors) == (8, 8, ())
    assert sentences(found) == []


@pytest.mark.parametrize(
    ("number", "complaint"),
    [(5, "is caught, and so is a mistake"), (77, "means no mutant any more")],
)
def test_entry_that_is_caught_or_means_nothing_is_found(number, complaint):
    (sentence,) = sentences(lived(10, set(), [entry(number)]))
    assert sentence.startswith(f"equivalent.toml: {complaint}: remove it\ncall removed")
    assert f"f({number})" in sentence


def test_test_that_breaks_on_a_mutant_is_found_with_the_mutant():
    found = survival([mutant(0)], (), [tried(0, perfect=False, broken=True)])
    (sentence,) = sentences(found)
    assert "a test itself breaks on a mutant: test_f: Words." in sentence
    assert "exercise01.py:0: call removed\n- f(0)\n+ pass" in sentence
