"""Two processes take the same two locks, each in its own order."""

import multiprocessing
import time


def forth(first, second):
    with first:
        time.sleep(1)
        with second:  # stuck: forth in Lock.acquire for back
            pass


def back(first, second):
    second.acquire()
    time.sleep(1)
    first.acquire()  # stuck: back in Lock.acquire for forth
    first.release()
    second.release()


if __name__ == "__main__":
    locks = multiprocessing.Lock(), multiprocessing.Lock()
    processes = [
        multiprocessing.Process(target=f, args=locks, name=f.__name__) for f in (forth, back)
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join()  # stuck: MainProcess in Process.join for forth
