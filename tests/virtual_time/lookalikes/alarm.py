"""A signal ends a wait that has no limit."""

import multiprocessing
import signal


class TooLong(Exception):
    """The alarm rang."""


def ring(number, frame):
    raise TooLong


if __name__ == "__main__":
    signal.signal(signal.SIGALRM, ring)
    signal.alarm(3)
    try:
        multiprocessing.Queue().get()
    except TooLong:
        print("the alarm rang")
