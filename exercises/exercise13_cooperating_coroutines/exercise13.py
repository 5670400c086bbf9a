"""Exercise 13: coroutines that take turns at one piece of work.

Read README.md first. Replace each `raise NotImplementedError` by your code.
"""

import random


def worker():
    """A coroutine. Each time it is sent (name, remaining), it does a piece of the work.

    The piece is random, from 1 to 9, and never more than remains. It prints
    "[<name>] Total : <remaining>, work : <piece>" and yields what remains after the piece.
    """
    raise NotImplementedError


def share(total, names):
    """Let workers with these names take turns, from the total down to 0.

    Returns the list of all turns: (name, work, remaining), remaining being what was left after it.
    """
    raise NotImplementedError


def main():
    """Let "w1" and "w2" take turns, from 50 to 0."""
    raise NotImplementedError


if __name__ == "__main__":
    main()
