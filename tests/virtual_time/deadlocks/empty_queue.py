"""A reader takes one thing more than was ever put."""

import multiprocessing


def reader(queue):
    print(queue.get())
    queue.get()  # stuck: reader in Queue.get


if __name__ == "__main__":
    queue = multiprocessing.Queue()
    queue.put("the only one")
    process = multiprocessing.Process(target=reader, args=(queue,), name="reader")
    process.start()
    process.join()  # stuck: MainProcess in Process.join for reader
