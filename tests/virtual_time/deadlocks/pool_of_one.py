"""The only worker of a pool waits for what a task of the same pool would send in its turn."""

import multiprocessing

queue = None


def prepare(shared):
    global queue
    queue = shared


def waits(number):
    return queue.get()  # stuck: *PoolWorker-1 in Queue.get


def feeds(number):
    queue.put(number)


if __name__ == "__main__":
    with multiprocessing.Pool(1, prepare, (multiprocessing.Queue(),)) as pool:
        first = pool.apply_async(waits, (1,))
        second = pool.apply_async(feeds, (2,))
        print(first.get(), second.get())  # stuck: MainProcess in AsyncResult.get
