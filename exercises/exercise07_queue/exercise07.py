"""Exercise 07: hand items from process to process through queues.

Read README.md first. Replace each `raise NotImplementedError` by your code.
"""

import multiprocessing
import time


def set_data(q):
    """Put "Hello world" into the queue, and print "[<process name>] set queue data : ...".

    q: a multiprocessing.Queue.
    """
    raise NotImplementedError


def get_data(q):
    """After 1 second get an item from the queue, and print "[<process name>] get queue data : ..."."""
    raise NotImplementedError


def collect(producers, consumers, items):
    """Move every item through queues, from producer processes to consumer processes and back here.

    producers, consumers: how many processes of each kind to start, 1 or more.
    items: a list of things that can be sorted; None is not among them.
    Returns the sorted list of all that the consumers got.
    """
    raise NotImplementedError


def main():
    """Run set_data and get_data with one queue, each in a process named after it."""
    raise NotImplementedError


if __name__ == "__main__":
    main()
