"""The formats by their names, and what makes a file in each."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from grader.exports import listing
from grader.exports.canvas import to_canvas
from grader.exports.classroom50 import circumstances, to_classroom50
from grader.exports.gradescope import to_gradescope
from grader.exports.junit import to_junit
from grader.exports.moodle import to_moodle
from grader.exports.roster import LeftOut, Roster
from grader.graded import Graded


@dataclass(frozen=True, slots=True)
class Exported:
    """A finished file, and who does not stand in it."""

    content: bytes
    left_out: tuple[LeftOut, ...] = ()


GRADEBOOKS = {"canvas": to_canvas, "moodle": to_moodle}
LISTS: Mapping[str, Callable[[Sequence[Graded]], bytes]] = {
    "csv": listing.rows,
    "jsonl": listing.lines,
    "junit": to_junit,
}


def export(name: str, gradings: Sequence[Graded], roster: Roster | None) -> Exported:
    """Return the file of any number of gradings in the format called `name`.

    A roster is for the gradebooks of learning platforms.
    """
    if name in GRADEBOOKS:
        return Exported(*GRADEBOOKS[name](gradings, roster))
    return Exported(LISTS[name](gradings))


def single(name: str, environment: Mapping[str, str]) -> Callable[[Graded], bytes]:
    """Return what makes the file of one grading in the format called `name`.

    Raises UsageError where that format needs more than `environment` tells.
    """
    if name == "classroom50":
        return partial(to_classroom50, told=circumstances(environment))
    return to_gradescope
