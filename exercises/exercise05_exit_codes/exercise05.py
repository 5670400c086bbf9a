"""Exercise 05: run jobs as processes and learn how each of them ended.

Read README.md first. Replace each `raise NotImplementedError` by your code.
"""

import multiprocessing
import sys
import time


def good_job():
    """Sleep 5 seconds and return."""
    raise NotImplementedError


def fail_job():
    """Sleep 5 seconds and exit with status 1."""
    raise NotImplementedError


def kill_job():
    """Sleep 10 seconds and return."""
    raise NotImplementedError


def supervise(jobs, patience):
    """Run all jobs at once, each in a process of its own, and return how they ended.

    jobs: a list of functions that take no arguments; each has a name, job.__name__.
    patience: seconds to wait for all of them together. Those still alive then are terminated;
        one that has not ended about a second later is killed.
    Returns a dict with the exit code of each job by its name: {"good_job": 0, ...}.
    """
    raise NotImplementedError


def main():
    """Supervise good_job, fail_job and kill_job, and print how each ended."""
    raise NotImplementedError


if __name__ == "__main__":
    main()
