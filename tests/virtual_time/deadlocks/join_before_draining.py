"""A child can't end before its large result is taken, and it is to be taken after its end."""

import multiprocessing


# stuck, at no line of its own: writer for what it put into a queue to be taken out
def writer(queue):
    queue.put("x" * 1_000_000)


if __name__ == "__main__":
    queue = multiprocessing.Queue()
    process = multiprocessing.Process(target=writer, args=(queue,), name="writer")
    process.start()
    process.join()  # stuck: MainProcess in Process.join for writer
    queue.get()
