"""Sorting a delivery into hand-ins: how deep, how far, and who gets what."""

from pathlib import Path, PurePath

import pytest
from class_stage import COURSE, PROGRAM, exercise, write_folder

from grader.intake.collection import read_hand_in
from grader.intake.delivery import Delivery, Sender, Stray
from grader.intake.naming import Telling
from grader.intake.sorting import hand_ins
from grader.intake.tree import HERE, DiskTree, Kind, Pick, PickedTree

ADA = Sender.named("ada")


@pytest.fixture
def sort(tmp_path):
    """Sorts files that one student delivered."""

    def sorted_out(*names, asked=(), **delivery):
        write_folder(tmp_path, dict.fromkeys(names, PROGRAM))
        telling = Telling(COURSE, tuple(map(exercise, asked)))
        return list(hand_ins(Delivery(ADA, DiskTree(tmp_path), **delivery), telling))

    return sorted_out


def origins(found):
    return sorted(str(one.origin) for one in found)


def test_folders_are_looked_into_to_a_depth(sort):
    names = [f"{'d/' * depth}exercise05.py" for depth in range(5)]
    assert origins(sort(*names)) == sorted(names[:4])


def test_only_so_many_folders_are_looked_into(sort):
    found = sort("exercise05.py", *(f"d{number}/exercise06.py" for number in range(300)))
    assert "exercise05.py" in origins(found)
    assert len(found) == 200


@pytest.mark.parametrize("folder", [".git", "tests", "node_modules", "__pycache__"])
def test_what_is_never_part_of_a_program_is_not_looked_into(sort, folder):
    assert origins(sort("exercise05.py", f"{folder}/exercise06.py")) == ["exercise05.py"]


def test_an_environment_is_not_looked_into(sort):
    assert origins(sort("exercise05.py", "env/pyvenv.cfg", "env/exercise06.py")) == [
        "exercise05.py"
    ]


def test_what_a_hand_in_below_has_a_claim_on_does_not_come_along(sort):
    found = sort("exercise05.py", "week2/exercise06.py", "data/w.txt")
    by_number = {one.exercise.number: {e.name for e in one.tree.entries(HERE)} for one in found}
    assert by_number == {"05": {"exercise05.py", "data"}, "06": {"exercise06.py"}}


def test_what_the_layout_tells_is_not_looked_into(sort):
    (found,) = sort("exercise06.py", "exercise12/x.py", exercise=exercise(5))
    assert found.exercise == exercise(5)


def test_a_problem_belongs_to_the_exercise_that_is_known(sort):
    (found,) = sort(problem="It is late", asked=[5])
    assert (found.exercise, found.problem) == (exercise(5), "It is late")


def test_a_problem_of_an_unknown_exercise_is_a_stray_with_its_reason(sort):
    assert sort(problem="It is late") == [Stray(".", "It is late")]


def test_what_is_gone_by_now_is_unread(tmp_path):
    delivery = Delivery(ADA, DiskTree(tmp_path).below(PurePath("gone")))
    assert list(hand_ins(delivery, Telling(COURSE, ()))) == [Stray("gone", UNREAD, unread=True)]


UNREAD = (
    "it cannot be read (No such file or directory) and has no score: see to it, then call again"
)


class ForbiddenTree(PickedTree):
    """A folder that the system gives nothing of, to root neither."""

    def entries(self, place):
        raise PermissionError(13, f"Permission denied: {place}")


@pytest.fixture
def forbidden():
    pick = Pick(DiskTree(Path()), PurePath("ada"), Kind.FOLDER)
    return Delivery(ADA, ForbiddenTree("ada", {"exercise05.py": pick}))


def test_a_folder_without_permission_is_no_stray_among_others(forbidden):
    (found,) = hand_ins(forbidden, Telling(COURSE, ()))
    assert (found.origin, found.unread) == ("ada", True)


def test_a_folder_without_permission_is_no_mistake_of_the_student_s(forbidden):
    (found,) = hand_ins(forbidden, Telling(COURSE, [exercise(5)]))
    submission = read_hand_in(found, "ada")
    assert submission.problem is None
    assert submission.unread.startswith("ada: it cannot be read (Permission denied")


def test_a_folder_without_permission_keeps_nothing_from_what_lies_beside_it(sort, monkeypatch):
    listed = DiskTree.entries

    def entries(tree, place):
        if place == PurePath("closed"):
            raise PermissionError(13, "Permission denied")
        return listed(tree, place)

    monkeypatch.setattr(DiskTree, "entries", entries)
    found = sort("open/exercise05.py", "closed/exercise06.py")
    assert origins(found) == ["closed", "open/exercise05.py"]
    assert [one.unread for one in found if isinstance(one, Stray)] == [True]


def test_too_many_entries_are_a_problem():
    pick = Pick(DiskTree(Path()), HERE, Kind.FILE)
    crowded = PickedTree("ada", {f"f{number}.txt": pick for number in range(5_001)})
    (found,) = hand_ins(Delivery(ADA, crowded), Telling(COURSE, [exercise(5)]))
    assert found.problem.startswith("ada holds too much")
