"""The rehearsal: a class of any size grades the real course, disturbed in every way there is.

In `tests/`: `python -m rehearsal --students 200`; `--help` tells the rest.
"""
