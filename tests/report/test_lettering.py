from grader.report.lettering import columns, shortened


def test_letters_of_east_asia_are_twice_as_wide():
    assert [columns(text) for text in ("main", "José", "김하나")] == [4, 4, 6]


def test_what_is_too_long_is_cut_and_says_so():
    assert shortened("ForkPoolWorker-1", 16) == "ForkPoolWorker-1"
    assert shortened("ForkPoolWorker-10", 16) == "ForkPoolWorker-…"
