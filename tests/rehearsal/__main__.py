"""`python -m rehearsal`, in `tests/`: grade a class undisturbed, killed, and on a cluster."""

import sys
import tempfile
from pathlib import Path

import click

from grader.course import find_course
from rehearsal.account import rehearse
from rehearsal.classroom import make_classroom, write_classroom
from rehearsal.run import Stage

ROOT = Path(__file__).parent.parent.parent


@click.command()
@click.option("--students", type=click.IntRange(1, 9999), default=200, show_default=True)
@click.option("--exercise", "names", multiple=True, help="Only this one; may be repeated.")
@click.option("--seed", type=int, default=7, show_default=True, help="Of the class and its grades.")
@click.option("-j", "seats", type=int, default=2, show_default=True)
@click.option("--folder", type=click.Path(path_type=Path), help="Keep everything in this new one.")
def command(
    students: int, names: tuple[str, ...], seed: int, seats: int, folder: Path | None
) -> None:
    """Grade the same class three times, and compare the gradebooks row for row.

    Once undisturbed; once killed three times on the way and resumed; once on a Dask cluster of
    which a worker is killed. The exit code is 0 where all three hold the same, and each program has
    what it must get.
    """
    course = find_course(ROOT)
    exercises = [course.exercise(name) for name in names] or list(course.exercises)
    classroom = make_classroom(course, exercises, students, seed)
    place = (folder or Path(tempfile.mkdtemp(prefix="rehearsal-"))).absolute()
    write_classroom(classroom, place / "class")
    print(f"Everything is in {place}")
    sys.exit(rehearse(classroom, Stage(ROOT, place / "class", place, seed, seats)))


if __name__ == "__main__":
    command()
