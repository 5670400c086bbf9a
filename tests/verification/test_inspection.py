"""A small exercise, verified: whatever is wrong with it is found, and nothing else."""

import pytest

from grader.verification.crew import do
from grader.verification.inspection import verify
from grader.verification.plan import Kind

WRONG = "solutions/exercise01_doubling/wrong"
HIDDEN = "tests/hidden/test_exercise01_doubling.py"
STUB = "exercises/exercise01_doubling/exercise01.py"
REFERENCE = "solutions/exercise01_doubling/exercise01.py"
BRIEF = "exercises/exercise01_doubling/README.md"
EQUIVALENTS = "solutions/exercise01_doubling/equivalent.toml"


@pytest.fixture
def found(inspection):
    """What is wrong with the exercise, one after another in this process."""

    def verified(**changes):
        (account,) = verify([inspection(**changes)], in_turn, in_turn)
        return account

    return verified


def in_turn(errands):
    return [do(errand) for errand in errands]


@pytest.fixture
def spoil(root):
    """Replaces a text in a file of the course."""

    def replace(part, old, new):
        path = root / part
        assert old in path.read_text()
        path.write_text(path.read_text().replace(old, new))

    return replace


def test_exercise_without_a_fault_has_no_findings(found):
    account = found()
    assert account.findings == ()
    assert account.seconds > 0


def test_faults_are_found_each_with_its_part(root, spoil, found):
    spoil(STUB, "raise NotImplementedError", "return 2 * number")
    spoil(HIDDEN, "@points(60", "@points(50")
    spoil(HIDDEN, '@hint("Print what `double` returns.")\n', "")
    spoil(f"{WRONG}/is_silent.py", "test_shows", "test_double")
    spoil(f"{WRONG}/adds_two.py", "# fails: test_double, test_shows", "")
    (root / WRONG / "triples.py").unlink()
    spoil(BRIEF, "`double(number)` doubles.", "It doubles.")
    silent, empty = f"{WRONG}/is_silent.py", f"{WRONG}/adds_two.py"
    not_named = "which its line '# fails:' does not name"
    assert set(found().findings) == {
        (Kind.STUB, f"{STUB}: scores 50: there must be no points for an empty answer"),
        (Kind.STUB, f"{HIDDEN}: points add up to 90, not 100: edit the points"),
        (Kind.STUB, f'{HIDDEN}: test_shows has no hint: put @hint("...") before it'),
        (Kind.WRONG, f"{silent}: loses test_shows, {not_named}"),
        (Kind.WRONG, f"{silent}: does not lose test_double, which its line '# fails:' names"),
        (Kind.WRONG, f"{empty}: names no test that it loses: add '# fails: test_...' to its head"),
        (Kind.WRONG, f"{empty}: loses test_double, {not_named}"),
        (Kind.WRONG, f"{empty}: loses test_shows, {not_named}"),
        (Kind.WRONG, f"{WRONG}: has 4 wrong answers: write at least 5"),
        (Kind.BRIEF, f"{BRIEF}: does not name `double`, which {HIDDEN} uses"),
    }


def test_brief_whose_example_is_not_true_is_found(spoil, found):
    spoil(BRIEF, "\n8\n", "\n9\n")
    ((kind, sentence),) = found().findings
    assert kind is Kind.BRIEF
    assert sentence.startswith(f"{BRIEF}: 'python3 exercise01.py' does not print what")


def test_reference_that_fails_under_one_start_method_only_is_found(spoil, found):
    spoil(REFERENCE, "    print(double(4))", "    import multiprocessing\n"
          "    print(double(4) if multiprocessing.get_start_method() != 'spawn' else 7)")  # fmt: skip
    ((kind, sentence),) = found().findings
    assert kind is Kind.REFERENCE
    assert sentence.startswith(f"{REFERENCE}: test_shows is lost under spawn: ")


def test_survivor_is_shown_until_it_is_listed_with_a_reason(root, spoil, found):
    spoil(REFERENCE, "print(double(4))", "print(min(double(4), 1000))")
    survivors = found(mutants=True).survival.survivors
    assert [one.becomes for one in survivors] == ["print(min(1000, double(4)))",
                                                  "print(min(double(4), 1001))"]  # fmt: skip
    (root / EQUIVALENTS).write_text("".join(
        f'[[mutant]]\noperator = "{one.operator}"\nline = "{one.line}"\n'
        f'becomes = "{one.becomes}"\nreason = "8 is less anyway."\n'
        for one in survivors
    ))  # fmt: skip
    account = found(mutants=True)
    assert (account.survival.survivors, account.findings) == ((), ())
    assert account.survival.caught == account.survival.mistakes > 5


def test_outcome_that_depends_on_the_seed_is_found_by_repeating(root, spoil, inspection):
    spoil(HIDDEN, "number = rng.randint(10, 1000)", "number = rng.choice([2, 30])")
    for name in ("is_silent", "triples", "shows_all", "gives_none"):
        (root / WRONG / f"{name}.py").unlink()
    (account,) = verify([inspection(flaky=8)], lambda _errands: [], in_turn)
    assert any(
        "adds_two.py: does not lose test_double with seed" in sentence
        for kind, sentence in account.findings
        if kind is Kind.WRONG
    )
