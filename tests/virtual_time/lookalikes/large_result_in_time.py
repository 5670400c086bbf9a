"""A large result is taken before its writer is joined, though late."""

import multiprocessing
import time


def write(queue):
    queue.put("x" * 1_000_000)


if __name__ == "__main__":
    queue = multiprocessing.Queue()
    process = multiprocessing.Process(target=write, args=(queue,))
    process.start()
    time.sleep(2)
    print(len(queue.get()))
    process.join()
