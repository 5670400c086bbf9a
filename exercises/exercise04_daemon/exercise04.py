"""Exercise 04: start a process that must not outlive the program.

Read README.md first. Replace each `raise NotImplementedError` by your code.
"""

import multiprocessing
import time


def daemon():
    """Print "Start", sleep 5 seconds, print "Exit"."""
    raise NotImplementedError


def main(wait=False):
    """Start `daemon` as a daemonic process, and print "Main process terminated" after 3 seconds.

    wait: whether to wait until the daemon has ended before that is printed.
    """
    raise NotImplementedError


if __name__ == "__main__":
    main()
