"""A process sleeps while it holds the lock that all others want."""

import multiprocessing
import time


def work(lock, number):
    with lock:
        time.sleep(1)


if __name__ == "__main__":
    lock = multiprocessing.Lock()
    processes = [multiprocessing.Process(target=work, args=(lock, number)) for number in range(3)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    print("all had it")
