"""Exercise 02: a class of processes, each of which knows its own work.

Read README.md first. Replace each `raise NotImplementedError` by your code.
"""

import multiprocessing
import os


class Worker(multiprocessing.Process):
    """A process with a name and arguments that prints who it is."""

    def __init__(self, name, args):
        """Build a process called `name`; it is not started yet.

        args: a tuple of one or more arguments.
        """
        raise NotImplementedError

    def run(self):
        """Print two lines; `start` has this called in the new process.

        name: <name of the process>, argument : <first argument>
        parent pid:<pid of the parent>  pid:<pid of the process>
        """
        raise NotImplementedError


def main():
    """Start Worker("process 0", (0,)) ... Worker("process 4", (4,)), all at the same time.

    Returns when all five have ended.
    """
    raise NotImplementedError


if __name__ == "__main__":
    main()
