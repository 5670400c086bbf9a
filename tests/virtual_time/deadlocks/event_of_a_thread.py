"""A thread waits for an event that nobody sets."""

import threading


def runner():
    start.wait()  # stuck: MainProcess in Event.wait


start = threading.Event()
thread = threading.Thread(target=runner)
thread.start()
thread.join()  # stuck: MainProcess in Thread.join
