"""A thread of a child waits for what only the other thread could give, and that one joins it."""

import multiprocessing
import queue
import threading


def take(shelf):
    shelf.get()  # stuck: child in Queue.get


def child():
    shelf = queue.Queue()
    thread = threading.Thread(target=take, args=(shelf,))
    thread.start()
    thread.join()  # stuck: child in Thread.join
    shelf.put("too late")


if __name__ == "__main__":
    process = multiprocessing.Process(target=child, name="child")
    process.start()
    process.join()  # stuck: MainProcess in Process.join for child
