"""Sets itself an alarm and waits for what never comes."""

import multiprocessing
import signal


class TooLong(Exception):
    """The alarm rang."""


def ring(number, frame):
    raise TooLong


signal.signal(signal.SIGALRM, ring)
signal.setitimer(signal.ITIMER_REAL, 0.3)
try:
    multiprocessing.Queue().get()
except TooLong:
    print("the alarm rang")
