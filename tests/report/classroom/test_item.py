"""One hidden test over a whole class."""

from gradings import entry, failed, grade, passed

from grader.graded import of_entry
from grader.report.classroom.discrimination import FEWEST
from grader.report.classroom.item import build_items


def items(*grades):
    return build_items([of_entry(entry(one)) for one in grades])


def test_tests_stand_in_their_order_with_who_passed_them():
    first, second = items(grade(), grade(passed(), passed("test_killed_job", "Killed", 40)))
    assert (first.title, first.points, first.passed, first.count) == (
        *("A job that returns ends with 0", "60", 2, 2),
    )
    assert (second.passed, second.count, second.percent, second.remark) == (1, 2, 50.0, None)


def test_a_test_that_all_or_none_pass_is_remarked_on():
    first, second = items(grade(), grade())
    assert (first.remark.words, second.remark.words) == ("everybody passes it", "nobody passes it")


def test_a_test_that_was_not_run_for_all_counts_where_it_was():
    _first, second = items(grade(passed()), grade())
    assert (second.passed, second.count) == (0, 1)


def test_a_test_is_held_against_the_other_tests_not_itself():
    """Its own points would make each test seem to tell."""
    strong = grade(passed("a", "A"), failed("b", "B"))
    weak = grade(failed("a", "A"), passed("b", "B"))
    first, second = items(*[strong, weak] * FEWEST)
    assert first.discrimination.value == second.discrimination.value == "\N{MINUS SIGN}1.00"


def test_the_usual_time_is_the_median():
    assert items(grade(), grade())[1].duration == "0.500\N{NO-BREAK SPACE}s"


def test_a_class_without_scores_has_no_tests():
    assert items() == ()
