"""Exercise 09: let processes change the same numbers in shared memory.

Read README.md first. Replace each `raise NotImplementedError` by your code.
"""

import multiprocessing


def worker(num, num_list):
    """Print what is there, set the number to 50, and multiply each element by 10 in place.

    num: a multiprocessing.Value that holds a whole number.
    num_list: a multiprocessing.Array of whole numbers, of any length.
    """
    raise NotImplementedError


def add_many(counter, times):
    """Add 1 to the counter, `times` times, without losing an update.

    counter: a multiprocessing.Value; other processes add to it at the same time.
    """
    raise NotImplementedError


def count_together(workers, times):
    """Run `add_many(counter, times)` in so many processes at the same time, with one counter.

    Returns what the counter, which starts at 0, holds in the end.
    """
    raise NotImplementedError


def main():
    """Build a Value of 5 and an Array of 0 to 9, run `worker` in a process, print the result."""
    raise NotImplementedError


if __name__ == "__main__":
    main()
