"""A reader of a queue into which nobody puts anything."""

import multiprocessing


def reader(queue):
    queue.get()


if __name__ == "__main__":
    queue = multiprocessing.Queue()
    process = multiprocessing.Process(target=reader, args=(queue,), name="reader")
    process.start()
    process.join()
