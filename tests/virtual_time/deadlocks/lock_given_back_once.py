"""A process takes a lock twice, gives it back once, and waits for ever; another wants the lock."""

import multiprocessing
import time


def holder(lock, queue):
    with lock:
        with lock:
            time.sleep(1)
        queue.get()  # stuck: holder in Queue.get


def other(lock, queue):
    time.sleep(0.5)
    lock.acquire()  # stuck: other in Lock.acquire for holder


if __name__ == "__main__":
    shared = multiprocessing.RLock(), multiprocessing.Queue()
    processes = [
        multiprocessing.Process(target=function, args=shared, name=function.__name__)
        for function in (holder, other)
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join()  # stuck: MainProcess in Process.join for holder
