"""Consumers wait without a limit until a producer has slept enough."""

import multiprocessing
import time


def produce(queue):
    for number in range(3):
        time.sleep(1)
        queue.put(number)
    queue.put(None)


def consume(queue):
    while (number := queue.get()) is not None:
        print(number)


if __name__ == "__main__":
    queue = multiprocessing.Queue()
    processes = [multiprocessing.Process(target=f, args=(queue,)) for f in (consume, produce)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
