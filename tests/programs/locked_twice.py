"""A thread that takes the same lock twice."""

import threading


def take_twice():
    lock = threading.Lock()
    with lock:
        lock.acquire()


take_twice()
