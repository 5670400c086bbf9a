"""The course itself: students could get it as it is."""

from datetime import UTC, datetime
from pathlib import Path

from grader.authoring.inspection import inspect
from grader.authoring.pack import make_pack
from grader.authoring.parting import part_tests
from grader.course import read_course

ROOT = Path(__file__).parents[2]


def test_release_of_the_course_holds_nothing_that_is_not_for_students(tmp_path):
    """Mend it where the complaint says; `grade release` would refuse the same."""
    course = read_course(ROOT)
    partings = [part_tests(exercise, datetime.now(UTC)) for exercise in course.exercises]
    make_pack(course, partings).write(tmp_path)
    assert inspect(tmp_path, course, partings) == []
