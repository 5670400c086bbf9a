"""Exercise 03: see in the log of multiprocessing what its processes do.

Read README.md first. Replace each `raise NotImplementedError` by your code.
"""

import logging
import multiprocessing


def worker(count):
    """Print one line on standard output: `count: <count>`."""
    raise NotImplementedError


def main(level=logging.DEBUG):
    """Send multiprocessing's own logger to standard error at `level`, and run five workers.

    Runs worker(0) ... worker(4), each in a process of its own; returns when all have ended.
    """
    raise NotImplementedError


if __name__ == "__main__":
    main()
