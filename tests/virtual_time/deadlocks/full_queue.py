"""A queue has room for one thing, and nobody takes it out."""

import multiprocessing


def writer(queue):
    queue.put(1)
    queue.put(2)  # stuck: writer in Queue.put


if __name__ == "__main__":
    queue = multiprocessing.Queue(1)
    process = multiprocessing.Process(target=writer, args=(queue,), name="writer")
    process.start()
    process.join()  # stuck: MainProcess in Process.join for writer
