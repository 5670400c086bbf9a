"""Exercise 06: let processes wait until one of them says that it is time.

Read README.md first. Replace each `raise NotImplementedError` by your code.
"""

import multiprocessing
import time


def wait_for_event(event):
    """Print "waiting", block until the event is set, print "event is set"."""
    raise NotImplementedError


def wait_for_event_timeout(event, timeout):
    """Wait until the event is set, at most `timeout` seconds; print "event is set: True" or False."""
    raise NotImplementedError


def main():
    """Run both, each in a process of its own, the second with 2 seconds; set the event after 3."""
    raise NotImplementedError


if __name__ == "__main__":
    main()
