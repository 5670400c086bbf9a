"""Starts processes that sleep, and waits for them with a limit."""

import multiprocessing
import time


def nap(queue, number):
    time.sleep(number)
    queue.put(number)


if __name__ == "__main__":
    queue = multiprocessing.Queue()
    workers = [multiprocessing.Process(target=nap, args=(queue, number)) for number in (1, 2)]
    for worker in workers:
        worker.start()
    for _ in workers:
        print(queue.get(timeout=5))
    for worker in workers:
        worker.join(timeout=3)
        print(worker.exitcode)
