"""Programs that are tried with an exercise's hidden tests."""

from grader.settings import Settings
from grader.verification.trial import Candidate, Trial

SETTINGS = Settings(1, "limits")
RIGHT = "def double(x):\n    return 2 * x\nif __name__ == '__main__':\n    print(8)\n"


def tried(exercise, *sources, settings=SETTINGS):
    candidates = tuple(Candidate(str(n), source.encode()) for n, source in enumerate(sources))
    return Trial(exercise(), candidates, settings).hold()


def test_each_candidate_is_tried_under_its_name(exercise):
    right, wrong = tried(exercise, RIGHT, RIGHT.replace("2 * x", "x"))
    assert (right.name, right.perfect, right.lost, right.score) == ("0", True, frozenset(), 100)
    assert (wrong.name, wrong.perfect, wrong.score) == ("1", False, 40)
    (loss,) = wrong.losses
    assert (loss.test, loss.hint) == ("test_double", "Multiply by two.")
    assert loss.message.startswith("`double` must double.")


def test_first_loss_may_be_the_last(exercise):
    settings = Settings(1, "limits", until_lost=True)
    (wrong,) = tried(exercise, "x = 1\n", settings=settings)
    assert (wrong.lost, wrong.most, wrong.perfect) == ({"test_double"}, 60, False)


def test_what_one_lost_first_is_asked_of_the_next_first(exercise):
    settings = Settings(1, "limits", until_lost=True)
    silent = RIGHT.replace("print(8)", "pass")
    helpless = silent.replace("2 * x", "x")
    *_, last = tried(exercise, helpless, silent, helpless, settings=settings)
    assert (last.lost, last.most) == ({"test_shows"}, 40)


def test_test_that_breaks_is_told_apart_from_one_that_is_lost(root, exercise):
    path = root / "tests/hidden/test_exercise01_doubling.py"
    path.write_text(path.read_text() + "\n@points(1, 'Broken')\ndef test_broken():\n    1 / 0\n")
    (right,) = tried(exercise, RIGHT)
    assert (right.score, [loss.test for loss in right.broken]) == (None, ["test_broken"])


def test_candidate_that_cannot_be_imported_has_a_problem(exercise):
    (wrong,) = tried(exercise, "def f(:\n")
    assert wrong.problem
    assert wrong.score == 0
