"""Exercise 01: start processes, each with a name and an argument of its own.

Read README.md first. Replace each `raise NotImplementedError` by your code.
"""

import multiprocessing
import os


def worker(count):
    """Print two lines: which process runs this with which argument, and its process ids.

    name: <name of the process>, argument : <count>
    parent pid:<pid of the parent>  pid:<pid of the process>
    """
    raise NotImplementedError


def main():
    """Run worker(0) ... worker(4) at the same time, in processes named process 0 ... process 4.

    Returns when all five have ended.
    """
    raise NotImplementedError


if __name__ == "__main__":
    main()
